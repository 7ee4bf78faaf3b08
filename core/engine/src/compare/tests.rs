//! What no literate test shows: the layout of columns, whatever the steps.

use super::align::{How, align};
use super::{Comparison, Step};

fn steps<'m>(words: &'m [(&'m str, &'m str)]) -> Vec<Step<'m>> {
    let step = |(at, (id, place)): (usize, &(&'m str, &'m str))| Step {
        id,
        title: id,
        stage: words[..at]
            .iter()
            .filter(|(_, other)| other != place)
            .map(|(_, other)| other)
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
        place: (*place).to_owned(),
        ..Step::default()
    };
    words.iter().enumerate().map(step).collect()
}

fn laid_out(before: &[Step<'_>], after: &[Step<'_>]) -> Vec<String> {
    let comparison = Comparison::new(before, after);
    let name =
        |at: Option<usize>, steps: &[Step<'_>]| at.map_or("-".to_owned(), |at| steps[at].id.to_owned());
    let columns = comparison.columns.iter().enumerate();
    let shown = columns.map(|(at, column)| {
        format!(
            "{} {} {}",
            name(column.before, before),
            name(column.after, after),
            comparison.status(at).word()
        )
    });
    shown.collect()
}

#[test]
fn a_map_compared_with_itself_is_the_same() {
    let map = steps(&[("a", "one"), ("b", "one"), ("c", "two")]);
    assert_eq!(laid_out(&map, &map), ["a a same", "b b same", "c c same"]);
}

#[test]
fn each_map_keeps_its_own_order() {
    let before = steps(&[("a", "s"), ("b", "s"), ("c", "s"), ("d", "s")]);
    let after = steps(&[("d", "s"), ("x", "s"), ("a", "s"), ("c", "s")]);
    let comparison = Comparison::new(&before, &after);
    let own: Vec<_> = comparison.columns.iter().filter_map(|column| column.before).collect();
    let other: Vec<_> = comparison.columns.iter().filter_map(|column| column.after).collect();
    assert_eq!((own, other), (vec![0, 1, 2, 3], vec![0, 1, 2, 3]));
}

#[test]
fn a_step_that_moved_stands_at_both_of_its_places() {
    let before = steps(&[("a", "s"), ("b", "s"), ("c", "s")]);
    let after = steps(&[("b", "s"), ("c", "s"), ("a", "s")]);
    assert_eq!(laid_out(&before, &after), ["a - moved", "b b same", "c c same", "- a moved"]);
}

#[test]
fn what_stands_at_the_same_place_is_paired_only_where_equally_many_are_left() {
    let before = steps(&[("a", "s"), ("b", "s"), ("z", "s")]);
    let one = align(&before, &steps(&[("a", "s"), ("x", "s"), ("z", "s")]));
    assert_eq!(one[1].how, How::Place);
    let two = align(&before, &steps(&[("a", "s"), ("x", "s"), ("y", "s"), ("z", "s")]));
    assert_eq!(two.len(), 2, "{two:?}");
    let elsewhere = align(&before, &steps(&[("a", "s"), ("x", "t"), ("z", "s")]));
    assert_eq!(elsewhere.len(), 2, "{elsewhere:?}");
}

#[test]
fn nothing_and_something_are_compared_without_a_panic() {
    let map = steps(&[("a", "s")]);
    assert_eq!(laid_out(&[], &map), ["- a added"]);
    assert_eq!(laid_out(&map, &[]), ["a - removed"]);
    assert!(laid_out(&[], &[]).is_empty());
}
