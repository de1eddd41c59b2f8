//! The methods of built-in iterators, and the constructors of `enumerate`, `zip`, `map`, `filter` and `reversed`.
//!
//! Over built-in iterables they are native iterators (`IteratorObject`); where a step runs script code they are lazy ones
//! (`LazyIterator`), whose `__next__` goes through the prelude or is the call of the function itself.

use super::container::*;
use crate::native::{Args, NativeDef, Res, Signature, class_method, method, static_method};
use crate::object::iterator::IteratorObject;
use crate::object::other::{LazyIterator, LazyKind, OtherObject};
use crate::symbol::names;
use crate::value::{Kind, Value};
use crate::vm::{Special, Vm};

/// Iterators of containers.
pub static MEMBERS: &[NativeDef] = &[
    method("__iter__", same, Signature::None),
    method("__next__", next, Signature::None),
    method("__length_hint__", length_hint, Signature::None),
];

/// Iterators without a length hint.
pub static PLAIN: &[NativeDef] =
    &[method("__iter__", same, Signature::None), method("__next__", next, Signature::None)];

pub static ENUMERATE: &[NativeDef] = &[
    static_method("__new__", enumerate_new, Signature::Any),
    class_method("__class_getitem__", class_getitem, Signature::One),
];
pub static ZIP: &[NativeDef] = &[static_method("__new__", zip_new, Signature::Any)];
pub static MAP: &[NativeDef] = &[static_method("__new__", map_new, Signature::Any)];
pub static FILTER: &[NativeDef] = &[static_method("__new__", filter_new, Signature::Any)];
pub static REVERSED: &[NativeDef] =
    &[static_method("__new__", reversed_new, Signature::Any), method("__length_hint__", length_hint, Signature::None)];

fn same(vm: &mut Vm, args: Args) -> Res {
    Ok(args.get(vm, 0))
}

fn next(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.get(vm, 0);
    vm.next_of(iterator)
}

fn length_hint(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.get(vm, 0);
    if let Some(OtherObject::Lazy(lazy)) = vm.heap.other(iterator) {
        let (sequence, index) = (lazy.iterators.first().copied(), lazy.count);
        let length = sequence.and_then(|sequence| vm.length_native(sequence));
        let index = index.as_int().unwrap_or(-1) + 1;
        return Ok(Value::small(if length.is_none_or(|length| length as i64 >= index) { index } else { 0 }));
    }
    let hint = vm.length_hint(iterator).unwrap_or(0);
    Ok(vm.heap.int(i64::try_from(hint).unwrap_or(i64::MAX)))
}

impl Vm {
    /// `next(iterator)` of a built-in iterator, or a call in its place.
    pub(crate) fn next_of(&mut self, iterator: Value) -> Res {
        if iterator.is_kind(Kind::Iterator) {
            return match self.iterator_next(iterator)? {
                Some(item) => Ok(item),
                None => Err(self.stop_iteration(Value::NONE)),
            };
        }
        let Some(OtherObject::Lazy(lazy)) = self.heap.other(iterator) else {
            return Err(self.type_error_of(iterator, "object is not an iterator"));
        };
        let kind = lazy.kind;
        match kind {
            LazyKind::Map => self.next_mapped(iterator),
            LazyKind::Filter => self.next_filtered(iterator),
            LazyKind::Zip => self.tail_prelude("zip_next", &[iterator]),
            LazyKind::Enumerate => self.tail_prelude("enumerate_next", &[iterator]),
            LazyKind::Reversed => self.tail_prelude("reversed_next", &[iterator]),
            LazyKind::Sequence => self.tail_prelude("sequence_next", &[iterator]),
            LazyKind::Callable => self.tail_prelude("callable_next", &[iterator]),
            LazyKind::Bare => {
                let inner = lazy.iterators.first().copied().unwrap_or(Value::NONE);
                match self.special(inner, names::NEXT) {
                    Special::Script(method) => self.tail_special(method, inner, &[]),
                    Special::Native(_) | Special::Missing => {
                        Err(self.type_error_of(inner, "object is not an iterator"))
                    }
                }
            }
        }
    }

    /// The next call of a map: made in the native's place when the arguments come from native iterators.
    fn next_mapped(&mut self, map: Value) -> Res {
        let Some(OtherObject::Lazy(lazy)) = self.heap.other(map) else { return Ok(Value::NONE) };
        let (function, count) = (lazy.function, lazy.iterators.len());
        if !lazy.iterators.iter().all(|iterator| iterator.is_kind(Kind::Iterator)) {
            return self.tail_prelude("map_next", &[map]);
        }
        let mut items: smallvec::SmallVec<[Value; 4]> = smallvec::SmallVec::new();
        for index in 0..count {
            let Some(OtherObject::Lazy(lazy)) = self.heap.other(map) else { break };
            let Some(iterator) = lazy.iterators.get(index).copied() else { break };
            match self.iterator_next(iterator)? {
                Some(item) => items.push(item),
                None => return Err(self.stop_iteration(Value::NONE)),
            }
        }
        self.tail_call(function, &items)
    }

    /// The next true item of a filter without a function over a native iterator; else the prelude's loop.
    fn next_filtered(&mut self, filter: Value) -> Res {
        let Some(OtherObject::Lazy(lazy)) = self.heap.other(filter) else { return Ok(Value::NONE) };
        let (function, iterator) = (lazy.function, lazy.iterators.first().copied().unwrap_or(Value::NONE));
        if !function.is_none() || !iterator.is_kind(Kind::Iterator) {
            return self.tail_prelude("filter_next", &[filter]);
        }
        while let Some(item) = self.iterator_next(iterator)? {
            self.charge_fuel(1)?;
            match self.truth_native(item) {
                Some(true) => return Ok(item),
                Some(false) => {}
                None => return self.tail_prelude("filter_next_from", &[filter, item]),
            }
        }
        Err(self.stop_iteration(Value::NONE))
    }

    /// A lazy iterator.
    pub(crate) fn new_lazy(&mut self, kind: LazyKind, function: Value, iterators: &[Value], count: Value) -> Value {
        let lazy = LazyIterator { kind, function, iterators: iterators.into(), count };
        self.heap.new_other(OtherObject::Lazy(Box::new(lazy)))
    }

    /// How many native iterators stand behind one another in this one; None when script code has a part in it.
    fn native_depth_of(&self, iterator: Value) -> Option<u8> {
        match self.heap.iterator(iterator)? {
            IteratorObject::Enumerate { depth, .. } | IteratorObject::Zip { depth, .. } => Some(*depth),
            _ => Some(0),
        }
    }

    /// The depth of a native iterator over these; None when it must be a lazy one.
    fn depth_over(&self, iterators: &[Value]) -> Option<u8> {
        const DEEPEST: u8 = 50;
        iterators.iter().try_fold(0, |deepest, iterator| {
            let depth = self.native_depth_of(*iterator)? + 1;
            (depth <= DEEPEST).then_some(depth.max(deepest))
        })
    }

    /// `iter(value)` of each, when no script code is needed for any.
    fn iterators_of(&mut self, values: &[Value]) -> Res<Option<Vec<Value>>> {
        let mut iterators = Vec::new();
        for value in values {
            match self.iterator_of(*value)? {
                Some(iterator) => iterators.push(iterator),
                None => return Ok(None),
            }
        }
        Ok(Some(iterators))
    }

    /// `iter(value)` where that needs no script code: also generators and lazy iterators, which are their own.
    pub(crate) fn iterator_of(&mut self, value: Value) -> Res<Option<Value>> {
        use crate::object::generator::GeneratorKind;
        if let Some(iterator) = self.native_iterator(value)? {
            return Ok(Some(iterator));
        }
        let own = match self.heap.generator(value) {
            Some(generator) => !matches!(generator.kind, GeneratorKind::Coroutine | GeneratorKind::AsyncGenerator),
            None => matches!(self.heap.other(value), Some(OtherObject::Lazy(_))),
        };
        Ok(own.then_some(value))
    }

    /// Makes an iterator over iterators, once these are known.
    pub(crate) fn build_iterator(
        &mut self,
        kind: LazyKind,
        function: Value,
        iterators: &[Value],
        count: Value,
    ) -> Value {
        match (kind, self.depth_over(iterators), iterators) {
            (LazyKind::Zip, Some(depth), _) => {
                let strict = count == Value::TRUE;
                self.heap.new_iterator(IteratorObject::Zip { iterators: iterators.into(), strict, depth })
            }
            (LazyKind::Enumerate, Some(depth), [iterator, ..]) => {
                let iterator = *iterator;
                self.heap.new_iterator(IteratorObject::Enumerate { iterator, count, depth })
            }
            (LazyKind::Filter, _, [iterator]) if iterator.is_kind(Kind::Instance) => {
                let bare = self.new_lazy(LazyKind::Bare, Value::NONE, iterators, Value::NONE);
                self.new_lazy(kind, function, &[bare], count)
            }
            _ => self.new_lazy(kind, function, iterators, count),
        }
    }

    /// Makes an iterator over iterables; through the prelude where an `__iter__` of a script must be called.
    fn combine(&mut self, kind: LazyKind, function: Value, iterables: &[Value], count: Value) -> Res {
        match self.iterators_of(iterables)? {
            Some(iterators) => Ok(self.build_iterator(kind, function, &iterators, count)),
            None => {
                let iterables = self.heap.tuple_of(iterables);
                let number = Value::small(kind as i64);
                self.tail_prelude("combine", &[number, function, iterables, count])
            }
        }
    }
}

fn enumerate_new(vm: &mut Vm, args: Args) -> Res {
    let given = positional(vm, args, "enumerate", 0, usize::MAX)?;
    let total = given.len() + args.keywords as usize;
    let (mut iterable, mut start) = (given.first().copied(), given.get(1).copied());
    if total > 2 {
        return Err(vm.type_error(format!("enumerate() takes at most 2 arguments ({total} given)")));
    }
    for (name, value) in keywords(vm, args) {
        let text = vm.heap.text(name).unwrap_or("").to_string();
        match text.as_str() {
            "iterable" if iterable.is_none() => iterable = Some(value),
            "start" if start.is_none() => start = Some(value),
            _ => return Err(vm.type_error(format!("'{text}' is an invalid keyword argument for enumerate()"))),
        }
    }
    let Some(iterable) = iterable else {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    };
    let count = match start {
        None => Value::small(0),
        Some(start) if start.is_int() => start,
        Some(start) => {
            let integer = vm.index_integer(start)?;
            vm.heap.integer(integer)
        }
    };
    vm.combine(LazyKind::Enumerate, Value::NONE, &[iterable], count)
}

fn zip_new(vm: &mut Vm, args: Args) -> Res {
    let iterables = positional(vm, args, "zip", 0, usize::MAX)?;
    let mut strict = false;
    if args.keywords > 1 {
        let given = args.keywords;
        return Err(vm.type_error(format!("zip() takes at most 1 keyword argument ({given} given)")));
    }
    for (name, value) in keywords(vm, args) {
        if vm.heap.text(name) != Some("strict") {
            let text = vm.heap.text(name).unwrap_or("").to_string();
            return Err(vm.unexpected_keyword("zip", &text, &["strict"]));
        }
        strict = vm.truth(value)?;
    }
    vm.combine(LazyKind::Zip, Value::NONE, &iterables, Value::bool(strict))
}

fn map_new(vm: &mut Vm, args: Args) -> Res {
    no_keywords(vm, args, "map")?;
    let given = positional(vm, args, "map", 0, usize::MAX)?;
    match given[..] {
        [function, ref iterables @ ..] if !iterables.is_empty() => {
            vm.combine(LazyKind::Map, function, iterables, Value::NONE)
        }
        _ => Err(vm.type_error("map() must have at least two arguments.")),
    }
}

fn filter_new(vm: &mut Vm, args: Args) -> Res {
    no_keywords(vm, args, "filter")?;
    let given = positional(vm, args, "filter", 2, 2)?;
    let (function, iterable) = (given[0], given[1]);
    vm.combine(LazyKind::Filter, function, &[iterable], Value::NONE)
}

fn reversed_new(vm: &mut Vm, args: Args) -> Res {
    no_keywords(vm, args, "reversed")?;
    let given = positional(vm, args, "reversed", 1, 1)?;
    let sequence = match vm.heap.other(given[0]) {
        Some(OtherObject::ClassDict(class)) => {
            let class = *class;
            vm.class_dict(class)
        }
        _ => given[0],
    };
    match vm.special(sequence, names::REVERSED) {
        Special::Script(method) if method.is_none() => {
            return Err(vm.type_error_of(sequence, "object is not reversible"));
        }
        Special::Script(method) => return vm.tail_special(method, sequence, &[]),
        Special::Native(_) | Special::Missing => {}
    }
    if let Some(iterator) = reversed_native(vm, sequence) {
        return Ok(vm.heap.new_iterator(iterator));
    }
    let has = |name| matches!(vm.special(sequence, name), Special::Script(_));
    if sequence.is_kind(Kind::Instance) && (has(names::GETITEM) || vm.heap.plain(sequence) != sequence) {
        return vm.tail_prelude("reversed_sequence", &[sequence]);
    }
    let class = vm.heap.class_of(sequence);
    match vm.heap.class_lookup(class, names::REVERSED) {
        Some(method) => vm.tail_call(method, &[sequence]),
        None => Err(vm.type_error_of(sequence, "object is not reversible")),
    }
}

/// The reverse iterator of a built-in object, or of what an instance carries.
fn reversed_native(vm: &mut Vm, sequence: Value) -> Option<IteratorObject> {
    let object = vm.heap.plain(sequence);
    let dict_reversed = |vm: &Vm, dict: Value, part| {
        let (length, slot) = vm.heap.dict(dict).map_or((0, 0), |dict| (dict.len(), dict.slot_count()));
        IteratorObject::DictReversed { dict, slot, length, remaining: length, part }
    };
    Some(match object.split()?.0 {
        Kind::List => IteratorObject::ListReversed { list: object, index: vm.heap.list(object)?.len() },
        Kind::Dict => dict_reversed(vm, object, crate::object::iterator::DictPart::Keys),
        Kind::Range => vm.range_reversed(object),
        Kind::Tuple | Kind::Str | Kind::Bytes if object == sequence => {
            IteratorObject::Reversed { sequence: object, index: vm.length_native(object)? }
        }
        Kind::Other => match vm.heap.other(object) {
            Some(OtherObject::DictView { dict, part }) => dict_reversed(vm, *dict, *part),
            Some(OtherObject::Deque(_)) => vm.deque_iterator(object, true),
            Some(OtherObject::MappingProxy(dict)) => dict_reversed(vm, *dict, crate::object::iterator::DictPart::Keys),
            _ => return None,
        },
        _ => return None,
    })
}
