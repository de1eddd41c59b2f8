//! Operators and items of str and bytes.

use super::Vm;
use super::allocate::push_repeated;
use crate::native::Res;
use crate::value::{Kind, Value};

impl Vm {
    /// `a + b` of two str.
    pub fn concat_text(&mut self, a: Value, b: Value) -> Res {
        let size = |value: Value| self.heap.string(value).map_or(0, |object| object.byte_len());
        let total = size(a).saturating_add(size(b));
        if total >= 256 {
            let cost = self.heap.concat_cost(a, b);
            self.refuse_size(total, cost)?;
            self.reserve_memory(cost)?;
        }
        Ok(self.heap.concat(a, b).unwrap_or(a))
    }

    /// `a + b` of two bytes.
    pub(super) fn concat_bytes(&mut self, a: Value, b: Value) -> Res {
        let (Some(left), Some(right)) = (self.heap.bytes(a), self.heap.bytes(b)) else { return Ok(a) };
        let total = left.len().saturating_add(right.len());
        if total < 4096 {
            let joined = [&left[..], &right[..]].concat().into();
            return Ok(self.bytes_like(a, joined));
        }
        let mut joined = self.vector(total)?;
        for part in [a, b] {
            joined.extend_from_slice(self.heap.bytes(part).map_or(&[], |bytes| bytes));
        }
        Ok(self.bytes_like(a, joined.into()))
    }

    /// A new bytes object, charged.
    pub fn bytes_value(&mut self, bytes: Box<[u8]>) -> Value {
        self.heap.charge(bytes.len());
        self.heap.new_bytes(bytes.into())
    }

    /// A bytes or bytearray, as `like` is one.
    pub fn bytes_like(&mut self, like: Value, bytes: Box<[u8]>) -> Value {
        let mutable = self.is_bytearray(like);
        let made = self.bytes_value(bytes);
        if mutable && let Some(object) = self.heap.bytes_mut(made) {
            object.mutable = true;
        }
        made
    }

    /// Whether a plain value is a bytearray.
    pub fn is_bytearray(&self, value: Value) -> bool {
        self.heap.bytes(value).is_some_and(|bytes| bytes.mutable)
    }

    /// `text * times` for a str or bytes `text`, whose plain object is `plain`; None if `times` is no count.
    pub(super) fn repeat_text(&mut self, text: Value, plain: Value, times: Value) -> Res<Option<Value>> {
        let Some(times_value) = self.try_index(times)? else { return Ok(None) };
        let Some(times) = self.word(times_value) else {
            self.index(times_value)?;
            return Ok(None);
        };
        let is_str = plain.is_kind(Kind::Str);
        let size = match self.heap.string(plain) {
            Some(object) => object.byte_len(),
            None => self.heap.bytes(plain).map_or(0, |bytes| bytes.len()),
        };
        if times == 1 && text == plain && !self.is_bytearray(plain) {
            return Ok(Some(plain));
        }
        let times = usize::try_from(times).unwrap_or(0);
        let length = self.heap.string(plain).map_or(size, |object| object.chars as usize);
        if length.checked_mul(times).is_none_or(|total| total > isize::MAX as usize) {
            let what = if is_str { "string is" } else { "bytes are" };
            return Err(self.overflow_error(format!("repeated {what} too long")));
        }
        let (total, times) = (size.saturating_mul(times), if size == 0 { 0 } else { times });
        if is_str {
            let mut repeated = self.text_buffer(total)?;
            repeated.push_str(if times > 0 { self.heap.text(plain).unwrap_or("") } else { "" });
            while repeated.len() < total {
                repeated.extend_from_within(..repeated.len().min(total - repeated.len()));
            }
            return Ok(Some(self.heap.str_from(repeated)));
        }
        let mut repeated = self.vector(total)?;
        push_repeated(&mut repeated, self.heap.bytes(plain).map_or(&[], |bytes| bytes), times);
        Ok(Some(self.bytes_like(plain, repeated.into())))
    }

    /// `text[key]` of a str or bytes: an item or a slice.
    pub fn get_item_text(&mut self, text: Value, key: Value) -> Res {
        let is_str = text.is_kind(Kind::Str);
        if key.is_kind(Kind::Slice) {
            return if is_str { self.slice_str(text, key) } else { self.slice_bytes(text, key) };
        }
        if self.try_index_kind(key) {
            let index = self.item_index(key)?;
            return self.text_item(text, index);
        }
        let message = match is_str {
            true => format!("string indices must be integers, not '{}'", self.heap.type_name(key)),
            false if self.is_bytearray(text) => return Err(self.index_type_error(text, key)),
            false => format!("byte indices must be integers or slices, not {}", self.heap.type_name(key)),
        };
        Err(self.type_error(message))
    }

    /// Whether a value has `__index__`.
    fn try_index_kind(&self, key: Value) -> bool {
        self.is_integer(key) || self.overriding(key, crate::symbol::names::INDEX).is_some()
    }

    fn text_item(&mut self, text: Value, index: i64) -> Res {
        if let Some(object) = self.heap.string(text) {
            let found = position(index, object.chars as usize).and_then(|index| self.heap.char_at(object, index));
            return match found {
                Some(c) => Ok(self.heap.char_str(c)),
                None => Err(self.index_error("string index out of range")),
            };
        }
        let bytes = self.heap.bytes(text).map_or(&[][..], |bytes| bytes);
        match position(index, bytes.len()).and_then(|index| bytes.get(index)) {
            Some(byte) => Ok(Value::small(*byte as i64)),
            None if self.is_bytearray(text) => Err(self.index_error("bytearray index out of range")),
            None => Err(self.index_error("index out of range")),
        }
    }

    fn slice_str(&mut self, text: Value, slice: Value) -> Res {
        let length = self.heap.string(text).map_or(0, |object| object.chars as usize);
        let (start, _, step, count) = self.slice_indices(slice, length)?;
        if step == 1 && count == length {
            return Ok(text);
        }
        if step == 1 {
            let size = self.text_part(text, start.max(0) as usize, count).len();
            self.check_size(size)?;
            let part = self.text_part(text, start.max(0) as usize, count).to_owned();
            return Ok(self.heap.str_from(part));
        }
        let source = self.heap.text(text).unwrap_or("");
        let indices = (0..count as i64).map(|number| (start + number * step) as usize);
        if source.is_ascii() {
            let mut picked = self.text_buffer(count)?;
            let source = self.heap.text(text).unwrap_or("").as_bytes();
            picked.extend(indices.filter_map(|index| source.get(index)).map(|byte| *byte as char));
            return Ok(self.heap.str_from(picked));
        }
        // A character is four bytes at most; both are there at one time.
        self.check_size(count.saturating_add(length).saturating_mul(size_of::<char>()))?;
        let (mut chars, mut picked) = (self.vector(length)?, self.text_buffer(count.saturating_mul(4))?);
        chars.extend(self.heap.text(text).unwrap_or("").chars());
        picked.extend(indices.filter_map(|index| chars.get(index)));
        drop(chars);
        Ok(self.heap.str_from(picked))
    }

    /// `count` characters of a str from `start`.
    pub fn text_part(&self, text: Value, start: usize, count: usize) -> &str {
        let Some(object) = self.heap.string(text) else { return "" };
        let source = self.heap.text_of(object);
        let from = object.byte_offset(source, start);
        let to = object.byte_offset(source, start.saturating_add(count));
        source.get(from..to).unwrap_or("")
    }

    fn slice_bytes(&mut self, bytes: Value, slice: Value) -> Res {
        let length = self.heap.bytes(bytes).map_or(0, |bytes| bytes.len());
        let (start, _, step, count) = self.slice_indices(slice, length)?;
        if step == 1 && count == length && !self.is_bytearray(bytes) {
            return Ok(bytes);
        }
        let mut picked = self.vector(count)?;
        let source = self.heap.bytes(bytes).map_or(&[][..], |bytes| bytes);
        let indices = (0..count as i64).map(|number| (start + number * step) as usize);
        picked.extend(indices.filter_map(|index| source.get(index).copied()));
        Ok(self.bytes_like(bytes, picked.into()))
    }
}

/// The position that an index means, counted from the end if negative.
fn position(index: i64, length: usize) -> Option<usize> {
    let index = if index < 0 { index.saturating_add(length as i64) } else { index };
    usize::try_from(index).ok().filter(|index| *index < length)
}
