//! What is to be said against an analysis, and why there is none.

use journeybook_plugin::prose::{count, listed};
use journeybook_statistics::{Analysis, Driver, MOST_DRIVERS, Unfit};

use crate::explained::Analysed;

/// Sentences on drivers that are hard to tell apart, on the outcome, and on rows that were left out.
pub fn warnings(analysed: &Analysed, found: &Analysis) -> String {
    let named = |is: fn(&Driver) -> bool| -> Vec<&str> {
        let all = analysed.columns.iter().zip(&found.drivers);
        all.filter(|(_, driver)| is(driver)).map(|(column, _)| column.name.as_str()).collect()
    };
    let mut all = said(
        &named(|it| it.vif >= 10.0),
        "So entangled with others that shares are hardly to be told apart (VIF of 10 or more)",
    );
    all += &said(&named(|it| (5.0..10.0).contains(&it.vif)), "Entangled with others (VIF of 5 or more)");
    all += &said(
        &named(Driver::is_suppressor),
        "Turns its direction once the others are held equal (suppressor)",
    );
    if analysed.binary {
        all += " The outcome is yes or no, so R² is a rough measure.";
    }
    if let Some((kept, of)) = analysed.dropped {
        all += &format!(" Only {kept} of {of} rows have an answer in every column.");
    }
    all + &intervals(analysed)
}

/// How often intervals were drawn, or why there are none.
fn intervals(analysed: &Analysed) -> String {
    match (analysed.asked, &analysed.sure) {
        (0, _) => String::new(),
        (_, None) => String::from(
            " No intervals: the table is too large for a hundred draws, or most draws cannot be analysed.",
        ),
        (asked, Some(sure)) => {
            let fewer = if sure.draws < asked {
                format!(" Intervals rest on {} draws, not {asked}, since the table is large.", sure.draws)
            } else {
                String::new()
            };
            match sure.unfit {
                0 => fewer,
                n => format!("{fewer} {} could not be analysed.", count(n, "draw")),
            }
        }
    }
}

fn said(names: &[&str], what: &str) -> String {
    if names.is_empty() { String::new() } else { format!(" {what}: {}.", listed(names)) }
}

/// Why there is no analysis, by the names of the columns.
pub fn refused(unfit: &Unfit, analysed: &Analysed) -> String {
    let name = |at: &usize| match at {
        0 => analysed.outcome.as_str(),
        at => analysed.columns[at - 1].name.as_str(),
    };
    let names = |all: &[usize]| listed(&all.iter().map(name).collect::<Vec<_>>());
    match unfit {
        Unfit::Drivers(0) => String::from("The analysis has an outcome and no driver."),
        Unfit::Drivers(n) => format!("The analysis has {n} drivers and may have {MOST_DRIVERS}."),
        Unfit::Rows(n, more_than) => {
            format!("The analysis has {n} complete rows and needs more than {more_than}.")
        }
        Unfit::Constant(at) => {
            format!("Every row says the same in {}, which explains nothing.", names(at))
        }
        Unfit::Collinear(at) => {
            format!("{} say the same thing: one follows from the others, so take one of them out.", names(at))
        }
        Unfit::Weights => String::from("The weights are negative, or all 0."),
        Unfit::Numbers => {
            String::from("Some numbers are so large or so small that nothing can be computed with them.")
        }
    }
}
