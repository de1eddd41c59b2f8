//! Built-in functions on iterables and containers: len, iter, next, hash, sorted, min, max, sum, any, all.
//!
//! Over built-in iterables they run here; where script code has a part they go on in the prelude.

use crate::heap::small_int;
use crate::native::{Args, NativeDef, Res, Signature, function};
use crate::object::generator::GeneratorKind;
use crate::object::other::{LazyKind, OtherObject};
use crate::symbol::names;
use crate::types::container::{arity_error, keywords};
use crate::types::set;
use crate::value::{Kind, Value};
use crate::vm::{self, Mode, Pending, Resumption, Special, Vm};
use hognose_bytecode::{BinaryOp, CompareOp};

pub static FUNCTIONS: &[NativeDef] = &[
    function("len", length, Signature::One),
    function("iter", iterator, Signature::Range(1, 2)),
    function("next", next, Signature::Range(1, 2)),
    function("hash", hash, Signature::One),
    function("sorted", sorted, Signature::Any),
    function("min", minimum, Signature::Any),
    function("max", maximum, Signature::Any),
    function("sum", sum, Signature::Any),
    function("any", any, Signature::One),
    function("all", all, Signature::One),
];

/// What only the prelude calls.
pub static PRELUDE: &[NativeDef] = &[
    function("_check_length", check_length, Signature::One),
    function("_check_hash", check_hash, Signature::One),
    function("_refuse_length", refuse_length, Signature::One),
    function("_has_special", has_special, Signature::Range(2, 2)),
    function("_sort_begin", vm::sort_begin, Signature::One),
    function("_sort_end", vm::sort_end, Signature::Range(4, 4)),
    function("_sort_restore", vm::sort_restore, Signature::Range(2, 2)),
    function("_repr_enter", vm::repr_enter, Signature::One),
    function("_repr_leave", vm::repr_leave, Signature::One),
    function("_repr_pieces", vm::repr_pieces, Signature::One),
    function("_sum_step", sum_step, Signature::Range(2, 2)),
    function("_sum_end", sum_end, Signature::Range(1, 2)),
    function("_sum_start", sum_start, Signature::One),
    function("_lazy", lazy, Signature::One),
    function("_lazy_count", lazy_count, Signature::Range(2, 2)),
    function("_lazy_end", lazy_end, Signature::One),
    function("_bare", bare, Signature::One),
    function("_make_iterator", make_iterator, Signature::Range(4, 4)),
    function("_set_new", set::raw_new, Signature::Range(0, 1)),
    function("_set_add", set::raw_add, Signature::Range(2, 2)),
    function("_set_discard", set::raw_discard, Signature::Range(2, 2)),
    function("_set_take", set_take, Signature::Range(2, 2)),
    function("_set_toggle", set_toggle, Signature::Range(2, 2)),
    function("_set_sweep", set_sweep, Signature::One),
    function("_replace_slice", replace_slice, Signature::Range(3, 3)),
];

fn length(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    if let Some(length) = vm.length_native(value) {
        return Ok(vm.heap.int(length as i64));
    }
    match vm.special(value, names::LEN) {
        Special::Script(method) if !method.is_none() => vm.tail_bound("len_of", method, value),
        Special::Native(_) => match vm.heap.class_lookup(vm.heap.class_of(value), names::LEN) {
            Some(method) if method.is_kind(Kind::Native) => vm.tail_call(method, &[value]),
            _ => Err(no_length(vm, value)),
        },
        Special::Script(_) | Special::Missing => Err(no_length(vm, value)),
    }
}

fn no_length(vm: &mut Vm, value: Value) -> crate::native::Raised {
    let message = format!("object of type '{}' has no len()", vm.heap.type_name(value));
    vm.type_error(message)
}

fn check_length(vm: &mut Vm, args: Args) -> Res {
    let answer = args.get(vm, 0);
    let length = vm.length_result(answer)?;
    Ok(vm.heap.int(i64::try_from(length).unwrap_or(i64::MAX)))
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    if value.is_kind(Kind::Instance)
        && let Special::Script(method) = vm.special(value, names::HASH)
        && !method.is_none()
    {
        return vm.tail_bound("hash_of", method, value);
    }
    let hash = vm.hash(value)?;
    Ok(vm.heap.int(hash))
}

fn check_hash(vm: &mut Vm, args: Args) -> Res {
    let answer = args.get(vm, 0);
    let hash = vm.hash_result(answer)?;
    Ok(vm.heap.int(hash))
}

/// Refuses a list of so many items.
fn refuse_length(vm: &mut Vm, args: Args) -> Res {
    let length = vm.index_clipped(args.get(vm, 0))?;
    vm.check_size(usize::try_from(length).unwrap_or(0).saturating_mul(8))?;
    Ok(Value::NONE)
}

/// Whether the class of a value has a special method under that name.
fn has_special(vm: &mut Vm, args: Args) -> Res {
    let (value, name) = (args.get(vm, 0), args.get(vm, 1));
    let name = vm.heap.text(name).unwrap_or("").to_string();
    let Some(symbol) = vm.heap.symbols.find(&name) else { return Ok(Value::FALSE) };
    let found = vm.heap.class_lookup(vm.heap.class_of(value), symbol);
    Ok(Value::bool(found.is_some_and(|found| !found.is_none())))
}

fn iterator(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    if let Some(sentinel) = args.opt(vm, 1) {
        if !vm.is_callable(value) {
            return Err(vm.type_error("iter(v, w): v must be callable"));
        }
        return Ok(vm.new_lazy(LazyKind::Callable, value, &[sentinel], Value::NONE));
    }
    if let Some(iterator) = vm.iterator_of(value)? {
        return Ok(iterator);
    }
    match vm.special(value, names::ITER) {
        Special::Script(method) if method.is_none() => Err(vm.type_error_of(value, "object is not iterable")),
        Special::Script(method) => vm.tail_bound("iter_of", method, value),
        Special::Native(_) | Special::Missing => {
            let class = vm.heap.class_of(value);
            if let Some(method) = vm.heap.class_lookup(class, names::ITER) {
                return vm.tail_call(method, &[value]);
            }
            match vm.special(value, names::GETITEM) {
                Special::Script(method) if !method.is_none() => Ok(vm.sequence_iterator(value)),
                _ => Err(vm.type_error_of(value, "object is not iterable")),
            }
        }
    }
}

impl Vm {
    /// The iterator over an object that has `__getitem__` only.
    pub fn sequence_iterator(&mut self, sequence: Value) -> Value {
        self.new_lazy(LazyKind::Sequence, Value::NONE, &[sequence], Value::small(0))
    }
}

fn next(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.get(vm, 0);
    if let Some(default) = args.opt(vm, 1) {
        if iterator.is_kind(Kind::Iterator) {
            return Ok(vm.iterator_next(iterator)?.unwrap_or(default));
        }
        return vm.tail_prelude("next_or", &[iterator, default]);
    }
    if iterator.is_kind(Kind::Iterator) || matches!(vm.heap.other(iterator), Some(OtherObject::Lazy(_))) {
        return vm.next_of(iterator);
    }
    if let Some(generator) = vm.heap.generator(iterator)
        && !matches!(generator.kind, GeneratorKind::Coroutine | GeneratorKind::AsyncGenerator)
    {
        vm.pending =
            Some(Pending::Resume { generator: iterator, with: Resumption::Send(Value::NONE), mode: Mode::Send });
        return Ok(Value::PENDING);
    }
    match vm.special(iterator, names::NEXT) {
        Special::Script(method) if !method.is_none() => vm.tail_special(method, iterator, &[]),
        Special::Native(_) => match vm.heap.class_lookup(vm.heap.class_of(iterator), names::NEXT) {
            Some(method) => vm.tail_call(method, &[iterator]),
            None => Err(vm.type_error_of(iterator, "object is not an iterator")),
        },
        Special::Script(_) | Special::Missing => Err(vm.type_error_of(iterator, "object is not an iterator")),
    }
}

fn positional_count(args: Args) -> usize {
    args.count.saturating_sub(args.keywords) as usize
}

fn sorted(vm: &mut Vm, args: Args) -> Res {
    let given = positional_count(args);
    if given != 1 {
        return Err(arity_error(vm, "sorted", given, 1, 1));
    }
    let iterable = args.get(vm, 0);
    let (mut key, mut reverse) = (Value::NONE, Value::FALSE);
    for (name, value) in keywords(vm, args) {
        let text = vm.heap.text(name).unwrap_or("").to_string();
        match text.as_str() {
            "key" => key = value,
            "reverse" => reverse = value,
            // The list is made first, and sorted then.
            _ if !vm.is_iterable_value(iterable) => {
                return Err(vm.type_error_of(iterable, "object is not iterable"));
            }
            _ => return Err(vm.unexpected_keyword("sort", &text, &["key", "reverse"])),
        }
    }
    if !key.is_none() {
        return vm.tail_prelude("sorted_by", &[iterable, key, reverse]);
    }
    match vm.native_items(iterable) {
        None => vm.tail_prelude("sorted_by", &[iterable, key, reverse]),
        Some(items) => {
            let items = items?;
            let list = vm.heap.list_of(items);
            vm.holding(&[list], |vm| vm.sort_list(list, Value::NONE, reverse))?;
            Ok(list)
        }
    }
}

fn minimum(vm: &mut Vm, args: Args) -> Res {
    extremum(vm, args, "min")
}

fn maximum(vm: &mut Vm, args: Args) -> Res {
    extremum(vm, args, "max")
}

fn extremum(vm: &mut Vm, args: Args, name: &str) -> Res {
    let given = positional_count(args);
    if given == 0 {
        return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    let (mut key, mut default) = (Value::NONE, None);
    for (keyword, value) in keywords(vm, args) {
        let text = vm.heap.text(keyword).unwrap_or("").to_string();
        match text.as_str() {
            "key" => key = value,
            "default" => default = Some(value),
            _ => return Err(vm.unexpected_keyword(name, &text, &["key", "default"])),
        }
    }
    if given > 1 && default.is_some() {
        let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
        return Err(vm.type_error(message));
    }
    let several: Vec<Value> = (0..given as u32).map(|index| args.get(vm, index)).collect();
    let (items, iterable) = match several[..] {
        [iterable] => (if key.is_none() { vm.native_items(iterable).transpose()? } else { None }, iterable),
        _ if key.is_none() => (Some(several), Value::NONE),
        _ => (None, vm.heap.tuple_of(&several)),
    };
    let is_max = name == "max";
    let Some(items) = items else {
        let (has_default, default) = (Value::bool(default.is_some()), default.unwrap_or(Value::NONE));
        let (is_max, name) = (Value::bool(is_max), vm.heap.interned(name));
        return vm.tail_prelude("extremum", &[iterable, key, is_max, has_default, default, name]);
    };
    match (best_of(vm, &items, is_max)?, default) {
        (Some(best), _) => Ok(best),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
    }
}

/// The first greatest or least of these.
fn best_of(vm: &mut Vm, items: &[Value], is_max: bool) -> Res<Option<Value>> {
    let Some((first, rest)) = items.split_first() else { return Ok(None) };
    let op = if is_max { CompareOp::Gt } else { CompareOp::Lt };
    let base = vm.roots.len();
    let mut best = *first;
    let mut rooted = false;
    for item in rest {
        let better = match (item.as_int().zip(best.as_int()), item.as_float().zip(best.as_float())) {
            (Some((item, best)), _) => {
                if is_max {
                    item > best
                } else {
                    item < best
                }
            }
            (_, Some((item, best))) => {
                if is_max {
                    item > best
                } else {
                    item < best
                }
            }
            _ => {
                if !rooted {
                    vm.roots.extend_from_slice(items);
                    rooted = true;
                }
                let answer = vm.compare(op, *item, best).and_then(|answer| vm.truth(answer));
                if answer.is_err() {
                    vm.roots.truncate(base);
                }
                answer?
            }
        };
        if better {
            best = *item;
        }
    }
    vm.roots.truncate(base);
    Ok(Some(best))
}

/// A sum under way, as CPython's `sum` keeps it: machine ints, then a compensated double, then anything.
#[derive(Clone, Copy)]
enum Sum {
    Int(i64),
    Float { total: f64, compensation: f64 },
    Other(Value),
}

impl Sum {
    fn from(vm: &Vm, start: Value) -> Sum {
        if let Some(i) = start.as_int() {
            return Sum::Int(i);
        }
        if let Some(i) = vm.heap.big_int(start).and_then(|big| i64::try_from(big).ok()) {
            return Sum::Int(i);
        }
        match start.as_float() {
            Some(total) => Sum::Float { total, compensation: 0.0 },
            None => Sum::Other(start),
        }
    }

    fn value(self, vm: &mut Vm) -> Value {
        match self {
            Sum::Int(i) => vm.heap.int(i),
            Sum::Float { total, compensation } if compensation != 0.0 && compensation.is_finite() => {
                Value::float(total + compensation)
            }
            Sum::Float { total, .. } => Value::float(total),
            Sum::Other(value) => value,
        }
    }

    /// Adds an item; false where script code must be asked.
    #[inline(always)]
    fn add(&mut self, vm: &mut Vm, item: Value) -> Res<bool> {
        match self {
            Sum::Int(total) => {
                if let Some(sum) = small_int(item).and_then(|item| total.checked_add(item)) {
                    *total = sum;
                    return Ok(true);
                }
            }
            Sum::Float { total, compensation } => {
                if let Some(x) = item.as_float() {
                    let sum = *total + x;
                    *compensation += if total.abs() >= x.abs() { (*total - sum) + x } else { (x - sum) + *total };
                    *total = sum;
                    return Ok(true);
                }
                let whole = small_int(item).or_else(|| i64::try_from(vm.heap.big_int(item)?).ok());
                if let Some(whole) = whole {
                    *total += whole as f64;
                    return Ok(true);
                }
            }
            Sum::Other(_) => {}
        }
        self.add_other(vm, item)
    }

    #[inline(never)]
    fn add_other(&mut self, vm: &mut Vm, item: Value) -> Res<bool> {
        let was_int = matches!(self, Sum::Int(_));
        let left = self.value(vm);
        if left.is_kind(Kind::Instance) || item.is_kind(Kind::Instance) {
            *self = Sum::Other(left);
            return Ok(false);
        }
        match vm.binary_native(BinaryOp::Add, left, item)? {
            Some(sum) if was_int && sum.is_float() => *self = Sum::from(vm, sum),
            Some(sum) => *self = Sum::Other(sum),
            None => {
                *self = Sum::Other(left);
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn sum(vm: &mut Vm, args: Args) -> Res {
    let given = positional_count(args);
    let named = keywords(vm, args);
    if given == 0 {
        return Err(vm.type_error("sum() takes at least 1 positional argument (0 given)"));
    }
    if given + named.len() > 2 {
        return Err(vm.type_error(format!("sum() takes at most 2 arguments ({} given)", given + named.len())));
    }
    let iterable = args.get(vm, 0);
    let mut start = if given > 1 { args.get(vm, 1) } else { Value::small(0) };
    for (name, value) in named {
        if vm.heap.text(name) != Some("start") {
            let text = vm.heap.text(name).unwrap_or("").to_string();
            return Err(vm.unexpected_keyword("sum", &text, &["start"]));
        }
        start = value;
    }
    let items = vm.native_items(iterable).transpose()?;
    if items.is_some() {
        check_start(vm, start)?;
    }
    let Some(items) = items else { return vm.tail_prelude("sum_of", &[iterable, start]) };
    let mut total = Sum::from(vm, start);
    for (index, item) in items.iter().enumerate() {
        if !total.add(vm, *item)? {
            let total = total.value(vm);
            let rest = vm.heap.list_of(items[index..].to_vec());
            return vm.tail_prelude("sum_rest", &[total, rest]);
        }
    }
    Ok(total.value(vm))
}

fn check_start(vm: &mut Vm, start: Value) -> Res<()> {
    let plain = vm.heap.plain(start);
    match plain.split() {
        Some((Kind::Str, _)) => Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]")),
        Some((Kind::Bytes, _)) if vm.is_bytearray(plain) => {
            Err(vm.type_error("sum() can't sum bytearray [use b''.join(seq) instead]"))
        }
        Some((Kind::Bytes, _)) => Err(vm.type_error("sum() can't sum bytes [use b''.join(seq) instead]")),
        _ => Ok(()),
    }
}

/// The sum that the prelude keeps as a list `[total, compensation, state]`.
fn load_sum(vm: &Vm, state: Value) -> Option<Sum> {
    let [total, compensation, phase] = vm.heap.list(state)?[..] else { return None };
    Some(match (phase.as_int()?, total.as_float(), compensation.as_float()) {
        (0, _, _) => Sum::from(vm, total),
        (1, Some(total), Some(compensation)) => Sum::Float { total, compensation },
        _ => Sum::Other(total),
    })
}

fn store_sum(vm: &mut Vm, state: Value, sum: Sum) {
    let parts = match sum {
        Sum::Int(i) => [vm.heap.int(i), Value::float(0.0), Value::small(0)],
        Sum::Float { total, compensation } => [Value::float(total), Value::float(compensation), Value::small(1)],
        Sum::Other(value) => [value, Value::float(0.0), Value::small(2)],
    };
    if let Some(list) = vm.heap.list_mut(state) {
        list.clear();
        list.extend(parts);
    }
}

/// `_sum_start(start)`: the state of a sum.
fn sum_start(vm: &mut Vm, args: Args) -> Res {
    let start = args.get(vm, 0);
    check_start(vm, start)?;
    let (state, sum) = (vm.heap.list_of(Vec::new()), Sum::from(vm, start));
    store_sum(vm, state, sum);
    Ok(state)
}

/// `_sum_step(state, item)`: adds an item; False when the prelude must do it.
fn sum_step(vm: &mut Vm, args: Args) -> Res {
    let (state, item) = (args.get(vm, 0), args.get(vm, 1));
    let Some(mut sum) = load_sum(vm, state) else { return Ok(Value::FALSE) };
    let added = sum.add(vm, item)?;
    store_sum(vm, state, sum);
    Ok(Value::bool(added))
}

/// `_sum_end(state)`: the total, or with a second argument a total that script code made.
fn sum_end(vm: &mut Vm, args: Args) -> Res {
    let state = args.get(vm, 0);
    if let Some(total) = args.opt(vm, 1) {
        store_sum(vm, state, Sum::Other(total));
    }
    Ok(load_sum(vm, state).map_or(Value::NONE, |sum| sum.value(vm)))
}

fn any(vm: &mut Vm, args: Args) -> Res {
    decide(vm, args, true, "any_of", "any_from")
}

fn all(vm: &mut Vm, args: Args) -> Res {
    decide(vm, args, false, "all_of", "all_from")
}

/// `any` and `all`: the first item with that truth decides.
fn decide(vm: &mut Vm, args: Args, decisive: bool, whole: &str, rest: &str) -> Res {
    let iterable = args.get(vm, 0);
    let Some(iterator) = vm.native_iterator(iterable)? else { return vm.tail_prelude(whole, &[iterable]) };
    let mut work = 0;
    while let Some(item) = vm.iterator_next(iterator)? {
        work += 1;
        if work & 0xFF == 0 {
            vm.charge_fuel(256)?;
        }
        match vm.truth_native(item) {
            Some(truth) if truth == decisive => return Ok(Value::bool(decisive)),
            Some(_) => {}
            None => return vm.tail_prelude(rest, &[item, iterator]),
        }
    }
    Ok(Value::bool(!decisive))
}

/// `_lazy(iterator)`: its function, its iterators and its count; no iterators when it has ended.
fn lazy(vm: &mut Vm, args: Args) -> Res {
    let Some(OtherObject::Lazy(lazy)) = vm.heap.other(args.get(vm, 0)) else { return Ok(Value::NONE) };
    let (function, iterators, count) = (lazy.function, lazy.iterators.to_vec(), lazy.count);
    let iterators = vm.heap.tuple_of(&iterators);
    Ok(vm.heap.tuple_of(&[function, iterators, count]))
}

fn lazy_count(vm: &mut Vm, args: Args) -> Res {
    let (iterator, count) = (args.get(vm, 0), args.get(vm, 1));
    if let Some(OtherObject::Lazy(lazy)) = vm.heap.other_mut(iterator) {
        lazy.count = count;
    }
    Ok(Value::NONE)
}

fn lazy_end(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.get(vm, 0);
    if let Some(OtherObject::Lazy(lazy)) = vm.heap.other_mut(iterator) {
        lazy.iterators = Box::new([]);
        lazy.function = Value::NONE;
    }
    Ok(Value::NONE)
}

/// `_bare(iterator)`: the iterator for a `for` that must not call a script's `__iter__` again.
fn bare(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.get(vm, 0);
    let scripted = iterator.is_kind(Kind::Instance);
    Ok(if scripted { vm.new_lazy(LazyKind::Bare, Value::NONE, &[iterator], Value::NONE) } else { iterator })
}

/// `_make_iterator(kind, function, iterators, count)`
fn make_iterator(vm: &mut Vm, args: Args) -> Res {
    let (kind, function, iterators, count) = (args.get(vm, 0), args.get(vm, 1), args.get(vm, 2), args.get(vm, 3));
    let kinds = [
        LazyKind::Map,
        LazyKind::Filter,
        LazyKind::Zip,
        LazyKind::Enumerate,
        LazyKind::Reversed,
        LazyKind::Sequence,
        LazyKind::Callable,
    ];
    let kind = kind.as_int().and_then(|number| kinds.get(number as usize).copied()).unwrap_or(LazyKind::Sequence);
    let iterators = vm.sequence(iterators).unwrap_or(&[]).to_vec();
    Ok(vm.build_iterator(kind, function, &iterators, count))
}

/// `_set_take(set, other)`: the set gets the other's items.
fn set_take(vm: &mut Vm, args: Args) -> Res {
    let (target, other) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1));
    set::take_items(vm, target, other);
    Ok(Value::NONE)
}

/// `_set_toggle(set, other)`: items of the other set are added or, where they are there, removed.
fn set_toggle(vm: &mut Vm, args: Args) -> Res {
    let (target, other) = (args.get(vm, 0), vm.heap.plain(args.get(vm, 1)));
    vm.set_symmetric_update(target, other).unwrap_or(Ok(()))?;
    Ok(Value::NONE)
}

fn set_sweep(vm: &mut Vm, args: Args) -> Res {
    let target = vm.heap.plain(args.get(vm, 0));
    vm.sweep_set(target);
    Ok(Value::NONE)
}

/// `_replace_slice(list, slice, items)`
fn replace_slice(vm: &mut Vm, args: Args) -> Res {
    let (list, slice, items) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1), args.get(vm, 2));
    let items = vm.heap.list(items).cloned().unwrap_or_default();
    vm.replace_slice(list, slice, items)?;
    Ok(Value::NONE)
}
