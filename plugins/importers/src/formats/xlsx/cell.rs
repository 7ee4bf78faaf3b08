//! A cell as text.

use calamine::{Data, ExcelDateTime};

/// A cell's value as a reader of the workbook would write it: numbers plain, dates as year-month-day.
pub fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(time) if time.is_datetime() => moment(time),
        Data::DateTime(time) => duration(time.as_f64()),
        other => other.to_string(),
    }
}

fn moment(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    let date = format!("{year:04}-{month:02}-{day:02}");
    match time.as_f64() {
        value if value < 1.0 => clock,
        value if value.fract() == 0.0 => date,
        _ => format!("{date} {clock}"),
    }
}

/// Days as hours, minutes and seconds.
fn duration(days: f64) -> String {
    let seconds = (days * 86_400.0).round() as i64;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `B7`, of a row and a column that are counted from 0.
pub fn name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn values_are_written_as_people_write_them() {
        let time = |value, kind| Data::DateTime(ExcelDateTime::new(value, kind, false));
        assert_eq!(text(&Data::Float(3.0)), "3");
        assert_eq!(text(&Data::Float(-1.5)), "-1.5");
        assert_eq!(text(&time(45943.0, ExcelDateTimeType::DateTime)), "2025-10-13");
        assert_eq!(text(&time(45943.5, ExcelDateTimeType::DateTime)), "2025-10-13 12:00");
        assert_eq!(text(&time(0.5, ExcelDateTimeType::DateTime)), "12:00");
        assert_eq!(text(&time(1.25, ExcelDateTimeType::TimeDelta)), "30:00:00");
    }

    #[test]
    fn cells_are_named_as_in_a_spreadsheet() {
        assert_eq!([name((0, 0)), name((6, 25)), name((9, 26))], ["A1", "Z7", "AA10"]);
    }
}
