//! The small parts of reading data.

use csv::ByteRecord;

use super::binding::Decimal;
use super::cell::number;
use super::personal::{Personal, found};

fn kinds(cell: &str) -> Vec<Personal> {
    found(&ByteRecord::from(vec![cell])).map(|(_, kind)| kind).collect()
}

#[test]
fn numbers_are_read_as_files_write_them() {
    let read =
        |text: &str| [Decimal::Point, Decimal::Comma, Decimal::Either].map(|decimal| number(text, decimal));
    assert_eq!(read("3.5"), [Some(3.5), None, Some(3.5)]);
    assert_eq!(read("3,5"), [None, Some(3.5), Some(3.5)]);
    assert_eq!(read("1,234"), [Some(1234.0), Some(1.234), Some(1.234)]);
    assert_eq!(read("1.234"), [Some(1.234), Some(1234.0), Some(1.234)]);
    assert_eq!(read("45 %"), [Some(45.0); 3]);
    assert_eq!(read("inf"), [None; 3]);
}

#[test]
fn what_tells_who_somebody_is_is_found() {
    assert_eq!(kinds("write to mia@example.org."), [Personal::Email]);
    assert_eq!(kinds("203.0.113.7"), [Personal::Address]);
    assert_eq!(kinds("2001:db8::8a2e:370:7334"), [Personal::Address]);
    for phone in ["+44 20 7946 0000", "(415) 555-0100", "020 7946 0000", "415-555-0100", "ring +442079460000"]
    {
        assert_eq!(kinds(phone), [Personal::Phone], "{phone}");
    }
    assert_eq!(kinds(&"x ".repeat(141)), [Personal::Words]);
}

#[test]
fn numbers_and_days_are_nobodys() {
    for harmless in [
        "2026-03-12",
        "2026-03-12 10:00:01",
        "2026-03-12T10:00:01+02:00",
        "12:30:45",
        "0.2847177143",
        "-117.1611",
        "20170513123456",
        "R_2YPOQ602ER1jkf1",
        "@harbour rocks",
        "1,234,567.89",
        "10 - Extremely likely",
    ] {
        assert_eq!(kinds(harmless), [], "{harmless}");
    }
}
