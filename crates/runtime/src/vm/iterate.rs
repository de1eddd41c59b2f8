//! Iteration that needs no script code: iterators over built-in types, and all items at once.

use super::Vm;
use crate::heap::RangeObject;
use crate::native::Res;
use crate::object::iterator::{DictPart, IteratorObject};
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::value::{Kind, Value};
use dashu_int::IBig;

/// The longest range whose items are collected at once.
const LONGEST_COLLECTED: u64 = 1 << 24;

/// What a character's object is to a value in a list.
const CHARACTER: usize = 12;

impl Vm {
    /// An iterator over a value of a built-in type (an iterator is its own): None where script code must be asked, or
    /// where the value is not iterable.
    pub fn native_iterator(&mut self, value: Value) -> Res<Option<Value>> {
        let Some(value) = self.unless_overridden(value, names::ITER) else { return Ok(None) };
        let Some((kind, _)) = value.split() else { return Ok(None) };
        let iterator = match kind {
            Kind::List => IteratorObject::List { list: value, index: 0 },
            Kind::Tuple => IteratorObject::Tuple { tuple: value, index: 0 },
            Kind::Str => {
                let ascii = self.heap.string(value).is_some_and(|text| text.is_ascii());
                IteratorObject::Str { text: value, byte: 0, ascii }
            }
            Kind::Bytes => IteratorObject::Bytes { bytes: value, index: 0 },
            Kind::Dict => self.dict_iterator(value, DictPart::Keys),
            Kind::Set => {
                let length = self.heap.set(value).map_or(0, |set| set.len());
                IteratorObject::Set { set: value, slot: 0, length, remaining: length }
            }
            Kind::Range => self.range_iterator(value),
            Kind::Iterator => return Ok(Some(value)),
            Kind::Other => match self.heap.other(value) {
                Some(OtherObject::DictView { dict, part }) => self.dict_iterator(*dict, *part),
                Some(OtherObject::MappingProxy(dict)) => {
                    let dict = *dict;
                    return self.native_iterator(dict);
                }
                Some(OtherObject::Deque(_)) => self.deque_iterator(value, false),
                Some(OtherObject::Context(variables)) => {
                    let keys: Vec<Value> = variables.iter().map(|(variable, _)| *variable).collect();
                    IteratorObject::Tuple { tuple: self.heap.tuple_of(&keys), index: 0 }
                }
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        Ok(Some(self.heap.new_iterator(iterator)))
    }

    pub(crate) fn dict_iterator(&self, dict: Value, part: DictPart) -> IteratorObject {
        let length = self.heap.dict(dict).map_or(0, |dict| dict.len());
        IteratorObject::Dict { dict, slot: 0, length, remaining: length, part }
    }

    fn range_iterator(&self, range: Value) -> IteratorObject {
        let RangeObject { start, step, .. } = self.heap.range(range).copied().unwrap_or_default();
        if let (Some(next), Some(step), Some(remaining)) = (start.as_int(), step.as_int(), self.range_length(range)) {
            let last = (remaining as i64).checked_mul(step).and_then(|span| next.checked_add(span));
            if last.is_some() {
                return IteratorObject::Range { next, step, remaining };
            }
        }
        let big = |value: Value| Box::new(self.heap.as_integer(value).unwrap_or_default());
        IteratorObject::BigRange {
            next: big(start),
            step: big(step),
            remaining: Box::new(self.range_big_length(range)),
        }
    }

    /// The next item of a native iterator; None at its end.
    #[inline]
    pub fn iterator_next(&mut self, iterator: Value) -> Res<Option<Value>> {
        let Some(index) = iterator.index_of(Kind::Iterator) else { return Ok(None) };
        match self.heap.iterators.get_mut(index) {
            IteratorObject::List { list, index } => {
                let Some(at) = list.index_of(Kind::List) else { return Ok(None) };
                let item = self.heap.lists.get(at).get(*index).copied();
                match item {
                    Some(_) => *index += 1,
                    None => *list = Value::UNBOUND,
                }
                Ok(item)
            }
            IteratorObject::Range { next, step, remaining } => {
                if *remaining == 0 {
                    return Ok(None);
                }
                let item = *next;
                *remaining -= 1;
                *next += *step;
                Ok(Some(self.heap.int(item)))
            }
            IteratorObject::Tuple { tuple, index } => {
                let Some(at) = tuple.index_of(Kind::Tuple) else { return Ok(None) };
                let item = self.heap.tuples.get(at).get(*index).copied();
                match item {
                    Some(_) => *index += 1,
                    None => *tuple = Value::UNBOUND,
                }
                Ok(item)
            }
            IteratorObject::Dict { .. } => self.dict_next(index),
            _ => self.iterator_next_rare(index),
        }
    }

    fn iterator_next_rare(&mut self, at: u32) -> Res<Option<Value>> {
        match self.heap.iterators.get_mut(at) {
            IteratorObject::ListReversed { list, index } => {
                let items = list.index_of(Kind::List).map(|at| self.heap.lists.get(at));
                let item = match index.checked_sub(1) {
                    Some(last) => items.and_then(|items| items.get(last)).copied(),
                    None => None,
                };
                match item {
                    Some(_) => *index -= 1,
                    None => *list = Value::UNBOUND,
                }
                Ok(item)
            }
            IteratorObject::Bytes { bytes, index } => {
                let Some(at) = bytes.index_of(Kind::Bytes) else { return Ok(None) };
                let item = self.heap.bytes.get(at).get(*index).copied();
                match item {
                    Some(_) => *index += 1,
                    None => *bytes = Value::UNBOUND,
                }
                Ok(item.map(|byte| Value::small(byte as i64)))
            }
            IteratorObject::BigRange { next, step, remaining } => {
                if **remaining <= IBig::ZERO {
                    return Ok(None);
                }
                let after = &**next + &**step;
                let item = std::mem::replace(&mut **next, after);
                **remaining -= IBig::ONE;
                Ok(Some(self.heap.integer(item)))
            }
            IteratorObject::Str { .. } => Ok(self.str_next(at)),
            IteratorObject::DictReversed { .. } => self.dict_previous(at),
            IteratorObject::Set { .. } => self.set_next(at),
            IteratorObject::Enumerate { iterator, count, .. } => {
                let (iterator, count) = (*iterator, *count);
                self.enumerate_next(at, iterator, count)
            }
            IteratorObject::Zip { .. } => self.zip_next(at),
            IteratorObject::Reversed { .. } => Ok(self.reversed_next(at)),
            IteratorObject::Deque { .. } => self.deque_next(at),
            IteratorObject::Done
            | IteratorObject::List { .. }
            | IteratorObject::Tuple { .. }
            | IteratorObject::Range { .. }
            | IteratorObject::Dict { .. } => Ok(None),
        }
    }

    fn str_next(&mut self, at: u32) -> Option<Value> {
        let IteratorObject::Str { text, byte, .. } = self.heap.iterators.get(at) else { return None };
        let (value, from) = (*text, *byte);
        let next = self.heap.text(value).and_then(|text| text.get(from..)?.chars().next());
        if let IteratorObject::Str { text, byte, .. } = self.heap.iterators.get_mut(at) {
            match next {
                Some(c) => *byte += c.len_utf8(),
                None => *text = Value::UNBOUND,
            }
        }
        next.map(|c| self.heap.char_str(c))
    }

    fn dict_next(&mut self, at: u32) -> Res<Option<Value>> {
        let IteratorObject::Dict { dict, slot, length, remaining, part } = self.heap.iterators.get_mut(at) else {
            return Ok(None);
        };
        let Some(index) = dict.index_of(Kind::Dict) else { return Ok(None) };
        let object = self.heap.dicts.get(index);
        if object.len() != *length {
            *length = usize::MAX;
            return Err(self.runtime_error("dictionary changed size during iteration"));
        }
        match object.next_from(*slot) {
            None => {
                *dict = Value::UNBOUND;
                Ok(None)
            }
            Some(_) if *remaining == 0 => {
                *dict = Value::UNBOUND;
                Err(self.runtime_error("dictionary keys changed during iteration"))
            }
            Some((found, entry)) => {
                *slot = found + 1;
                *remaining -= 1;
                let (key, value, part) = (entry.key, entry.value, *part);
                Ok(Some(self.dict_part(key, value, part)))
            }
        }
    }

    fn dict_previous(&mut self, at: u32) -> Res<Option<Value>> {
        let IteratorObject::DictReversed { dict, slot, length, remaining, part } = self.heap.iterators.get_mut(at)
        else {
            return Ok(None);
        };
        let Some(index) = dict.index_of(Kind::Dict) else { return Ok(None) };
        let object = self.heap.dicts.get(index);
        if object.len() != *length {
            *length = usize::MAX;
            return Err(self.runtime_error("dictionary changed size during iteration"));
        }
        match object.last_before(*slot).filter(|_| *remaining > 0) {
            None => {
                *dict = Value::UNBOUND;
                Ok(None)
            }
            Some((found, entry)) => {
                *slot = found;
                *remaining -= 1;
                let (key, value, part) = (entry.key, entry.value, *part);
                Ok(Some(self.dict_part(key, value, part)))
            }
        }
    }

    fn dict_part(&mut self, key: Value, value: Value, part: DictPart) -> Value {
        match part {
            DictPart::Keys => key,
            DictPart::Values => value,
            DictPart::Items => self.heap.tuple_of(&[key, value]),
        }
    }

    fn set_next(&mut self, at: u32) -> Res<Option<Value>> {
        let IteratorObject::Set { set, slot, length, remaining } = self.heap.iterators.get_mut(at) else {
            return Ok(None);
        };
        let Some(index) = set.index_of(Kind::Set) else { return Ok(None) };
        let object = self.heap.sets.get(index);
        if object.len() != *length {
            *length = usize::MAX;
            return Err(self.runtime_error("Set changed size during iteration"));
        }
        let rest = object.slots().get(*slot..).unwrap_or(&[]);
        match rest.iter().position(|slot| slot.is_item()) {
            None => {
                *set = Value::UNBOUND;
                Ok(None)
            }
            Some(skip) => {
                *slot += skip + 1;
                *remaining = remaining.saturating_sub(1);
                Ok(Some(rest[skip].key))
            }
        }
    }

    fn enumerate_next(&mut self, at: u32, iterator: Value, count: Value) -> Res<Option<Value>> {
        let Some(item) = self.iterator_next(iterator)? else { return Ok(None) };
        let next = match count.fast_add_int(1) {
            Some(next) => next,
            None => {
                let after = self.heap.as_integer(count).unwrap_or_default() + IBig::ONE;
                self.heap.integer(after)
            }
        };
        if let IteratorObject::Enumerate { count, .. } = self.heap.iterators.get_mut(at) {
            *count = next;
        }
        Ok(Some(self.heap.tuple_of(&[count, item])))
    }

    fn zip_next(&mut self, at: u32) -> Res<Option<Value>> {
        let IteratorObject::Zip { iterators, strict, .. } = self.heap.iterators.get(at) else { return Ok(None) };
        let (count, strict) = (iterators.len(), *strict);
        let mut items: smallvec::SmallVec<[Value; 8]> = smallvec::SmallVec::new();
        for index in 0..count {
            let IteratorObject::Zip { iterators, .. } = self.heap.iterators.get(at) else { return Ok(None) };
            let Some(iterator) = iterators.get(index).copied() else { return Ok(None) };
            match self.iterator_next(iterator)? {
                Some(item) => items.push(item),
                None if strict => return self.zip_uneven(at, index),
                None => return Ok(None),
            }
        }
        Ok((count > 0).then(|| self.heap.tuple_of(&items)))
    }

    fn reversed_next(&mut self, at: u32) -> Option<Value> {
        let IteratorObject::Reversed { sequence, index } = self.heap.iterators.get_mut(at) else { return None };
        let Some(last) = index.checked_sub(1) else {
            *sequence = Value::UNBOUND;
            return None;
        };
        *index = last;
        let sequence = *sequence;
        match sequence.split()? {
            (Kind::Tuple, tuple) => self.heap.tuples.get(tuple).get(last).copied(),
            (Kind::Bytes, bytes) => self.heap.bytes.get(bytes).get(last).map(|byte| Value::small(*byte as i64)),
            (Kind::Str, text) => {
                let c = self.heap.char_at(self.heap.strings.get(text), last)?;
                Some(self.heap.char_str(c))
            }
            _ => None,
        }
    }

    /// `zip(..., strict=True)`: the iterator at `ended` has no more items.
    fn zip_uneven(&mut self, at: u32, ended: usize) -> Res<Option<Value>> {
        if ended > 0 {
            return Err(self.zip_length_error(ended, "shorter"));
        }
        let IteratorObject::Zip { iterators, .. } = self.heap.iterators.get(at) else { return Ok(None) };
        let others: Vec<Value> = iterators.iter().skip(1).copied().collect();
        for (index, iterator) in others.into_iter().enumerate() {
            if self.iterator_next(iterator)?.is_some() {
                return Err(self.zip_length_error(index + 1, "longer"));
            }
        }
        Ok(None)
    }

    fn zip_length_error(&mut self, index: usize, word: &str) -> crate::native::Raised {
        let others = if index == 1 { "argument 1".to_string() } else { format!("arguments 1-{index}") };
        self.value_error(format!("zip() argument {} is {word} than {others}", index + 1))
    }

    /// How many items a native iterator still has, as `__length_hint__` says.
    pub fn length_hint(&self, iterator: Value) -> Option<usize> {
        Some(match self.heap.iterator(iterator)? {
            IteratorObject::List { list, index } => self.heap.list(*list).map_or(0, Vec::len).saturating_sub(*index),
            IteratorObject::ListReversed { list, index } => {
                let length = self.heap.list(*list).map_or(0, Vec::len);
                if *index > length { 0 } else { *index }
            }
            IteratorObject::Tuple { tuple, index } => {
                self.heap.tuple(*tuple).map_or(0, |items| items.len()).saturating_sub(*index)
            }
            IteratorObject::Str { text, byte, .. } => {
                let rest = self.heap.text(*text).and_then(|text| text.get(*byte..)).unwrap_or("");
                rest.chars().count()
            }
            IteratorObject::Bytes { bytes, index } => {
                self.heap.bytes(*bytes).map_or(0, |bytes| bytes.len()).saturating_sub(*index)
            }
            IteratorObject::Range { remaining, .. } => *remaining as usize,
            IteratorObject::BigRange { remaining, .. } => usize::try_from(&**remaining).unwrap_or(usize::MAX),
            IteratorObject::Dict { dict, length, remaining, .. }
            | IteratorObject::DictReversed { dict, length, remaining, .. } => {
                if self.heap.dict(*dict).is_some_and(|dict| dict.len() == *length) { *remaining } else { 0 }
            }
            IteratorObject::Set { set, length, remaining, .. } => {
                if self.heap.set(*set).is_some_and(|set| set.len() == *length) { *remaining } else { 0 }
            }
            IteratorObject::Reversed { index, .. } => *index,
            IteratorObject::Deque { remaining, .. } => *remaining,
            IteratorObject::Done | IteratorObject::Enumerate { .. } | IteratorObject::Zip { .. } => return None,
        })
    }

    /// All items of a value of a built-in iterable type: None where script code must be asked, or where the value is not
    /// iterable.
    pub fn native_items(&mut self, value: Value) -> Option<Res<Vec<Value>>> {
        let value = self.unless_overridden(value, names::ITER)?;
        let (kind, _) = value.split()?;
        let count = match kind {
            Kind::List | Kind::Tuple => self.sequence(value)?.len(),
            Kind::Set => self.heap.set(value)?.len(),
            Kind::Dict => self.heap.dict(value)?.len(),
            // Characters beyond ASCII are objects.
            Kind::Str if !self.heap.string(value)?.is_ascii() => self.heap.string(value)?.chars as usize * CHARACTER,
            Kind::Str => self.heap.string(value)?.chars as usize,
            Kind::Bytes => self.heap.bytes(value)?.len(),
            // Ints beyond 48 bits are objects.
            Kind::Range if self.range_is_big(value) => {
                usize::try_from(self.range_length(value)?).ok()?.saturating_mul(CHARACTER * 2)
            }
            Kind::Other => match self.heap.other(value)? {
                // The pairs of `items()` are objects.
                OtherObject::DictView { dict, part: DictPart::Items } => self.heap.dict(*dict)?.len() * CHARACTER * 2,
                OtherObject::DictView { dict, .. } => self.heap.dict(*dict)?.len() * 4,
                OtherObject::Deque(deque) => deque.items.len(),
                _ => 0,
            },
            _ => 0,
        };
        // The items, and what is made of them.
        let objects = if kind == Kind::Str && count > 4096 { self.heap.strings.cost_of(count / CHARACTER) } else { 0 };
        if let Err(raised) = self.reserve_memory(count.saturating_mul(2 * size_of::<Value>()).saturating_add(objects)) {
            return Some(Err(raised));
        }
        let items = match kind {
            Kind::List | Kind::Tuple => self.sequence(value)?.to_vec(),
            Kind::Set => self.heap.set(value)?.iter().map(|slot| slot.key).collect(),
            Kind::Dict => self.heap.dict(value)?.iter().map(|entry| entry.key).collect(),
            Kind::Str => {
                let text = self.heap.text(value)?.to_owned();
                text.chars().map(|c| self.heap.char_str(c)).collect()
            }
            Kind::Bytes => self.heap.bytes(value)?.iter().map(|byte| Value::small(*byte as i64)).collect(),
            Kind::Iterator => return Some(self.drain(value)),
            // A longer one is iterated, not collected.
            Kind::Range if self.range_length(value).is_none_or(|length| length > LONGEST_COLLECTED) => return None,
            Kind::Range => return Some(self.range_items(value)),
            Kind::Other => match self.heap.other(value)? {
                OtherObject::DictView { dict, part } => {
                    let (dict, part) = (*dict, *part);
                    self.view_items(dict, part)
                }
                OtherObject::MappingProxy(dict) => {
                    let dict = *dict;
                    return self.native_items(dict);
                }
                OtherObject::Deque(deque) => deque.items.iter().copied().collect(),
                _ => return None,
            },
            _ => return None,
        };
        Some(self.charge_fuel(items.len()).map(|()| items))
    }

    /// The same, unless the limit of memory leaves no room for it.
    pub(crate) fn checked_view_items(&mut self, dict: Value, part: DictPart) -> Res<Vec<Value>> {
        let each = if part == DictPart::Items { CHARACTER * 2 } else { 4 };
        let count = self.heap.dict(dict).map_or(0, |dict| dict.len());
        self.reserve_memory(count.saturating_mul(2 * each * size_of::<Value>()))?;
        Ok(self.view_items(dict, part))
    }

    /// What a view of a dict shows.
    pub(crate) fn view_items(&mut self, dict: Value, part: DictPart) -> Vec<Value> {
        let entries = self.heap.dict(dict).map_or(Vec::new(), |dict| dict.iter().copied().collect());
        entries.into_iter().map(|entry| self.dict_part(entry.key, entry.value, part)).collect()
    }

    /// What is left in a native iterator.
    fn drain(&mut self, iterator: Value) -> Res<Vec<Value>> {
        if let Some(IteratorObject::Range { remaining, .. }) = self.heap.iterator(iterator) {
            let bytes = usize::try_from(*remaining).unwrap_or(usize::MAX).saturating_mul(8);
            self.check_size(bytes)?;
            self.reserve_memory(bytes.saturating_mul(2))?;
        }
        let mut items = Vec::new();
        while let Some(item) = self.iterator_next(iterator)? {
            if items.len() == items.capacity() {
                // The old items, the new ones, and what is made of them.
                let grown = self.heap.account.grown(items.capacity(), size_of::<Value>());
                self.reserve_memory(grown * 3 * size_of::<Value>())?;
                items.reserve_exact(grown - items.len());
            }
            items.push(item);
            if items.len() & 0xFFF == 0 {
                self.charge_fuel(0x1000)?;
                self.check_size(items.len() * 16)?;
            }
        }
        self.charge_fuel(items.len() & 0xFFF)?;
        Ok(items)
    }

    fn range_items(&mut self, range: Value) -> Res<Vec<Value>> {
        let length = self.range_length(range).and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
        self.check_size(length.saturating_mul(8))?;
        self.reserve_memory(length.saturating_mul(16))?;
        let RangeObject { start, step, .. } = self.heap.range(range).copied().unwrap_or_default();
        self.charge_fuel(length)?;
        if let (Some(start), Some(step)) = (start.as_int(), step.as_int()) {
            let last = step.checked_mul(length as i64).and_then(|span| start.checked_add(span));
            if last.is_some_and(|last| Value::try_small(last).is_some()) {
                return Ok((0..length as i64).map(|index| Value::small(start + index * step)).collect());
            }
        }
        let iterator = self.range_iterator(range);
        let iterator = self.heap.new_iterator(iterator);
        self.drain(iterator)
    }
}
