//! Changes of case of whole texts (CPython unicodeobject.c `do_lower`, `do_title`, ...).

#![expect(clippy::disallowed_methods, reason = "whoever calls these has charged what they make")]

use super::unicode::{FOLDED, LOWER, TITLE, UPPER, is_case_ignorable, is_cased, is_lower, is_title, is_upper};

pub fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| UPPER.push(&mut out, c));
    out
}

pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    text.char_indices().for_each(|(at, c)| push_lower(&mut out, text, at, c));
    out
}

pub fn casefold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| FOLDED.push(&mut out, c));
    out
}

pub fn capitalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if at == 0 { TITLE.push(&mut out, c) } else { push_lower(&mut out, text, at, c) }
    }
    out
}

pub fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if inside {
            push_lower(&mut out, text, at, c)
        } else {
            TITLE.push(&mut out, c)
        }
        inside = is_cased(c);
    }
    out
}

pub fn swapcase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match () {
            () if is_upper(c) => push_lower(&mut out, text, at, c),
            () if is_lower(c) => UPPER.push(&mut out, c),
            () => out.push(c),
        }
    }
    out
}

/// `islower` and `isupper`: some character of that case, none of the other two.
pub fn all_cased(text: &str, wanted: fn(char) -> bool, other: fn(char) -> bool) -> bool {
    let mut found = false;
    for c in text.chars() {
        if other(c) || is_title(c) {
            return false;
        }
        found |= wanted(c);
    }
    found
}

/// `istitle`
pub fn is_title_text(text: &str) -> bool {
    let (mut found, mut inside) = (false, false);
    for c in text.chars() {
        match () {
            () if is_upper(c) || is_title(c) => {
                if inside {
                    return false;
                }
                (found, inside) = (true, true);
            }
            () if is_lower(c) => {
                if !inside {
                    return false;
                }
                found = true;
            }
            () => inside = false,
        }
    }
    found
}

fn push_lower(out: &mut String, text: &str, at: usize, c: char) {
    if c != 'Σ' {
        return LOWER.push(out, c);
    }
    let cased_next_to = |c: Option<char>| c.is_some_and(is_cased);
    let before = text[..at].chars().rev().find(|c| !is_case_ignorable(*c));
    let after = text[at + c.len_utf8()..].chars().find(|c| !is_case_ignorable(*c));
    out.push(if cased_next_to(before) && !cased_next_to(after) { 'ς' } else { 'σ' });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_case_as_in_cpython() {
        assert_eq!(lower("ΑΣ ΣΑΣ"), "ας σας");
        assert_eq!(title("they're bill's ǆ"), "They'Re Bill'S ǅ");
        assert_eq!(capitalize("ŉA ßX"), "ʼNa ßx");
        assert_eq!(swapcase("ÀßΣ"), "àSSς");
        assert!(is_title_text("Abc Def") && !is_title_text("ABC") && is_title_text("ǅ"));
    }
}
