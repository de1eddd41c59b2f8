//! The front end's vocabulary: the syntax tree, tokens, layout, and the literals' values.

#![forbid(unsafe_code)]

pub mod ast;
mod escapes;
mod fstring;
mod layout;
mod lexer;
mod numbers;
mod soft_keywords;
mod strings;
mod token;

pub use escapes::{invalid_escape, invalid_escapes_in_fstring};
pub use layout::{Tokens, tokenize};
pub use numbers::{MAX_DECIMAL_DIGITS, decode_number};
pub use strings::{LiteralError, LiteralShape, character_by_name, decode_bytes, decode_fstring_text, decode_text};
pub use token::{Token, TokenKind};

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// The name that an identifier token stands for: its NFKC form.
pub fn identifier_name(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfkc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}
