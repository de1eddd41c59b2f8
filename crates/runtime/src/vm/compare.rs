//! Rich comparison: of built-in values, of containers without recursion, and with a script's methods inside containers.
//!
//! Sources: CPython `Objects/object.c` (`do_richcompare`), `listobject.c`, `tupleobject.c`, `dictobject.c`, `setobject.c`.

use super::Vm;
use super::operator::{compare_name, reflected};
use super::protocol::Special;
use crate::heap::SliceObject;
use crate::native::Res;
use crate::object::iterator::DictPart;
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::CompareOp;
use std::cmp::Ordering;

/// Containers inside containers that a comparison follows: CPython 3.13's bound.
const MAX_LEVELS: usize = 9999;
const TOO_DEEP: &str = "maximum recursion depth exceeded in comparison";

/// Two containers whose parts are being compared.
enum Level {
    /// Lists or tuples.
    Sequence {
        a: Value,
        b: Value,
        index: usize,
    },
    Dict {
        a: Value,
        b: Value,
        slot: usize,
    },
    Slice {
        a: Value,
        b: Value,
        index: usize,
    },
}

/// What comparing two values for equality came to.
enum Step {
    Answer(bool),
    Descend(Level),
}

/// What a level asks for next.
enum Next {
    Pair(Value, Value),
    Different,
    End,
}

/// What a rich comparison came to.
enum Outcome {
    Value(Value),
    /// Neither side knows.
    NotImplemented,
    /// This comparison of these two decides.
    Items(CompareOp, Value, Value),
}

/// Whether an order is what a comparison asks for.
#[inline(always)]
pub(crate) fn decides(op: CompareOp, order: Ordering) -> bool {
    match op {
        CompareOp::Lt => order.is_lt(),
        CompareOp::LtE => order.is_le(),
        CompareOp::Eq => order.is_eq(),
        CompareOp::NotEq => order.is_ne(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::GtE => order.is_ge(),
    }
}

impl Vm {
    /// Whether two values are equal as members of containers are: the same object, or equal by `__eq__`.
    #[inline(always)]
    pub fn equals(&mut self, a: Value, b: Value) -> Res<bool> {
        match self.heap.equal_native(a, b) {
            Some(equal) => Ok(equal),
            None => self.equals_slow(a, b, MAX_LEVELS),
        }
    }

    #[inline(never)]
    fn equals_slow(&mut self, a: Value, b: Value, most: usize) -> Res<bool> {
        let base = self.roots.len();
        let equal = self.equal_levels(a, b, most);
        self.roots.truncate(base);
        equal
    }

    /// Equality of nested containers is a conjunction: the first difference ends it at every level.
    fn equal_levels(&mut self, a: Value, b: Value, most: usize) -> Res<bool> {
        let mut levels: Vec<Level> = Vec::new();
        let base = self.roots.len();
        let mut pair = (a, b);
        loop {
            self.roots.extend_from_slice(&[pair.0, pair.1]);
            match self.equal_step(pair.0, pair.1)? {
                Step::Answer(false) if !self.outlives_difference(&mut levels) => return Ok(false),
                Step::Answer(false) => self.roots.truncate(base + levels.len() * 2),
                Step::Answer(true) => self.roots.truncate(base + levels.len() * 2),
                Step::Descend(level) => {
                    if levels.len() >= most {
                        return Err(self.recursion_error(TOO_DEEP));
                    }
                    levels.push(level);
                }
            }
            pair = loop {
                let Some(level) = levels.last_mut() else { return Ok(true) };
                match self.next_pair(level)? {
                    Next::Pair(a, b) => break (a, b),
                    Next::Different if !self.outlives_difference(&mut levels) => return Ok(false),
                    Next::Different => self.roots.truncate(base + levels.len() * 2),
                    Next::End => {
                        levels.pop();
                        self.roots.truncate(base + levels.len() * 2);
                    }
                }
            };
        }
    }

    /// Whether one of these levels is equal in spite of a difference below it: lists that have lost the compared items
    /// meanwhile are compared by their lengths. The levels up to it are done.
    #[cold]
    fn outlives_difference(&self, levels: &mut Vec<Level>) -> bool {
        while let Some(level) = levels.pop() {
            if let Level::Sequence { a, b, index } = level {
                let [left, right] = [a, b].map(|sequence| self.sequence(sequence).map_or(0, <[Value]>::len));
                if left == right && index > left {
                    return true;
                }
            }
        }
        false
    }

    fn equal_step(&mut self, a: Value, b: Value) -> Res<Step> {
        if let Some(equal) = self.heap.equal_native(a, b) {
            return Ok(Step::Answer(equal));
        }
        if self.is_scripted(a) || self.is_scripted(b) {
            let answer = self.descend(|vm| vm.compare(CompareOp::Eq, a, b))?;
            return self.truth(answer).map(Step::Answer);
        }
        self.equal_builtin(a, b)
    }

    /// Whether a value's class is a script's.
    #[inline(always)]
    fn is_scripted(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Instance, _)) => true,
            Some((Kind::Exception, _)) => self.heap.script_class(self.heap.class_of(value)).is_some(),
            _ => false,
        }
    }

    /// Equality of two different objects of built-in types.
    fn equal_builtin(&mut self, a: Value, b: Value) -> Res<Step> {
        let (Some((kind_a, _)), Some((kind_b, _))) = (a.split(), b.split()) else {
            return Ok(Step::Answer(false));
        };
        let answer = match (kind_a, kind_b) {
            (Kind::List, Kind::List) | (Kind::Tuple, Kind::Tuple) => {
                if self.sequence_len(a) == self.sequence_len(b) {
                    return Ok(Step::Descend(Level::Sequence { a, b, index: 0 }));
                }
                false
            }
            (Kind::Dict, Kind::Dict) => {
                if self.heap.dict(a).map(|dict| dict.len()) == self.heap.dict(b).map(|dict| dict.len()) {
                    return Ok(Step::Descend(Level::Dict { a, b, slot: 0 }));
                }
                false
            }
            (Kind::Slice, Kind::Slice) => return Ok(Step::Descend(Level::Slice { a, b, index: 0 })),
            (Kind::Set, Kind::Set) => self.descend(|vm| vm.sets_equal(a, b))?,
            (Kind::Range, Kind::Range) => self.ranges_equal(a, b),
            (Kind::Method, Kind::Method) => self.methods_equal(a, b),
            (Kind::Cell, Kind::Cell) => {
                let answer = self.descend(|vm| vm.compare(CompareOp::Eq, a, b))?;
                return self.truth(answer).map(Step::Answer);
            }
            (Kind::Other, _) | (_, Kind::Other) => {
                return match self.compare_other(CompareOp::Eq, a, b)? {
                    Some(answer) => Ok(Step::Answer(answer == Value::TRUE)),
                    None => Ok(Step::Answer(false)),
                };
            }
            _ => false,
        };
        Ok(Step::Answer(answer))
    }

    fn sequence_len(&self, value: Value) -> usize {
        self.sequence(value).map_or(0, <[Value]>::len)
    }

    /// The items of a list or tuple.
    #[inline(always)]
    pub(crate) fn sequence(&self, value: Value) -> Option<&[Value]> {
        match value.split() {
            Some((Kind::List, index)) => Some(self.heap.lists.get(index)),
            Some((Kind::Tuple, index)) => Some(self.heap.tuples.get(index)),
            _ => None,
        }
    }

    fn next_pair(&mut self, level: &mut Level) -> Res<Next> {
        match level {
            Level::Sequence { a, b, index } => self.next_difference(*a, *b, index),
            Level::Slice { a, b, index } => {
                let part = *index;
                *index += 1;
                Ok(match (self.slice_part(*a, part), self.slice_part(*b, part)) {
                    (Some(a), Some(b)) => Next::Pair(a, b),
                    _ => Next::End,
                })
            }
            Level::Dict { a, b, slot } => {
                self.charge_fuel(1)?;
                let Some((index, entry)) = self.heap.dict(*a).and_then(|dict| dict.next_from(*slot)) else {
                    return Ok(Next::End);
                };
                *slot = index + 1;
                let (entry, other) = (*entry, *b);
                let base = self.roots.len();
                self.roots.extend_from_slice(&[entry.key, entry.value]);
                let found = self.dict_find(other, entry.key, entry.hash);
                self.roots.truncate(base);
                match found?.and_then(|index| self.heap.dict(other)?.slot(index)) {
                    Some(found) => Ok(Next::Pair(entry.value, found.value)),
                    None => Ok(Next::Different),
                }
            }
        }
    }

    fn slice_part(&self, slice: Value, part: usize) -> Option<Value> {
        let SliceObject { start, stop, step } = *self.heap.slice(slice)?;
        [start, stop, step].get(part).copied()
    }

    /// The next items of two sequences that the heap alone cannot call equal. The lengths may have changed meanwhile.
    fn next_difference(&mut self, a: Value, b: Value, index: &mut usize) -> Res<Next> {
        let first = *index;
        let (Some(items_a), Some(items_b)) = (self.sequence(a), self.sequence(b)) else { return Ok(Next::End) };
        let mut next = if items_a.len() == items_b.len() { Next::End } else { Next::Different };
        while let (Some(x), Some(y)) = (items_a.get(*index), items_b.get(*index)) {
            *index += 1;
            match self.heap.equal_native(*x, *y) {
                Some(true) => {}
                Some(false) => {
                    next = Next::Different;
                    break;
                }
                None => {
                    next = Next::Pair(*x, *y);
                    break;
                }
            }
        }
        let done = *index - first;
        self.charge_fuel(done)?;
        Ok(next)
    }

    fn methods_equal(&self, a: Value, b: Value) -> bool {
        match (self.heap.method(a), self.heap.method(b)) {
            (Some(a), Some(b)) => a.function == b.function && a.receiver == b.receiver,
            _ => false,
        }
    }

    /// Whether `a < b`: what sorting asks.
    #[inline(always)]
    pub fn less(&mut self, a: Value, b: Value) -> Res<bool> {
        if a.is_int() && b.is_int() {
            return Ok(a.int_unchecked() < b.int_unchecked());
        }
        if let (Some(a), Some(b)) = (a.as_float(), b.as_float()) {
            return Ok(a < b);
        }
        self.less_slow(a, b)
    }

    #[inline(never)]
    fn less_slow(&mut self, a: Value, b: Value) -> Res<bool> {
        if let Some(less) = self.heap.less_native(a, b) {
            return Ok(less);
        }
        let answer = self.compare(CompareOp::Lt, a, b)?;
        self.truth(answer)
    }

    /// Rich comparison of any two values, script methods asked by nested calls.
    pub fn compare(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Value> {
        let base = self.roots.len();
        let result = self.compare_pairs(op, a, b);
        self.roots.truncate(base);
        result
    }

    fn compare_pairs(&mut self, mut op: CompareOp, mut a: Value, mut b: Value) -> Res<Value> {
        let base = self.roots.len();
        for _ in 0..MAX_LEVELS {
            self.roots.truncate(base);
            self.roots.extend_from_slice(&[a, b]);
            let outcome = if self.is_scripted(a) || self.is_scripted(b) {
                self.compare_scripted(op, a, b)?
            } else {
                self.compare_builtin(op, a, b)?
            };
            match outcome {
                Outcome::Value(value) => return Ok(value),
                Outcome::Items(next, x, y) => (op, a, b) = (next, x, y),
                Outcome::NotImplemented => return self.compare_default(op, a, b),
            }
        }
        Err(self.recursion_error(TOO_DEEP))
    }

    /// What a comparison is that neither side knows: identity, or TypeError.
    pub fn compare_default(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Value> {
        match op {
            CompareOp::Eq => Ok(Value::bool(a == b)),
            CompareOp::NotEq => Ok(Value::bool(a != b)),
            CompareOp::Lt | CompareOp::LtE | CompareOp::Gt | CompareOp::GtE => {
                let (left, right) = (self.heap.type_name(a), self.heap.type_name(b));
                let message = format!("'{}' not supported between instances of '{left}' and '{right}'", op.text());
                Err(self.type_error(message))
            }
        }
    }

    /// The protocol of `do_richcompare`: the right side first when its class derives from the left one's.
    fn compare_scripted(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Outcome> {
        let (class_a, class_b) = (self.heap.class_of(a), self.heap.class_of(b));
        let right_first = class_a != class_b && self.heap.is_subclass(class_b, class_a);
        let order = if right_first { [true, false] } else { [false, true] };
        for right in order {
            let outcome = if right { self.compare_by(reflected(op), b, a)? } else { self.compare_by(op, a, b)? };
            match outcome {
                Outcome::NotImplemented => {}
                decided => return Ok(decided),
            }
        }
        Ok(Outcome::NotImplemented)
    }

    /// What one side's class says.
    fn compare_by(&mut self, op: CompareOp, receiver: Value, other: Value) -> Res<Outcome> {
        match self.special(receiver, compare_name(op)) {
            Special::Script(method) => {
                let answer = self.call_special(method, receiver, &[other])?;
                Ok(outcome_of(answer))
            }
            Special::Native(owner) if owner != classes::OBJECT && owner != classes::BASE_EXCEPTION => {
                let (receiver, other) = (self.heap.plain(receiver), self.heap.plain(other));
                self.compare_builtin(op, receiver, other)
            }
            Special::Native(_) | Special::Missing => self.compare_as_object(op, receiver, other),
        }
    }

    /// `object.__eq__` is identity; `object.__ne__` is the opposite of what `__eq__` says.
    fn compare_as_object(&mut self, op: CompareOp, receiver: Value, other: Value) -> Res<Outcome> {
        match op {
            CompareOp::Eq if receiver == other => Ok(Outcome::Value(Value::TRUE)),
            CompareOp::NotEq => match self.special(receiver, names::EQ) {
                Special::Script(method) => {
                    let answer = self.call_special(method, receiver, &[other])?;
                    if answer == Value::NOT_IMPLEMENTED {
                        return Ok(Outcome::NotImplemented);
                    }
                    let truth = self.truth(answer)?;
                    Ok(Outcome::Value(Value::bool(!truth)))
                }
                Special::Native(_) | Special::Missing if receiver == other => Ok(Outcome::Value(Value::FALSE)),
                Special::Native(_) | Special::Missing => Ok(Outcome::NotImplemented),
            },
            CompareOp::Eq | CompareOp::Lt | CompareOp::LtE | CompareOp::Gt | CompareOp::GtE => {
                Ok(Outcome::NotImplemented)
            }
        }
    }

    /// Rich comparison as built-in types do it, for the objects that the values are or carry: None where neither type
    /// knows the other.
    pub fn compare_native(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Option<Value>> {
        let (a, b) = (self.heap.plain(a), self.heap.plain(b));
        match self.compare_builtin(op, a, b)? {
            Outcome::Value(value) => Ok(Some(value)),
            Outcome::NotImplemented => Ok(None),
            Outcome::Items(op, x, y) => self.compare(op, x, y).map(Some),
        }
    }

    fn compare_builtin(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Outcome> {
        if self.heap.is_number(a) && self.heap.is_number(b) {
            let answer = match self.heap.compare_numbers(a, b) {
                Some(order) => decides(op, order),
                None => op == CompareOp::NotEq,
            };
            return Ok(Outcome::Value(Value::bool(answer)));
        }
        let (Some((kind_a, _)), Some((kind_b, _))) = (a.split(), b.split()) else {
            return Ok(Outcome::NotImplemented);
        };
        match (kind_a, kind_b) {
            // Cells compare as their contents; an empty one is less than any other.
            (Kind::Cell, Kind::Cell) => {
                let [x, y] = [a, b].map(|cell| self.heap.cell(cell).map_or(Value::UNBOUND, |cell| cell.0));
                match (x.is_unbound(), y.is_unbound()) {
                    (false, false) => Ok(Outcome::Items(op, x, y)),
                    (x_empty, y_empty) => Ok(order_outcome(op, y_empty.cmp(&x_empty))),
                }
            }
            (Kind::Str, Kind::Str) => Ok(order_outcome(op, self.heap.text(a).cmp(&self.heap.text(b)))),
            (Kind::Bytes, Kind::Bytes) => Ok(order_outcome(op, self.heap.bytes(a).cmp(&self.heap.bytes(b)))),
            (Kind::List, Kind::List) | (Kind::Tuple, Kind::Tuple) => self.compare_sequences(op, a, b),
            (Kind::Dict, Kind::Dict) | (Kind::Range, Kind::Range) | (Kind::Method, Kind::Method) => {
                self.compare_equality(op, a, b)
            }
            (Kind::Slice, Kind::Slice) => self.compare_slices(op, a, b),
            (Kind::Set, Kind::Set) => {
                let answer = self.descend(|vm| vm.compare_sets(op, a, b))?;
                Ok(Outcome::Value(Value::bool(answer)))
            }
            (Kind::Other, _) | (_, Kind::Other) => match self.compare_other(op, a, b)? {
                Some(answer) => Ok(Outcome::Value(answer)),
                None => Ok(Outcome::NotImplemented),
            },
            _ => Ok(Outcome::NotImplemented),
        }
    }

    /// Types that know only `==` and `!=`.
    fn compare_equality(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Outcome> {
        match op {
            CompareOp::Eq => Ok(Outcome::Value(Value::bool(self.equals(a, b)?))),
            CompareOp::NotEq => Ok(Outcome::Value(Value::bool(!self.equals(a, b)?))),
            CompareOp::Lt | CompareOp::LtE | CompareOp::Gt | CompareOp::GtE => Ok(Outcome::NotImplemented),
        }
    }

    /// Two lists or two tuples: the first items that differ decide, else the lengths.
    fn compare_sequences(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Outcome> {
        if matches!(op, CompareOp::Eq | CompareOp::NotEq) {
            return self.compare_equality(op, a, b);
        }
        let base = self.roots.len();
        self.roots.extend_from_slice(&[a, b]);
        let outcome = self.compare_items(op, a, b);
        self.roots.truncate(base);
        outcome
    }

    fn compare_items(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Outcome> {
        let mut index = 0;
        while let (Some(x), Some(y)) = (self.item(a, index), self.item(b, index)) {
            if index & 0xFF == 0xFF {
                self.charge_fuel(256)?;
            }
            let equal = match self.heap.equal_native(x, y) {
                Some(equal) => equal,
                None => self.equals_slow(x, y, MAX_LEVELS - 1)?,
            };
            if !equal {
                return Ok(Outcome::Items(op, x, y));
            }
            index += 1;
        }
        Ok(order_outcome(op, self.sequence_len(a).cmp(&self.sequence_len(b))))
    }

    fn item(&self, sequence: Value, index: usize) -> Option<Value> {
        self.sequence(sequence)?.get(index).copied()
    }

    fn compare_slices(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Outcome> {
        if a == b {
            return Ok(order_outcome(op, Ordering::Equal));
        }
        for part in 0..3 {
            let (Some(x), Some(y)) = (self.slice_part(a, part), self.slice_part(b, part)) else { break };
            if self.equals(x, y)? {
                continue;
            }
            return match op {
                CompareOp::Eq => Ok(Outcome::Value(Value::FALSE)),
                CompareOp::NotEq => Ok(Outcome::Value(Value::TRUE)),
                CompareOp::Lt | CompareOp::LtE | CompareOp::Gt | CompareOp::GtE => Ok(Outcome::Items(op, x, y)),
            };
        }
        Ok(order_outcome(op, Ordering::Equal))
    }

    /// Comparisons in which a view, an alias or another rare object takes part.
    fn compare_other(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Option<Value>> {
        if let (Some(view), Some(_)) = (self.view_as_set(a), self.as_set_like(b)) {
            let answer = self.descend(|vm| vm.compare_view(op, view, b))?;
            return Ok(Some(Value::bool(answer)));
        }
        if let (Some(_), Some(view)) = (self.as_set_like(a), self.view_as_set(b)) {
            let answer = self.descend(|vm| vm.compare_view(reflected(op), view, a))?;
            return Ok(Some(Value::bool(answer)));
        }
        let pairs = match (self.heap.other(a), self.heap.other(b)) {
            (Some(OtherObject::MappingProxy(dict)), _) => {
                let dict = *dict;
                return self.descend(|vm| vm.compare(op, dict, b)).map(Some);
            }
            (_, Some(OtherObject::MappingProxy(dict))) => {
                let dict = *dict;
                return self.descend(|vm| vm.compare(op, a, dict)).map(Some);
            }
            (
                Some(OtherObject::GenericAlias { origin, args }),
                Some(OtherObject::GenericAlias { origin: other_origin, args: other_args }),
            ) => [(*origin, *other_origin), (*args, *other_args)],
            (Some(OtherObject::Union(members)), Some(OtherObject::Union(others))) => {
                let (members, others) = (*members, *others);
                if !matches!(op, CompareOp::Eq | CompareOp::NotEq) {
                    return Ok(None);
                }
                let equal = self.same_members(members, others)?;
                return Ok(Some(Value::bool(equal == (op == CompareOp::Eq))));
            }
            (Some(OtherObject::Deque(_)), Some(OtherObject::Deque(_))) => {
                let base = self.roots.len();
                let items = [a, b].map(|deque| self.deque(deque).map_or(0, |deque| deque.items.len()));
                self.check_size((items[0] + items[1]).saturating_mul(size_of::<Value>()))?;
                let (a, b) = (self.deque_list(a), self.deque_list(b));
                self.roots.extend_from_slice(&[a, b]);
                let answer = self.descend(|vm| vm.compare(op, a, b)).map(Some);
                self.roots.truncate(base);
                return answer;
            }
            (Some(OtherObject::Context(_)), Some(OtherObject::Context(_))) => {
                if !matches!(op, CompareOp::Eq | CompareOp::NotEq) {
                    return Ok(None);
                }
                let equal = self.descend(|vm| vm.contexts_equal(a, b))?;
                return Ok(Some(Value::bool(equal == (op == CompareOp::Eq))));
            }
            _ => return Ok(None),
        };
        if !matches!(op, CompareOp::Eq | CompareOp::NotEq) {
            return Ok(None);
        }
        let mut equal = true;
        for (x, y) in pairs {
            equal = equal && self.descend(|vm| vm.equals(x, y))?;
        }
        Ok(Some(Value::bool(equal == (op == CompareOp::Eq))))
    }

    /// Whether two tuples have the same members in any order.
    fn same_members(&mut self, a: Value, b: Value) -> Res<bool> {
        if self.sequence_len(a) != self.sequence_len(b) {
            return Ok(false);
        }
        let (items, others) = (self.sequence(a).unwrap_or(&[]).to_vec(), self.sequence(b).unwrap_or(&[]).to_vec());
        for item in items {
            let mut found = false;
            for other in &others {
                found = found || self.descend(|vm| vm.equals(item, *other))?;
            }
            if !found {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A view of keys or items with the dict behind it.
    fn view_as_set(&self, value: Value) -> Option<(Value, DictPart)> {
        match self.heap.other(value) {
            Some(OtherObject::DictView { dict, part }) if *part != DictPart::Values => Some((*dict, *part)),
            _ => None,
        }
    }

    /// The length of what a view can be compared with: a set or another view of keys or items.
    fn as_set_like(&self, value: Value) -> Option<usize> {
        let view = || self.view_as_set(value).and_then(|(dict, _)| self.heap.dict(dict)).map(|dict| dict.len());
        self.heap.set(value).map(|set| set.len()).or_else(view)
    }

    /// A view of keys or items beside a set or another view.
    fn compare_view(&mut self, op: CompareOp, view: (Value, DictPart), other: Value) -> Res<bool> {
        let own = self.heap.dict(view.0).map_or(0, |dict| dict.len());
        let length = self.as_set_like(other).unwrap_or(0);
        match op {
            CompareOp::Eq => Ok(own == length && self.view_within(view, other)?),
            CompareOp::NotEq => Ok(!(own == length && self.view_within(view, other)?)),
            CompareOp::Lt => Ok(own < length && self.view_within(view, other)?),
            CompareOp::LtE => Ok(own <= length && self.view_within(view, other)?),
            CompareOp::Gt => Ok(own > length && self.within_view(other, view)?),
            CompareOp::GtE => Ok(own >= length && self.within_view(other, view)?),
        }
    }

    fn view_within(&mut self, view: (Value, DictPart), other: Value) -> Res<bool> {
        let items = self.checked_view_items(view.0, view.1)?;
        self.all_in(items, other)
    }

    fn within_view(&mut self, other: Value, view: (Value, DictPart)) -> Res<bool> {
        let items = match self.native_items(other) {
            Some(items) => items?,
            None => Vec::new(),
        };
        let view = self.heap.new_other(OtherObject::DictView { dict: view.0, part: view.1 });
        self.all_in(items, view)
    }

    /// Whether a container has all of these.
    fn all_in(&mut self, items: Vec<Value>, container: Value) -> Res<bool> {
        let base = self.roots.len();
        self.hold_all(&items)?;
        self.roots.push(container);
        let result = items
            .iter()
            .try_fold(true, |all, item| Ok(all && self.contains_native(container, *item)?.unwrap_or(false)));
        self.roots.truncate(base);
        result
    }

    fn compare_sets(&mut self, op: CompareOp, a: Value, b: Value) -> Res<bool> {
        let (Some(set_a), Some(set_b)) = (self.heap.set(a), self.heap.set(b)) else { return Ok(false) };
        let (length_a, length_b) = (set_a.len(), set_b.len());
        match op {
            CompareOp::Eq => self.sets_equal(a, b),
            CompareOp::NotEq => Ok(!self.sets_equal(a, b)?),
            CompareOp::Lt => Ok(length_a < length_b && self.is_subset(a, b)?),
            CompareOp::LtE => self.is_subset(a, b),
            CompareOp::Gt => Ok(length_a > length_b && self.is_subset(b, a)?),
            CompareOp::GtE => self.is_subset(b, a),
        }
    }

    fn sets_equal(&mut self, a: Value, b: Value) -> Res<bool> {
        let (Some(set_a), Some(set_b)) = (self.heap.set(a), self.heap.set(b)) else { return Ok(false) };
        let (hash_a, hash_b) = (set_a.hash.get(), set_b.hash.get());
        if set_a.len() != set_b.len() || hash_a != -1 && hash_b != -1 && hash_a != hash_b {
            return Ok(false);
        }
        self.is_subset(a, b)
    }

    /// Whether every item of one set is in another.
    pub fn is_subset(&mut self, a: Value, b: Value) -> Res<bool> {
        let (Some(set_a), Some(set_b)) = (self.heap.set(a), self.heap.set(b)) else { return Ok(false) };
        if set_a.len() > set_b.len() {
            return Ok(false);
        }
        let mut index = 0;
        while let Some(slot) = self.heap.set(a).and_then(|set| set.slots().get(index)).copied() {
            index += 1;
            if slot.is_item() {
                self.charge_fuel(1)?;
                if self.set_find(b, slot.key, slot.hash)?.is_none() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

fn outcome_of(answer: Value) -> Outcome {
    if answer == Value::NOT_IMPLEMENTED { Outcome::NotImplemented } else { Outcome::Value(answer) }
}

fn order_outcome(op: CompareOp, order: Ordering) -> Outcome {
    Outcome::Value(Value::bool(decides(op, order)))
}
