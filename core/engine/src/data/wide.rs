//! One respondent a row, one question a column.

use csv::ByteRecord;

use super::binding::{Binding, Decimal};
use super::fault::Fault;
use super::reading::{Rows, column_of};
use super::series::{Kano, Row, Series};
use super::sheet::Sheet;

/// The questions of a wide file.
pub struct Wide {
    /// Each with the column it stands in.
    single: Vec<(usize, Series)>,
    /// Each with the columns of its two halves.
    twin: Vec<([usize; 2], Kano, Series)>,
}

impl Wide {
    /// The columns of a binding that a file has; those it does not have are faults.
    pub fn of(binding: &Binding, sheet: &Sheet<'_>, decimal: Decimal, faults: &mut Vec<Fault>) -> Self {
        let mut wide = Self { single: Vec::new(), twin: Vec::new() };
        for (number, column) in binding.columns.iter().enumerate() {
            let Some(at) = column_of(sheet, &column.name, faults) else { continue };
            let series = Series::of(binding, number, decimal, None);
            let twin = column.dysfunctional.as_deref().map(|name| column_of(sheet, name, faults));
            match twin {
                None => wide.single.push((at, series)),
                Some(None) => {}
                Some(Some(other)) => wide.twin.push(([at, other], Kano::of(column), series)),
            }
        }
        wide
    }
}

impl Rows for Wide {
    fn take(&mut self, record: &ByteRecord, row: Row) {
        let cell = |at: usize| record.get(at).unwrap_or_default();
        self.single.iter_mut().for_each(|(at, series)| series.take(cell(*at), row));
        self.twin.iter_mut().for_each(|(at, kano, series)| kano.take(series, at.map(cell), row));
    }

    fn end(self: Box<Self>) -> (Vec<Series>, Vec<Fault>) {
        let single = self.single.into_iter().map(|(_, series)| series);
        let mut all: Vec<_> = single.chain(self.twin.into_iter().map(|(.., series)| series)).collect();
        all.sort_by_key(|series| series.column);
        (all, Vec::new())
    }
}
