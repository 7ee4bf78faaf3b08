//! Which sheet of paper takes a map: the fit check behind the theme's print style.
//!
//! Measures are those of the printed map in CSS pixels: 6.2 pt type at 74 % width, rows and gaps as the style sheet sets
//! them. An estimate may call for more paper than is needed, never for much less: a map that is cut is worse than a map
//! with air around it.

use journeybook_model::{Entry, Journey, Lane, StandardLane};

use super::chart::{Band, Chart, Column, shown};

/// What a map is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// One A3 sheet, across.
    A3,
    /// One A2 sheet, across.
    A2,
    /// A3 sheets, cut between stages, with the lanes named again for each.
    Parts,
    /// A3 sheets, cut between the lanes of a stage too: not even a stage fits on one.
    Long,
}

/// The room between the margins of a sheet, and the most columns that can still be read on it.
struct Paper {
    width: f64,
    height: f64,
    columns: usize,
}

const A3: Paper = Paper { width: 1512.0, height: 1058.0, columns: 28 };
const A2: Paper = Paper { width: 2169.0, height: 1512.0, columns: 44 };

/// The widest column of a map in parts.
const WIDEST: f64 = 182.0;
/// The column of lane names.
const LANES: f64 = 73.0;
/// The head of the page with its scenario, the bar over the map and the legend under it.
const AROUND: f64 = 180.0;
/// The rows of the framework's and of the map's stages.
const STAGES: f64 = 37.0;
/// A step's number on the rail.
const STATION: f64 = 35.0;
/// The row of the curve.
const FEELING: f64 = 127.0;
/// A row of which only the lane's name is high.
const ROW: f64 = 28.0;
/// What the three lines of a blueprint take.
const LINES: f64 = 42.0;
/// A line of text, and the space around a cell.
const LINE: f64 = 10.4;
const PADDING: f64 = 7.0;
/// A letter, and what a line loses on average because words are not cut.
const LETTER: f64 = 3.4;
const RAGGED: f64 = 3.0;
/// What icons and bars before an entry take.
const MARK: f64 = 9.0;

impl Sheet {
    /// The smallest sheet that takes a map.
    pub fn of(journey: &Journey, chart: &Chart) -> Self {
        let columns = chart.columns.len();
        let fits = |paper: &Paper| {
            columns <= paper.columns && AROUND + height(journey, chart, paper.column(columns)) <= paper.height
        };
        let most = chart.bands.iter().map(|band| steps(chart, band)).max().unwrap_or(0);
        let part = || height(journey, chart, A3.column(most).min(WIDEST));
        match () {
            () if fits(&A3) => Self::A3,
            () if fits(&A2) => Self::A2,
            () if part() <= A3.height => Self::Parts,
            () => Self::Long,
        }
    }

    /// Its word, as themes know it.
    pub fn word(self) -> &'static str {
        match self {
            Self::A3 => "a3",
            Self::A2 => "a2",
            Self::Parts => "parts",
            Self::Long => "long",
        }
    }
}

impl Paper {
    /// How wide the text of a column is, where so many share the sheet.
    fn column(&self, columns: usize) -> f64 {
        (self.width - LANES) / columns.max(1) as f64 - PADDING
    }
}

/// How many columns a band has.
fn steps(chart: &Chart, band: &Band) -> usize {
    band.stages.clone().map(|stage| chart.of_stage(stage).len()).sum()
}

/// How high a map is, with columns so wide.
fn height(journey: &Journey, chart: &Chart, column: f64) -> f64 {
    let tallest =
        |measure: &dyn Fn(Column) -> f64| chart.columns.iter().map(|at| measure(*at)).fold(0.0, f64::max);
    let titles = tallest(&|at| lines(shown(journey, at).title, column));
    let row = |lane: &Lane| match lane {
        Lane::Standard(StandardLane::Feeling) => FEELING,
        _ => ROW.max(tallest(&|at| cell(shown(journey, at).entries, lane, column)) + PADDING),
    };
    STAGES + STATION + titles * LINE + LINES + chart.lanes.iter().map(row).sum::<f64>()
}

/// How high the entries of a lane stand in a column.
fn cell(entries: &[Entry], lane: &Lane, column: f64) -> f64 {
    let own = entries.iter().filter(|entry| entry.lane.id() == lane.id());
    own.map(|entry| lines(&entry.text.text(), column - MARK) * LINE).sum()
}

/// How many lines a text takes. Letters of East Asia are as wide as they are high.
fn lines(text: &str, width: f64) -> f64 {
    let wide = || text.chars().map(|letter| if letter >= '\u{2e80}' { 2.4 } else { 1.0 }).sum();
    let letters: f64 = if text.is_ascii() { text.len() as f64 } else { wide() };
    (letters * LETTER / (width - RAGGED).max(LETTER)).ceil()
}
