//! Postings as short text: for each page how far it is from the last one, five bits a letter, and a digit for the weight.

/// The letters, by value; 32 and more mean that the number goes on.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The text of a list of pages, which rises.
pub fn postings(list: &[(u32, u8)]) -> String {
    let mut text = String::with_capacity(list.len() * 2);
    let mut last = 0;
    for (page, weight) in list {
        number(&mut text, page - last);
        text.push(char::from(b'0' + weight.min(&9)));
        last = *page;
    }
    text
}

fn number(text: &mut String, mut value: u32) {
    while value >= 32 {
        text.push(char::from(LETTERS[(value % 32 + 32) as usize]));
        value /= 32;
    }
    text.push(char::from(LETTERS[value as usize]));
}

#[cfg(test)]
mod tests {
    use super::postings;

    #[test]
    fn near_pages_take_two_letters() {
        assert_eq!(postings(&[(0, 9), (1, 1), (33, 3)]), "A9B1gB3");
    }
}
