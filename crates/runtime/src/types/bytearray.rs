//! `bytearray`: what it has beyond `bytes`: it can be changed.

use super::bytes_search::receiver;
use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, class_method, method, static_method};
use crate::object::bytes::BytesObject;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::Vm;
use crate::vm::allocate::push_repeated;

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", new, Signature::Any),
    method("__init__", init, Signature::Any),
    method("__setitem__", set_item, Signature::Range(2, 2)),
    method("__delitem__", delete_item, Signature::One),
    method("__iadd__", extend_in_place, Signature::One),
    method("__imul__", repeat_in_place, Signature::One),
    method("append", append, Signature::One),
    method("extend", extend, Signature::One),
    method("insert", insert, Signature::Range(2, 2)),
    method("pop", pop, Signature::Range(0, 1)),
    method("remove", remove, Signature::One),
    method("clear", clear, Signature::None),
    method("reverse", reverse, Signature::None),
    method("copy", copy, Signature::None),
    class_method("fromhex", fromhex, Signature::One),
];

fn new(vm: &mut Vm, _: Args) -> Res {
    Ok(vm.heap.new_bytes(BytesObject { data: Vec::new(), mutable: true }))
}

/// Gives the receiver new content.
fn fill(vm: &mut Vm, array: Value, data: Vec<u8>) {
    vm.heap.charge(data.len());
    if let Some(object) = vm.heap.bytes_mut(array) {
        object.data = data;
    }
}

fn init(vm: &mut Vm, args: Args) -> Res {
    let [source, encoding, errors] =
        vm.constructor_arguments(args, "bytearray", ["source", "encoding", "errors"], false)?;
    let array = vm.heap.plain(args.get(vm, 0));
    let text = source.map(|source| vm.heap.plain(source)).filter(|plain| plain.is_kind(Kind::Str));
    let data = match (text, source) {
        (Some(_), _) if encoding.is_none() => return Err(vm.type_error("string argument without an encoding")),
        (Some(text), _) => {
            let (codec, handler) = vm.coding_arguments("bytearray", encoding, errors)?;
            let bytes = vm.encode_text(text, codec, handler)?;
            // Nobody else has it.
            vm.heap.bytes_mut(bytes).map_or(Vec::new(), |bytes| std::mem::take(&mut bytes.data))
        }
        (None, None) if encoding.is_none() && errors.is_none() => Vec::new(),
        (None, _) if encoding.is_some() || errors.is_some() => {
            vm.coding_names("bytearray", encoding, errors)?;
            let what = if encoding.is_some() { "encoding" } else { "errors" };
            return Err(vm.type_error(format!("{what} without a string argument")));
        }
        (None, Some(source)) => match vm.try_index(source)? {
            Some(count) => {
                let Ok(count) = usize::try_from(vm.index(count)?) else {
                    return Err(vm.value_error("negative count"));
                };
                vm.zeros(count)?
            }
            None => match items_of(vm, source)? {
                Some(items) => items,
                None => return vm.tail_prelude("bytearray_fill", &[array, source]),
            },
        },
        (None, None) => Vec::new(),
    };
    fill(vm, array, data);
    Ok(Value::NONE)
}

/// The bytes of a bytes-like object or of a built-in iterable of ints; None where script code must be asked.
fn items_of(vm: &mut Vm, source: Value) -> Res<Option<Vec<u8>>> {
    if let Some(size) = vm.heap.bytes(vm.heap.plain(source)).map(|bytes| bytes.len()) {
        let mut copy = vm.vector(size)?;
        copy.extend_from_slice(vm.heap.bytes(vm.heap.plain(source)).map_or(&[], |bytes| bytes));
        return Ok(Some(copy));
    }
    let Some(items) = vm.native_items(source) else { return Ok(None) };
    let items = items?;
    let mut bytes = vm.vector(items.len())?;
    for item in items {
        bytes.push(byte(vm, item)?);
    }
    Ok(Some(bytes))
}

/// A value as an item.
fn byte(vm: &mut Vm, value: Value) -> Res<u8> {
    let index = vm.index_clipped(value)?;
    u8::try_from(index).map_err(|_| vm.value_error("byte must be in range(0, 256)"))
}

/// The receiver's content.
fn content(vm: &mut Vm, args: Args) -> Option<&mut Vec<u8>> {
    let array = vm.heap.plain(args.get(vm, 0));
    vm.heap.bytes_mut(array).map(|object| &mut object.data)
}

/// Makes room for more items of the receiver.
fn make_room(vm: &mut Vm, args: Args, more: usize) -> Res<()> {
    let array = vm.heap.plain(args.get(vm, 0));
    vm.grow_bytes(array, more)
}

fn append(vm: &mut Vm, args: Args) -> Res {
    let item = args.get(vm, 1);
    let item = byte(vm, item)?;
    make_room(vm, args, 1)?;
    if let Some(content) = content(vm, args) {
        content.push(item);
    }
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, args: Args) -> Res {
    let (array, source) = (args.get(vm, 0), args.get(vm, 1));
    if vm.text_argument(source).is_some_and(|text| !text.is_empty()) {
        let message = format!("expected iterable of integers; got: '{}'", vm.heap.type_name(source));
        return Err(vm.type_error(message));
    }
    if vm.text_argument(source).is_some() {
        return Ok(Value::NONE);
    }
    match items_of(vm, source)? {
        Some(items) => push_all(vm, args, items),
        None => vm.tail_prelude("bytearray_extend", &[array, source]),
    }
}

fn push_all(vm: &mut Vm, args: Args, items: Vec<u8>) -> Res {
    make_room(vm, args, items.len())?;
    if let Some(content) = content(vm, args) {
        content.extend(items);
    }
    Ok(Value::NONE)
}

fn extend_in_place(vm: &mut Vm, args: Args) -> Res {
    let (array, other) = (args.get(vm, 0), args.get(vm, 1));
    if vm.heap.bytes(vm.heap.plain(other)).is_none() {
        let message = format!("can't concat {} to {}", vm.heap.type_name(other), vm.heap.type_name(array));
        return Err(vm.type_error(message));
    }
    let items = items_of(vm, other)?.unwrap_or_default();
    push_all(vm, args, items)?;
    Ok(array)
}

fn repeat_in_place(vm: &mut Vm, args: Args) -> Res {
    let (array, times) = (args.get(vm, 0), args.get(vm, 1));
    let times = usize::try_from(vm.index(times)?).unwrap_or(0);
    let size = receiver(vm, args).len().saturating_mul(times);
    let mut repeated = vm.vector(size)?;
    push_repeated(&mut repeated, receiver(vm, args), times);
    let array_of = vm.heap.plain(array);
    fill(vm, array_of, repeated);
    Ok(array)
}

fn insert(vm: &mut Vm, args: Args) -> Res {
    let (index, item) = (args.get(vm, 1), args.get(vm, 2));
    let index = vm.index(index)?;
    let item = byte(vm, item)?;
    let length = receiver(vm, args).len();
    make_room(vm, args, 1)?;
    let place = if index < 0 { index.saturating_add(length as i64).max(0) } else { index.min(length as i64) };
    if let Some(content) = content(vm, args) {
        content.insert(place as usize, item);
    }
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let index = match args.opt(vm, 1) {
        Some(index) => vm.index(index)?,
        None => -1,
    };
    let length = receiver(vm, args).len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let place = if index < 0 { index.saturating_add(length as i64) } else { index };
    match usize::try_from(place).ok().filter(|place| *place < length) {
        Some(place) => Ok(Value::small(content(vm, args).map_or(0, |content| content.remove(place)) as i64)),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn remove(vm: &mut Vm, args: Args) -> Res {
    let item = args.get(vm, 1);
    let item = byte(vm, item)?;
    match receiver(vm, args).iter().position(|other| *other == item) {
        Some(place) => {
            if let Some(content) = content(vm, args) {
                content.remove(place);
            }
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

fn clear(vm: &mut Vm, args: Args) -> Res {
    if let Some(content) = content(vm, args) {
        content.clear();
    }
    Ok(Value::NONE)
}

fn reverse(vm: &mut Vm, args: Args) -> Res {
    if let Some(content) = content(vm, args) {
        content.reverse();
    }
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let array = vm.heap.plain(args.get(vm, 0));
    let size = receiver(vm, args).len();
    vm.check_size(size)?;
    let bytes = receiver(vm, args).into();
    Ok(vm.bytes_like(array, bytes))
}

fn fromhex(vm: &mut Vm, args: Args) -> Res {
    let (class, text) = (args.get(vm, 0), args.get(vm, 1));
    let bytes = super::bytes::parse_hex(vm, text)?;
    let array = vm.heap.new_bytes(BytesObject { data: bytes, mutable: true });
    if Heap::as_class(class) == Some(classes::BYTEARRAY) { Ok(array) } else { vm.tail_call(class, &[array]) }
}

fn set_item(vm: &mut Vm, args: Args) -> Res {
    let (array, key, value) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1), args.get(vm, 2));
    match vm.set_byte(array, key, value)? {
        Some(()) => Ok(Value::NONE),
        None => vm.tail_prelude("bytearray_assign", &[array, key, value]),
    }
}

fn delete_item(vm: &mut Vm, args: Args) -> Res {
    let (array, key) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1));
    vm.delete_byte(array, key)?;
    Ok(Value::NONE)
}

impl Vm {
    /// `array[key] = value`; None where the items of a slice's new content must be asked from script code.
    pub fn set_byte(&mut self, array: Value, key: Value, value: Value) -> Res<Option<()>> {
        let length = self.heap.bytes(array).map_or(0, |bytes| bytes.len());
        if let Some(place) = self.position(key, length, "bytearray index out of range")? {
            let item = byte(self, value)?;
            if let Some(slot) = self.heap.bytes_mut(array).and_then(|object| object.data.get_mut(place)) {
                *slot = item;
            }
            return Ok(Some(()));
        }
        if !key.is_kind(Kind::Slice) {
            return Err(self.index_type_error(array, key));
        }
        let plain = self.heap.plain(value);
        if plain.is_kind(Kind::Str) || self.heap.is_number(plain) || plain.is_none() {
            return Err(self.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
        }
        let Some(items) = items_of(self, value)? else { return Ok(None) };
        let (start, stop, step, count) = self.slice_indices(key, length)?;
        let given = items.len();
        if step == 1 {
            self.grow_bytes(array, given.saturating_sub(count))?;
        }
        if step != 1 && given != count && given != 0 {
            let message = format!("attempt to assign bytes of size {given} to extended slice of size {count}");
            return Err(self.value_error(message));
        }
        if step != 1 && given == 0 {
            self.delete_byte(array, key)?;
            return Ok(Some(()));
        }
        let Some(object) = self.heap.bytes_mut(array) else { return Ok(Some(())) };
        if step == 1 {
            let start = (start.max(0) as usize).min(object.data.len());
            let stop = (stop.max(0) as usize).clamp(start, object.data.len());
            object.data.splice(start..stop, items);
            return Ok(Some(()));
        }
        for (number, item) in items.into_iter().enumerate() {
            if let Some(slot) = object.data.get_mut((start + number as i64 * step) as usize) {
                *slot = item;
            }
        }
        Ok(Some(()))
    }

    /// `del array[key]`
    pub fn delete_byte(&mut self, array: Value, key: Value) -> Res<()> {
        let length = self.heap.bytes(array).map_or(0, |bytes| bytes.len());
        self.charge_fuel(length / 64)?;
        if let Some(place) = self.position(key, length, "bytearray index out of range")? {
            if let Some(object) = self.heap.bytes_mut(array).filter(|object| place < object.data.len()) {
                object.data.remove(place);
            }
            return Ok(());
        }
        if !key.is_kind(Kind::Slice) {
            return Err(self.index_type_error(array, key));
        }
        let (start, _, step, count) = self.slice_indices(key, length)?;
        let Some(object) = self.heap.bytes_mut(array).filter(|_| count > 0) else { return Ok(()) };
        let last = start + (count as i64 - 1) * step;
        let (low, high, stride) = (start.min(last), start.max(last), step.abs());
        let mut index = 0;
        object.data.retain(|_| {
            let gone = index >= low && index <= high && (index - low) % stride == 0;
            index += 1;
            !gone
        });
        Ok(())
    }
}
