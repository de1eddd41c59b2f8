//! Strings: UTF-8 with a cached hash, an ASCII flag and, where asked for, a table of character offsets.

use std::cell::{Cell, OnceCell};
use std::sync::Arc;

/// An immutable string. Its text lives in the object, or is a prefix of a shared growing buffer (`Heap::buffers`), so that
/// `s += t` in a loop is not quadratic.
#[derive(Clone, Debug)]
pub struct StrObject {
    pub text: Text,
    /// CPython's hash, -1 while not computed.
    pub hash: Cell<i64>,
    /// Number of characters.
    pub chars: u32,
    /// Made at the first index into a string that is not ASCII.
    pub offsets: OnceCell<Box<Offsets>>,
}

/// Every 64th character's byte offset.
#[derive(Clone, Debug)]
pub struct Offsets(pub Box<[u32]>);

#[derive(Clone, Debug)]
pub enum Text {
    Flat(Box<str>),
    /// A name that built-ins use.
    Static(&'static str),
    /// A name of a script's.
    Name(Arc<str>),
    /// The first `len` bytes of `Heap::buffers[buffer]`.
    Prefix {
        buffer: u32,
        len: u32,
    },
}

impl Default for StrObject {
    fn default() -> StrObject {
        StrObject::new("".into())
    }
}

impl StrObject {
    pub fn new(text: Box<str>) -> StrObject {
        let chars = count_chars(&text);
        StrObject { text: Text::Flat(text), hash: Cell::new(-1), chars, offsets: OnceCell::new() }
    }

    /// The string of an interned name, whose text it shares.
    pub fn of_name(text: Text) -> StrObject {
        let chars = match &text {
            Text::Flat(text) => count_chars(text),
            Text::Static(text) => count_chars(text),
            Text::Name(text) => count_chars(text),
            Text::Prefix { len, .. } => *len,
        };
        StrObject { text, hash: Cell::new(-1), chars, offsets: OnceCell::new() }
    }

    /// Number of bytes.
    pub fn byte_len(&self) -> usize {
        match &self.text {
            Text::Flat(text) => text.len(),
            Text::Static(text) => text.len(),
            Text::Name(text) => text.len(),
            Text::Prefix { len, .. } => *len as usize,
        }
    }

    /// Whether every character is one byte long.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.chars as usize == self.byte_len()
    }

    /// The byte offset of character `index` of `text`, which is this string's own; the end for an index past it.
    pub fn byte_offset(&self, text: &str, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(text.len());
        }
        // Near an end no table is worth its price: `s[1:]` makes a new string each time.
        let after = (self.chars as usize).saturating_sub(index);
        if after == 0 {
            return text.len();
        }
        if index < STRIDE {
            return text.char_indices().nth(index).map_or(text.len(), |(offset, _)| offset);
        }
        if after <= STRIDE {
            return text.char_indices().nth_back(after - 1).map_or(text.len(), |(offset, _)| offset);
        }
        let Offsets(table) = &**self.offsets.get_or_init(|| Box::new(Offsets(offset_table(text))));
        let Some(start) = table.get(index / STRIDE).map(|offset| *offset as usize) else { return text.len() };
        let rest = text.get(start..).unwrap_or("");
        start + rest.char_indices().nth(index % STRIDE).map_or(rest.len(), |(offset, _)| offset)
    }
}

const STRIDE: usize = 64;

fn offset_table(text: &str) -> Box<[u32]> {
    text.char_indices().step_by(STRIDE).map(|(offset, _)| offset as u32).collect()
}

/// Number of characters of a text.
pub fn count_chars(text: &str) -> u32 {
    if text.is_ascii() { text.len() as u32 } else { text.chars().count() as u32 }
}
