//! Making and reading strings.

use super::Heap;
use crate::object::string::{StrObject, Text, count_chars};
use crate::value::Value;
use std::cell::{Cell, OnceCell};

/// From this many bytes on, a concatenation's result shares a growing buffer.
const SHARE_FROM: usize = 256;

impl Heap {
    /// A new string.
    pub fn str(&mut self, text: &str) -> Value {
        self.charge(text.len());
        self.new_string(StrObject::new(text.into()))
    }

    /// A new string that takes over `text`.
    pub fn str_from(&mut self, text: String) -> Value {
        self.charge(text.len());
        self.new_string(StrObject::new(text.into_boxed_str()))
    }

    /// The text of a str; not of an instance that carries one (see `plain`).
    #[inline(always)]
    pub fn text(&self, value: Value) -> Option<&str> {
        self.string(value).map(|object| self.text_of(object))
    }

    /// The text of a string object of this heap.
    #[inline(always)]
    pub fn text_of<'a>(&'a self, object: &'a StrObject) -> &'a str {
        match &object.text {
            Text::Flat(text) => text,
            Text::Static(text) => text,
            Text::Name(text) => text,
            Text::Prefix { buffer, len } => &self.buffers.get(*buffer)[..*len as usize],
        }
    }

    /// Bytes that `concat` allocates at most.
    pub fn concat_cost(&self, a: Value, b: Value) -> usize {
        let size = |value: Value| self.string(value).map_or(0, StrObject::byte_len);
        let (left, right) = (size(a), size(b));
        let grown = match self.string(a).map(|object| &object.text) {
            Some(Text::Prefix { buffer, len }) if self.buffers.get(*buffer).len() == *len as usize => {
                let capacity = self.buffers.get(*buffer).capacity();
                if capacity - left >= right { 0 } else { (capacity * 2).max(left + right) }
            }
            _ => (left + right) * 2,
        };
        grown + right
    }

    /// The string `a + b`. A long `a` that ends its buffer is grown in place: `s += t` in a loop is linear.
    pub fn concat(&mut self, a: Value, b: Value) -> Option<Value> {
        let (left, right) = (self.string(a)?, self.string(b)?);
        if right.byte_len() == 0 {
            return Some(a);
        }
        if left.byte_len() == 0 {
            return Some(b);
        }
        let chars = left.chars.checked_add(right.chars)?;
        if left.byte_len() + right.byte_len() < SHARE_FROM {
            let text = [self.text_of(left), self.text_of(right)].concat();
            self.charge(text.len());
            let text = Text::Flat(text.into());
            return Some(self.new_string(StrObject { text, hash: Cell::new(-1), chars, offsets: OnceCell::new() }));
        }
        let right_text: Box<str> = self.text_of(right).into();
        let buffer = self.growing_buffer(a, right_text.len())?;
        let text = self.buffers.get_mut(buffer);
        let old = text.capacity();
        text.push_str(&right_text);
        let new = text.capacity();
        let text = Text::Prefix { buffer, len: text.len() as u32 };
        self.grew(old, new);
        Some(self.new_string(StrObject { text, hash: Cell::new(-1), chars, offsets: OnceCell::new() }))
    }

    /// A buffer whose whole text is that of `a`: the one it has when `a` is all of it, else a new one.
    fn growing_buffer(&mut self, a: Value, more: usize) -> Option<u32> {
        let left = self.string(a)?;
        if let Text::Prefix { buffer, len } = left.text
            && self.buffers.get(buffer).len() == len as usize
        {
            return Some(buffer);
        }
        #[expect(clippy::disallowed_methods, reason = "charged by whoever asks for concat_cost")]
        let mut text = String::with_capacity((left.byte_len() + more) * 2);
        text.push_str(self.text_of(left));
        self.charge(text.capacity());
        Some(self.buffers.insert(text, &mut self.account, &mut self.budget))
    }

    /// The character at a (non-negative) index, as a string.
    pub fn char_at(&self, object: &StrObject, index: usize) -> Option<char> {
        if index >= object.chars as usize {
            return None;
        }
        let text = self.text_of(object);
        text.get(object.byte_offset(text, index)..)?.chars().next()
    }

    /// A string of one character.
    pub fn char_str(&mut self, c: char) -> Value {
        let mut buffer = [0; 4];
        let text: &str = c.encode_utf8(&mut buffer);
        if c.is_ascii() { self.interned(text) } else { self.str(text) }
    }

    /// Number of characters of a text.
    pub fn char_count(text: &str) -> usize {
        count_chars(text) as usize
    }
}
