//! Length, truth, membership, items and operators of built-in containers, without script code where none is needed.

use super::Vm;
use super::allocate::push_repeated;
use super::protocol::Special;
use crate::native::{Raised, Res};
use crate::object::dict::DictObject;
use crate::object::iterator::DictPart;
use crate::object::other::OtherObject;
use crate::object::set::SetObject;
use crate::symbol::names;
use crate::value::{Kind, Value};
use dashu_int::IBig;
use hognose_bytecode::BinaryOp;

/// A slice applied to a length: where it begins and ends, its step, and how many items it has.
pub type SliceIndices = (i64, i64, i64, usize);

impl Vm {
    /// The truth of a value: None where a script's `__bool__` or `__len__` must be asked.
    #[inline]
    pub fn truth_native(&self, value: Value) -> Option<bool> {
        if let Some(truth) = value.as_bool() {
            return Some(truth);
        }
        if let Some(i) = value.as_int() {
            return Some(i != 0);
        }
        if let Some(f) = value.as_float() {
            return Some(f != 0.0);
        }
        self.truth_rare(value)
    }

    fn truth_rare(&self, value: Value) -> Option<bool> {
        let Some((kind, _)) = value.split() else {
            // NotImplemented warns of its use.
            return if value == Value::NOT_IMPLEMENTED { None } else { Some(!value.is_none()) };
        };
        match kind {
            Kind::Instance | Kind::Exception => {
                for name in [names::BOOL, names::LEN] {
                    match self.special(value, name) {
                        Special::Script(_) => return None,
                        Special::Native(_) => {
                            let payload = self.heap.plain(value);
                            return if payload == value { Some(true) } else { self.truth_native(payload) };
                        }
                        Special::Missing => {}
                    }
                }
                Some(true)
            }
            Kind::Range => Some(self.range_length(value) != Some(0)),
            Kind::Other => Some(self.length_native(value) != Some(0)),
            Kind::BigInt => Some(true),
            _ => Some(self.length_native(value).is_none_or(|length| length != 0)),
        }
    }

    /// `len()` of a built-in container: None where script code must be asked, where there is no length, or where it is
    /// too large a number.
    #[inline]
    pub fn length_native(&self, value: Value) -> Option<usize> {
        let value = self.unless_overridden(value, names::LEN)?;
        let (kind, index) = value.split()?;
        match kind {
            Kind::List => Some(self.heap.lists.get(index).len()),
            Kind::Str => Some(self.heap.strings.get(index).chars as usize),
            Kind::Dict => Some(self.heap.dicts.get(index).len()),
            Kind::Tuple => Some(self.heap.tuples.get(index).len()),
            Kind::Set => Some(self.heap.sets.get(index).len()),
            Kind::Bytes => Some(self.heap.bytes.get(index).len()),
            Kind::Range => self.range_length(value).filter(|n| *n <= i64::MAX as u64).map(|length| length as usize),
            Kind::Other => match self.heap.others.get(index) {
                OtherObject::DictView { dict, .. } => self.heap.dict(*dict).map(|dict| dict.len()),
                OtherObject::MappingProxy(dict) => self.heap.dict(*dict).map(|dict| dict.len()),
                OtherObject::Context(variables) => Some(variables.len()),
                OtherObject::Deque(deque) => Some(deque.items.len()),
                _ => None,
            },
            _ => None,
        }
    }

    /// `item in container` for built-in containers: None where script code must be asked, or where the value is no
    /// container.
    pub fn contains_native(&mut self, container: Value, item: Value) -> Res<Option<bool>> {
        let Some(container) = self.unless_overridden(container, names::CONTAINS) else { return Ok(None) };
        let Some((kind, _)) = container.split() else { return Ok(None) };
        match kind {
            Kind::List | Kind::Tuple => self.sequence_contains(container, item).map(Some),
            Kind::Dict => {
                let hash = self.hash(item)?;
                Ok(Some(self.dict_find(container, item, hash)?.is_some()))
            }
            Kind::Set => self.set_contains(container, item).map(Some),
            Kind::Str => self.text_contains(container, item).map(Some),
            Kind::Bytes => self.bytes_contain(container, item).map(Some),
            Kind::Range => self.range_contains(container, item).map(Some),
            Kind::Iterator => {
                while let Some(other) = self.iterator_next(container)? {
                    self.charge_fuel(1)?;
                    if self.equals(other, item)? {
                        return Ok(Some(true));
                    }
                }
                Ok(Some(false))
            }
            Kind::Other => match self.heap.other(container) {
                Some(OtherObject::DictView { dict, part }) => {
                    let (dict, part) = (*dict, *part);
                    self.view_contains(dict, part, item).map(Some)
                }
                Some(OtherObject::Deque(_)) => Ok(Some(self.deque_find(container, item, 0, usize::MAX)?.is_some())),
                Some(OtherObject::Context(_)) => {
                    let key = self.context_key(item)?;
                    Ok(Some(self.context_value(container, key).is_some()))
                }
                Some(OtherObject::MappingProxy(dict)) => {
                    let dict = *dict;
                    self.contains_native(dict, item)
                }
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    fn sequence_contains(&mut self, sequence: Value, item: Value) -> Res<bool> {
        Ok(self.sequence_find(sequence, item, 0, usize::MAX)?.is_some())
    }

    /// The index of the first item between two indices that equals `item`. A script's `__eq__` may change a list.
    pub(crate) fn sequence_find(&mut self, sequence: Value, item: Value, from: usize, to: usize) -> Res<Option<usize>> {
        let mut index = from;
        loop {
            let items = self.sequence(sequence).unwrap_or(&[]);
            let rest = items.get(index..to.min(items.len())).unwrap_or(&[]);
            // What the heap alone can tell, it tells in one go.
            let told = rest.iter().position(|other| self.heap.equal_native(*other, item) != Some(false));
            let Some(skip) = told else {
                self.charge_fuel(rest.len())?;
                return Ok(None);
            };
            let other = rest[skip];
            index += skip;
            self.charge_fuel(skip + 1)?;
            if self.equals(other, item)? {
                return Ok(Some(index));
            }
            index += 1;
        }
    }

    /// A set is looked for in a set as the frozenset that it would be.
    pub(crate) fn set_contains(&mut self, set: Value, item: Value) -> Res<bool> {
        let hash = self.set_key_hash(item)?;
        Ok(self.set_find(set, item, hash)?.is_some())
    }

    /// The hash of a value that is looked for in a set.
    pub(crate) fn set_key_hash(&mut self, item: Value) -> Res<i64> {
        let plain = self.heap.plain(item);
        match self.heap.set(plain) {
            Some(object) if !object.frozen && self.overriding(item, names::HASH).is_none_or(Value::is_none) => {
                Ok(crate::heap::hash_frozenset(object))
            }
            _ => self.hash(item),
        }
    }

    fn text_contains(&mut self, container: Value, item: Value) -> Res<bool> {
        let part = self.heap.plain(item);
        if let (Some(text), Some(part)) = (self.heap.text(container), self.heap.text(part)) {
            let (work, found) = (text.len() / 8, text.contains(part));
            self.charge_fuel(work)?;
            return Ok(found);
        }
        let message = format!("'in <string>' requires string as left operand, not {}", self.heap.type_name(item));
        Err(self.type_error(message))
    }

    fn bytes_contain(&mut self, container: Value, item: Value) -> Res<bool> {
        let part = self.heap.plain(item);
        if let (Some(bytes), Some(part)) = (self.heap.bytes(container), self.heap.bytes(part)) {
            let work = bytes.len();
            let found = part.is_empty() || bytes.windows(part.len()).any(|window| window == &part[..]);
            self.charge_fuel(work)?;
            return Ok(found);
        }
        if !self.has_index(part) {
            return Err(self.bytes_like_error(item));
        }
        match u8::try_from(self.index_clipped(item)?) {
            Ok(byte) => Ok(self.heap.bytes(container).is_some_and(|bytes| bytes.contains(&byte))),
            Err(_) => Err(self.value_error("byte must be in range(0, 256)")),
        }
    }

    fn bytes_like_error(&mut self, item: Value) -> Raised {
        let message = format!("a bytes-like object is required, not '{}'", self.heap.type_name(item));
        self.type_error(message)
    }

    fn view_contains(&mut self, dict: Value, part: DictPart, item: Value) -> Res<bool> {
        match part {
            DictPart::Keys => {
                let hash = self.hash(item)?;
                Ok(self.dict_find(dict, item, hash)?.is_some())
            }
            DictPart::Items => {
                let pair = self.heap.plain(item);
                let Some((key, value)) = self.heap.tuple(pair).and_then(|pair| match **pair {
                    [key, value] => Some((key, value)),
                    _ => None,
                }) else {
                    return Ok(false);
                };
                match self.dict_get(dict, key)? {
                    Some(found) => self.equals(found, value),
                    None => Ok(false),
                }
            }
            DictPart::Values => {
                let iterator = self.dict_iterator(dict, DictPart::Values);
                let iterator = self.heap.new_iterator(iterator);
                let base = self.roots.len();
                self.roots.push(iterator);
                let found = self.contains_native(iterator, item);
                self.roots.truncate(base);
                Ok(found?.unwrap_or(false))
            }
        }
    }

    /// Whether a value is an int or has `__index__`.
    pub(crate) fn has_index(&self, value: Value) -> bool {
        if value.is_int() || value.is_bool() || value.is_kind(Kind::BigInt) {
            return true;
        }
        if !value.is_kind(Kind::Instance) {
            return false;
        }
        let plain = self.heap.plain(value);
        plain != value && self.has_index(plain) || matches!(self.special(value, names::INDEX), Special::Script(_))
    }

    /// An index into a sequence of that length: `text` is raised when it is out of range. None for what is no index.
    #[inline(always)]
    pub(crate) fn position(&mut self, key: Value, length: usize, text: &str) -> Res<Option<usize>> {
        let index = match key.as_int() {
            Some(index) => index,
            None => match self.position_slow(key)? {
                Some(index) => index,
                None => return Ok(None),
            },
        };
        let position = if index < 0 { index + length as i64 } else { index };
        if position >= 0 && (position as usize) < length {
            Ok(Some(position as usize))
        } else {
            Err(self.index_error(text))
        }
    }

    #[inline(never)]
    fn position_slow(&mut self, key: Value) -> Res<Option<i64>> {
        if let Some(truth) = key.as_bool() {
            return Ok(Some(truth as i64));
        }
        if !self.has_index(key) {
            return Ok(None);
        }
        let integer = self.index_integer(key)?;
        match i64::try_from(&integer) {
            Ok(index) => Ok(Some(index.clamp(Value::MIN_INT, Value::MAX_INT))),
            Err(_) => {
                let message = format!("cannot fit '{}' into an index-sized integer", self.heap.type_name(key));
                Err(self.index_error(message))
            }
        }
    }

    /// `object[key]` for built-in containers: None where script code must be asked, or where the value has no items.
    #[inline]
    pub fn get_item_native(&mut self, object: Value, key: Value) -> Res<Option<Value>> {
        let Some(plain) = self.unless_overridden(object, names::GETITEM) else { return Ok(None) };
        let Some((kind, index)) = plain.split() else { return Ok(None) };
        match kind {
            Kind::List => {
                let length = self.heap.lists.get(index).len();
                match self.position(key, length, "list index out of range")? {
                    Some(position) => Ok(self.heap.lists.get(index).get(position).copied()),
                    None => self.sequence_slice(plain, key).map(Some),
                }
            }
            Kind::Dict => {
                let hash = self.hash(key)?;
                match self.dict_find(plain, key, hash)? {
                    Some(found) => Ok(self.heap.dict(plain).and_then(|dict| dict.slot(found)).map(|entry| entry.value)),
                    None if object != plain && self.special(object, names::MISSING) != Special::Missing => Ok(None),
                    None => Err(self.key_error(key)),
                }
            }
            Kind::Tuple => {
                let length = self.heap.tuples.get(index).len();
                match self.position(key, length, "tuple index out of range")? {
                    Some(position) => Ok(self.heap.tuples.get(index).get(position).copied()),
                    None => self.sequence_slice(plain, key).map(Some),
                }
            }
            Kind::Str | Kind::Bytes => self.get_item_text(plain, key).map(Some),
            Kind::Range => self.range_item(plain, key).map(Some),
            Kind::Other => match self.heap.other(plain) {
                Some(OtherObject::MappingProxy(dict)) => {
                    let dict = *dict;
                    self.get_item_native(dict, key)
                }
                Some(OtherObject::Deque(_)) => self.deque_item(plain, key).map(Some),
                Some(OtherObject::Context(_)) => {
                    let key = self.context_key(key)?;
                    match self.context_value(plain, key) {
                        Some(value) => Ok(Some(value)),
                        None => Err(self.key_error(key)),
                    }
                }
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// A slice of a list or tuple; TypeError when the key is none.
    fn sequence_slice(&mut self, sequence: Value, key: Value) -> Res {
        if !key.is_kind(Kind::Slice) {
            return Err(self.index_type_error(sequence, key));
        }
        let length = self.sequence(sequence).map_or(0, <[Value]>::len);
        let (_, _, _, count) = self.slice_indices(key, length)?;
        self.charge_fuel(count)?;
        // `__index__` may have changed the list.
        let length = self.sequence(sequence).map_or(0, <[Value]>::len);
        let (start, stop, step, count) = self.slice_indices(key, length)?;
        if step == 1 && count == length && sequence.is_kind(Kind::Tuple) {
            return Ok(sequence);
        }
        let mut items = self.vector(count)?;
        let from = self.sequence(sequence).unwrap_or(&[]);
        if step == 1 {
            items.extend_from_slice(from.get(start as usize..stop.max(start) as usize).unwrap_or(&[]));
        } else {
            let indices = (0..count as i64).map(|number| (start + number * step) as usize);
            items.extend(indices.filter_map(|index| from.get(index).copied()));
        }
        Ok(match sequence.is_kind(Kind::Tuple) {
            true => self.heap.tuple_from(items),
            false => self.heap.list_of(items),
        })
    }

    /// `list indices must be integers or slices, not str`
    #[cold]
    pub(crate) fn index_type_error(&mut self, sequence: Value, key: Value) -> Raised {
        let message = format!(
            "{} indices must be integers or slices, not {}",
            self.heap.type_name(sequence),
            self.heap.type_name(key)
        );
        self.type_error(message)
    }

    /// A slice applied to a length, as CPython's `slice.indices` gives it; a negative stop means "before the first".
    pub fn slice_indices(&mut self, slice: Value, length: usize) -> Res<SliceIndices> {
        let parts = self.heap.slice(slice).copied().unwrap_or_default();
        let length = length as i64;
        let step = match parts.step {
            Value::NONE => 1,
            step => self.slice_part_index(step)?.max(-i64::MAX),
        };
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let (lower, upper) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let clamp = |index: i64| {
            let index = if index < 0 { index.saturating_add(length) } else { index };
            index.clamp(lower, upper)
        };
        let start = match parts.start {
            Value::NONE => {
                if step < 0 {
                    upper
                } else {
                    lower
                }
            }
            start => clamp(self.slice_part_index(start)?),
        };
        let stop = match parts.stop {
            Value::NONE => {
                if step < 0 {
                    lower
                } else {
                    upper
                }
            }
            stop => clamp(self.slice_part_index(stop)?),
        };
        let count = match step > 0 {
            true if start < stop => (stop - start - 1) / step + 1,
            false if stop < start => (start - stop - 1) / -step + 1,
            _ => 0,
        };
        Ok((start, stop, step, count as usize))
    }

    /// A part of a slice as a number, cut to what fits.
    fn slice_part_index(&mut self, part: Value) -> Res<i64> {
        if let Some(index) = part.as_int() {
            return Ok(index);
        }
        if !self.has_index(part) {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        let integer = self.index_integer(part)?;
        let limit = if integer < IBig::ZERO { i64::MIN } else { i64::MAX };
        Ok(i64::try_from(&integer).unwrap_or(limit))
    }

    /// `object[key] = value` for built-in containers: None where script code must be asked (also for the items of a
    /// slice's new content), or where items cannot be set.
    #[inline]
    pub fn set_item_native(&mut self, object: Value, key: Value, value: Value) -> Res<Option<()>> {
        let Some(plain) = self.unless_overridden(object, names::SETITEM) else { return Ok(None) };
        match plain.split() {
            Some((Kind::List, index)) => {
                let length = self.heap.lists.get(index).len();
                match self.position(key, length, "list assignment index out of range")? {
                    Some(position) => {
                        if let Some(slot) = self.heap.lists.get_mut(index).get_mut(position) {
                            *slot = value;
                        }
                        Ok(Some(()))
                    }
                    None => self.set_slice(plain, key, value),
                }
            }
            Some((Kind::Dict, _)) => self.dict_set(plain, key, value).map(Some),
            Some((Kind::Other, _)) if self.deque(plain).is_some() => self.deque_set_item(plain, key, value).map(Some),
            Some((Kind::Bytes, _)) if self.is_bytearray(plain) => self.set_byte(plain, key, value),
            _ => Ok(None),
        }
    }

    fn set_slice(&mut self, list: Value, key: Value, value: Value) -> Res<Option<()>> {
        if !key.is_kind(Kind::Slice) {
            return Err(self.index_type_error(list, key));
        }
        match self.native_items(value) {
            None => Ok(None),
            Some(items) => {
                let items = items?;
                self.replace_slice(list, key, items).map(Some)
            }
        }
    }

    /// `list[slice] = items`
    pub(crate) fn replace_slice(&mut self, list: Value, slice: Value, items: Vec<Value>) -> Res<()> {
        let base = self.roots.len();
        self.hold_all(&items)?;
        let length = self.heap.list(list).map_or(0, Vec::len);
        // The first pass runs the `__index__` methods, which may change the list.
        let indices = self.slice_indices(slice, length).and_then(|_| {
            let length = self.heap.list(list).map_or(0, Vec::len);
            self.slice_indices(slice, length)
        });
        self.roots.truncate(base);
        let (start, stop, step, count) = indices?;
        self.charge_fuel(items.len())?;
        if step == 1 {
            self.grow_list_by(list, items.len().saturating_sub(count))?;
        }
        let Some(target) = self.heap.list_mut(list) else { return Ok(()) };
        if step == 1 {
            let start = (start.max(0) as usize).min(target.len());
            let stop = (stop.max(0) as usize).clamp(start, target.len());
            target.splice(start..stop, items);
            return Ok(());
        }
        if items.len() != count {
            let message =
                format!("attempt to assign sequence of size {} to extended slice of size {count}", items.len());
            return Err(self.value_error(message));
        }
        for (number, item) in items.into_iter().enumerate() {
            if let Some(slot) = target.get_mut((start + number as i64 * step) as usize) {
                *slot = item;
            }
        }
        Ok(())
    }

    /// `del object[key]` for built-in containers: None where script code must be asked, or where items cannot be
    /// deleted.
    pub fn delete_item_native(&mut self, object: Value, key: Value) -> Res<Option<()>> {
        let Some(plain) = self.unless_overridden(object, names::DELITEM) else { return Ok(None) };
        match plain.split() {
            Some((Kind::List, index)) => {
                let length = self.heap.lists.get(index).len();
                match self.position(key, length, "list assignment index out of range")? {
                    Some(position) => {
                        let list = self.heap.lists.get_mut(index);
                        if position < list.len() {
                            list.remove(position);
                        }
                        self.charge_fuel((length - position) / 64)?;
                    }
                    None if key.is_kind(Kind::Slice) => self.delete_slice(plain, key)?,
                    None => return Err(self.index_type_error(plain, key)),
                }
                Ok(Some(()))
            }
            Some((Kind::Other, _)) if self.deque(plain).is_some() => self.deque_delete_item(plain, key).map(Some),
            Some((Kind::Dict, _)) => match self.dict_remove(plain, key)? {
                Some(_) => Ok(Some(())),
                None => Err(self.key_error(key)),
            },
            Some((Kind::Bytes, _)) if self.is_bytearray(plain) => self.delete_byte(plain, key).map(Some),
            _ => Ok(None),
        }
    }

    fn delete_slice(&mut self, list: Value, slice: Value) -> Res<()> {
        let length = self.heap.list(list).map_or(0, Vec::len);
        self.slice_indices(slice, length)?;
        let length = self.heap.list(list).map_or(0, Vec::len);
        let (start, stop, step, count) = self.slice_indices(slice, length)?;
        self.charge_fuel(length / 8)?;
        if count == 0 {
            return Ok(());
        }
        let Some(target) = self.heap.list_mut(list) else { return Ok(()) };
        if step == 1 {
            target.drain(start as usize..stop as usize);
            return Ok(());
        }
        let last = start + (count as i64 - 1) * step;
        let (low, high, stride) = (start.min(last), start.max(last), step.abs());
        let mut index = 0;
        target.retain(|_| {
            let gone = index >= low && index <= high && (index - low) % stride == 0;
            index += 1;
            !gone
        });
        Ok(())
    }

    /// A new empty set or frozenset.
    pub(crate) fn new_empty_set(&mut self, frozen: bool) -> Value {
        let mut set = SetObject::default();
        set.frozen = frozen;
        self.heap.new_set(set)
    }

    /// Binary operators of built-in containers, for the objects that the values are or carry: None where neither type
    /// knows the other.
    pub fn binary_container(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        let (left, right) = (self.heap.plain(a), self.heap.plain(b));
        match op {
            BinaryOp::Add => self.concatenate(left, right),
            BinaryOp::Mul => match (self.is_sequence(left), self.is_sequence(right)) {
                (true, _) => self.repeat(left, b),
                (false, true) => self.repeat(right, a),
                (false, false) => Ok(None),
            },
            BinaryOp::BitOr => self.merge_dicts_or_sets(op, left, right),
            BinaryOp::BitAnd | BinaryOp::BitXor | BinaryOp::Sub => self.set_operator(op, left, right),
            BinaryOp::MatMul
            | BinaryOp::Div
            | BinaryOp::FloorDiv
            | BinaryOp::Mod
            | BinaryOp::Pow
            | BinaryOp::LeftShift
            | BinaryOp::RightShift => Ok(None),
        }
    }

    fn is_sequence(&self, value: Value) -> bool {
        matches!(value.split(), Some((Kind::List | Kind::Tuple, _)))
    }

    fn concatenate(&mut self, left: Value, right: Value) -> Res<Option<Value>> {
        if !self.is_sequence(left) {
            return Ok(None);
        }
        let is_list = left.is_kind(Kind::List);
        if right.is_kind(Kind::List) != is_list || right.is_kind(Kind::Tuple) == is_list {
            return Ok(None);
        }
        let (Some(first), Some(second)) = (self.sequence(left), self.sequence(right)) else { return Ok(None) };
        let length = first.len() + second.len();
        if !is_list && second.is_empty() {
            return Ok(Some(left));
        }
        if !is_list && first.is_empty() {
            return Ok(Some(right));
        }
        self.check_size(length * 8)?;
        self.charge_fuel(length)?;
        let items = [self.sequence(left).unwrap_or(&[]), self.sequence(right).unwrap_or(&[])].concat();
        Ok(Some(if is_list { self.heap.list_of(items) } else { self.heap.tuple_from(items) }))
    }

    /// `can only concatenate list (not "int") to list`
    pub(crate) fn concatenation_error(&mut self, left: Value, right: Value) -> Raised {
        let name = self.heap.type_name(left);
        let message = format!("can only concatenate {name} (not \"{}\") to {name}", self.heap.type_name(right));
        self.type_error(message)
    }

    /// How often a sequence is to be repeated; None for what is no int.
    pub(crate) fn repetitions(&mut self, times: Value) -> Res<Option<usize>> {
        if let Some(times) = times.as_int() {
            return Ok(Some(times.max(0) as usize));
        }
        if !self.has_index(times) {
            return Ok(None);
        }
        let integer = self.index_integer(times)?;
        match i64::try_from(&integer) {
            Ok(times) => Ok(Some(times.max(0) as usize)),
            Err(_) => {
                let message = format!("cannot fit '{}' into an index-sized integer", self.heap.type_name(times));
                Err(self.overflow_error(message))
            }
        }
    }

    fn repeat(&mut self, sequence: Value, times: Value) -> Res<Option<Value>> {
        let Some(count) = self.repetitions(times)? else { return Ok(None) };
        let length = self.sequence(sequence).map_or(0, <[Value]>::len);
        if sequence.is_kind(Kind::Tuple) && (count == 1 || length == 0) {
            return Ok(Some(sequence));
        }
        let total = length.saturating_mul(count);
        self.charge_fuel(total)?;
        let mut items = self.vector(total)?;
        push_repeated(&mut items, self.sequence(sequence).unwrap_or(&[]), if length == 0 { 0 } else { count });
        Ok(Some(match sequence.is_kind(Kind::Tuple) {
            true => self.heap.tuple_from(items),
            false => self.heap.list_of(items),
        }))
    }

    fn merge_dicts_or_sets(&mut self, op: BinaryOp, left: Value, right: Value) -> Res<Option<Value>> {
        if left.is_kind(Kind::Dict) && right.is_kind(Kind::Dict) {
            let copy = self.copy_dict(left)?;
            self.holding(&[copy, right], |vm| vm.update_from_dict(copy, right))?;
            return Ok(Some(copy));
        }
        self.set_operator(op, left, right)
    }

    /// A copy of a dict.
    pub(crate) fn copy_dict(&mut self, dict: Value) -> Res {
        let (length, bytes) = self.heap.dict(dict).map_or((0, 0), |dict| (dict.len(), dict.heap_bytes()));
        self.charge_fuel(length)?;
        self.check_size(bytes)?;
        let copy = self.heap.dict(dict).map_or_else(DictObject::default, DictObject::copy);
        self.heap.charge(copy.heap_bytes());
        Ok(self.heap.new_dict(copy))
    }

    /// Sets all keys of one dict in another.
    pub(crate) fn update_from_dict(&mut self, target: Value, source: Value) -> Res<()> {
        if target == source {
            return Ok(());
        }
        let mut slot = 0;
        let length = self.heap.dict(source).map_or(0, |dict| dict.len());
        while let Some((index, entry)) = self.heap.dict(source).and_then(|dict| dict.next_from(slot)) {
            let entry = *entry;
            slot = index + 1;
            self.charge_fuel(1)?;
            self.holding(&[entry.key], |vm| vm.dict_set_hashed(target, entry.key, entry.hash, entry.value))?;
            if self.heap.dict(source).is_none_or(|dict| dict.len() != length) {
                return Err(self.runtime_error("dict mutated during update"));
            }
        }
        Ok(())
    }

    /// Does something while these values are held as roots.
    #[inline(always)]
    pub(crate) fn holding<T>(&mut self, held: &[Value], part: impl FnOnce(&mut Vm) -> Res<T>) -> Res<T> {
        let base = self.roots.len();
        self.roots.extend_from_slice(held);
        let result = part(self);
        self.roots.truncate(base);
        result
    }
}
