//! `bytes`: searching, splitting, stripping, replacing.

use crate::native::{Args, NativeDef, Res, Signature, method};
use crate::value::Value;
use crate::vm::Vm;
use memchr::memmem;

const SPLIT: Signature =
    Signature::Named { names: &["sep", "maxsplit"], positional_only: 0, required: 0, keyword_only: 2 };

pub static MEMBERS: &[NativeDef] = &[
    method("find", find, Signature::Range(1, 3)),
    method("rfind", rfind, Signature::Range(1, 3)),
    method("index", index, Signature::Range(1, 3)),
    method("rindex", rindex, Signature::Range(1, 3)),
    method("count", count, Signature::Range(1, 3)),
    method("startswith", startswith, Signature::Range(1, 3)),
    method("endswith", endswith, Signature::Range(1, 3)),
    method("split", split, SPLIT),
    method("rsplit", rsplit, SPLIT),
    method(
        "splitlines",
        splitlines,
        Signature::Named { names: &["keepends"], positional_only: 0, required: 0, keyword_only: 1 },
    ),
    method("partition", partition, Signature::One),
    method("rpartition", rpartition, Signature::One),
    method("strip", strip, Signature::Range(0, 1)),
    method("lstrip", lstrip, Signature::Range(0, 1)),
    method("rstrip", rstrip, Signature::Range(0, 1)),
    method("removeprefix", removeprefix, Signature::One),
    method("removesuffix", removesuffix, Signature::One),
    method("replace", replace, Signature::Range(2, 3)),
];

/// The receiver's bytes.
pub(super) fn receiver(vm: &Vm, args: Args) -> &[u8] {
    vm.heap.bytes(vm.heap.plain(args.get(vm, 0))).map_or(&[], |bytes| bytes)
}

/// A new object of the receiver's type.
pub(super) fn like(vm: &mut Vm, args: Args, bytes: Box<[u8]>) -> Value {
    let receiver = vm.heap.plain(args.get(vm, 0));
    vm.bytes_like(receiver, bytes)
}

/// A bytes argument: `a bytes-like object is required, not 'str'`.
pub(super) fn buffer(vm: &mut Vm, value: Value) -> Res<Box<[u8]>> {
    match vm.heap.bytes(vm.heap.plain(value)).map(|bytes| bytes.len()) {
        Some(size) => copied(vm, value, size),
        None => {
            let message = format!("a bytes-like object is required, not '{}'", vm.heap.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

/// A copy of a bytes argument of that size. What is made beside it is checked apart, so that it leaves room for that.
fn copied(vm: &mut Vm, value: Value, size: usize) -> Res<Box<[u8]>> {
    vm.check_size(size.saturating_mul(2))?;
    Ok(vm.heap.bytes(vm.heap.plain(value)).map_or(&[][..], |bytes| bytes).into())
}

/// What `find` and its like look for: bytes, or one byte by its number.
fn needle(vm: &mut Vm, value: Value) -> Res<Box<[u8]>> {
    if let Some(size) = vm.heap.bytes(vm.heap.plain(value)).map(|bytes| bytes.len()) {
        return copied(vm, value, size);
    }
    let Some(byte) = vm.try_index(value)? else {
        let found = vm.heap.type_name(value);
        let message = format!("argument should be integer or bytes-like object, not '{found}'");
        return Err(vm.type_error(message));
    };
    match vm.word(byte).and_then(|byte| u8::try_from(byte).ok()) {
        Some(byte) => Ok(Box::new([byte])),
        None => Err(vm.value_error("byte must be in range(0, 256)")),
    }
}

/// The part of the receiver that a search looks at; None if not even empty bytes are found in it.
fn part(vm: &mut Vm, args: Args, first: u32) -> Res<Option<(usize, usize)>> {
    let length = receiver(vm, args).len();
    let (start, end) = vm.search_bounds(args.opt(vm, first), args.opt(vm, first + 1), length)?;
    vm.charge_fuel(end.saturating_sub(start) / 64)?;
    Ok((start <= end).then_some((start, end)))
}

fn search(vm: &mut Vm, args: Args, last: bool) -> Res<Option<usize>> {
    let needle = args.get(vm, 1);
    let needle = self::needle(vm, needle)?;
    let Some((start, end)) = part(vm, args, 2)? else { return Ok(None) };
    let bytes = &receiver(vm, args)[start..end];
    let found = if last { memmem::rfind(bytes, &needle) } else { memmem::find(bytes, &needle) };
    Ok(found.map(|at| start + at))
}

fn found_or_minus_one(found: Option<usize>) -> Value {
    Value::small(found.map_or(-1, |at| at as i64))
}

fn found_or_error(vm: &mut Vm, found: Option<usize>) -> Res {
    match found {
        Some(at) => Ok(Value::small(at as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}

fn find(vm: &mut Vm, args: Args) -> Res {
    search(vm, args, false).map(found_or_minus_one)
}

fn rfind(vm: &mut Vm, args: Args) -> Res {
    search(vm, args, true).map(found_or_minus_one)
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let found = search(vm, args, false)?;
    found_or_error(vm, found)
}

fn rindex(vm: &mut Vm, args: Args) -> Res {
    let found = search(vm, args, true)?;
    found_or_error(vm, found)
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let needle = args.get(vm, 1);
    let needle = self::needle(vm, needle)?;
    let Some((start, end)) = part(vm, args, 2)? else { return Ok(Value::small(0)) };
    let count = memmem::find_iter(&receiver(vm, args)[start..end], &needle).count();
    Ok(Value::small(count as i64))
}

fn startswith(vm: &mut Vm, args: Args) -> Res {
    affix(vm, args, "startswith", |bytes, affix| bytes.starts_with(affix))
}

fn endswith(vm: &mut Vm, args: Args) -> Res {
    affix(vm, args, "endswith", |bytes, affix| bytes.ends_with(affix))
}

fn affix(vm: &mut Vm, args: Args, function: &str, test: fn(&[u8], &[u8]) -> bool) -> Res {
    let wanted = args.get(vm, 1);
    let part = part(vm, args, 2)?;
    let plain = vm.heap.plain(wanted);
    let choices: Vec<Value> = match vm.heap.tuple(plain) {
        Some(items) => items.to_vec(),
        None if vm.heap.bytes(plain).is_some() => vec![plain],
        None => {
            let found = vm.heap.type_name(wanted);
            let message = format!("{function} first arg must be bytes or a tuple of bytes, not {found}");
            return Err(vm.type_error(message));
        }
    };
    for choice in choices {
        let choice = buffer(vm, choice)?;
        if part.is_some_and(|(start, end)| test(&receiver(vm, args)[start..end], &choice)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// A list of the parts of the receiver between these places.
fn list_of_parts(vm: &mut Vm, args: Args, places: Vec<(usize, usize)>) -> Res {
    let size = receiver(vm, args).len();
    vm.charge_fuel(places.len())?;
    let objects = vm.heap.bytes.cost_of(places.len());
    vm.reserve_memory(places.len().saturating_mul(size_of::<Value>()).saturating_add(size).saturating_add(objects))?;
    let mut parts = vm.vector(places.len())?;
    for (start, end) in places {
        let part = receiver(vm, args)[start..end].into();
        parts.push(like(vm, args, part));
    }
    Ok(vm.heap.list_of(parts))
}

fn split_arguments(vm: &mut Vm, args: Args) -> Res<(Option<Box<[u8]>>, usize)> {
    let most = match args.opt(vm, 2) {
        Some(most) => usize::try_from(vm.size_argument(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let size = receiver(vm, args).len();
    vm.charge_fuel(size / 16)?;
    let Some(separator) = args.opt(vm, 1).filter(|separator| !separator.is_none()) else { return Ok((None, most)) };
    let separator = buffer(vm, separator)?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    if size >= 4096 {
        // The places of the parts, while their list grows.
        let count = memmem::find_iter(receiver(vm, args), &separator).take(most).count();
        vm.reserve_memory((count + 1).saturating_mul(64))?;
    }
    Ok((Some(separator), most))
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

fn split(vm: &mut Vm, args: Args) -> Res {
    let (separator, most) = split_arguments(vm, args)?;
    let bytes = receiver(vm, args);
    let mut places = Vec::new();
    let mut start = 0;
    match separator {
        Some(separator) => {
            for at in memmem::find_iter(bytes, &separator).take(most) {
                places.push((start, at));
                start = at + separator.len();
            }
            places.push((start, bytes.len()));
        }
        None => {
            let skip = |from: usize| bytes[from..].iter().position(|byte| !is_space(byte)).map(|at| from + at);
            while let Some(from) = skip(start) {
                let end = bytes[from..].iter().position(is_space).map_or(bytes.len(), |at| from + at);
                start = if places.len() < most { end } else { bytes.len() };
                places.push((from, start));
            }
        }
    }
    list_of_parts(vm, args, places)
}

fn rsplit(vm: &mut Vm, args: Args) -> Res {
    let (separator, most) = split_arguments(vm, args)?;
    let bytes = receiver(vm, args);
    let mut places = Vec::new();
    let mut end = bytes.len();
    match separator {
        Some(separator) => {
            for at in memmem::rfind_iter(bytes, &separator).take(most) {
                places.push((at + separator.len(), end));
                end = at;
            }
            places.push((0, end));
        }
        None => {
            let skip = |to: usize| bytes[..to].iter().rposition(|byte| !is_space(byte)).map(|at| at + 1);
            while let Some(to) = skip(end) {
                let start = bytes[..to].iter().rposition(is_space).map_or(0, |at| at + 1);
                end = if places.len() < most { start } else { 0 };
                places.push((end, to));
            }
        }
    }
    places.reverse();
    list_of_parts(vm, args, places)
}

fn splitlines(vm: &mut Vm, args: Args) -> Res {
    let keep = match args.opt(vm, 1) {
        Some(keep) => vm.truth(keep)?,
        None => false,
    };
    let bytes = receiver(vm, args);
    let (mut places, mut start) = (Vec::new(), 0);
    while start < bytes.len() {
        let end = bytes[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let end = end.map_or(bytes.len(), |at| start + at);
        let after = match bytes[end..] {
            [b'\r', b'\n', ..] => end + 2,
            [] => end,
            _ => end + 1,
        };
        places.push((start, if keep { after } else { end }));
        start = after;
    }
    list_of_parts(vm, args, places)
}

fn partition(vm: &mut Vm, args: Args) -> Res {
    divided(vm, args, false)
}

fn rpartition(vm: &mut Vm, args: Args) -> Res {
    divided(vm, args, true)
}

fn divided(vm: &mut Vm, args: Args, last: bool) -> Res {
    let separator_value = args.get(vm, 1);
    let separator = buffer(vm, separator_value)?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let bytes = receiver(vm, args);
    let found = if last { memmem::rfind(bytes, &separator) } else { memmem::find(bytes, &separator) };
    let (size, whole) = (bytes.len(), args.get(vm, 0));
    if found.is_none() && !vm.is_bytearray(vm.heap.plain(whole)) {
        // The whole is given back itself, whatever its class.
        let empty = vm.bytes_value(Box::new([]));
        return Ok(vm.heap.tuple_of(&if last { [empty, empty, whole] } else { [whole, empty, empty] }));
    }
    vm.check_size(size.saturating_add(separator.len()))?;
    let bytes = receiver(vm, args);
    let parts: [Box<[u8]>; 3] = match found {
        Some(at) => [bytes[..at].into(), separator.clone(), bytes[at + separator.len()..].into()],
        None if last => [Box::new([]), Box::new([]), bytes.into()],
        None => [bytes.into(), Box::new([]), Box::new([])],
    };
    let mut parts = parts.map(|part| like(vm, args, part));
    // So is the separator.
    if !vm.is_bytearray(vm.heap.plain(whole)) {
        parts[1] = separator_value;
    }
    Ok(vm.heap.tuple_of(&parts))
}

/// A new object of a part of the receiver.
fn part_of(vm: &mut Vm, args: Args, part: std::ops::Range<usize>) -> Res {
    vm.check_size(part.len())?;
    let part = receiver(vm, args)[part].into();
    Ok(like(vm, args, part))
}

fn stripped(vm: &mut Vm, args: Args, start: bool, end: bool) -> Res {
    let unwanted = match args.opt(vm, 1).filter(|chars| !chars.is_none()) {
        Some(chars) => buffer(vm, chars)?,
        None => Box::from(*b"\t\n\x0b\x0c\r "),
    };
    let mut drop = [false; 256];
    unwanted.iter().for_each(|byte| drop[*byte as usize] = true);
    let bytes = receiver(vm, args);
    let wanted = |byte: &u8| !drop[*byte as usize];
    let from = if start { bytes.iter().position(wanted).unwrap_or(bytes.len()) } else { 0 };
    let to = if end { bytes.iter().rposition(wanted).map_or(from, |at| at + 1) } else { bytes.len() };
    let mutable = vm.is_bytearray(vm.heap.plain(args.get(vm, 0)));
    if from == 0 && to == bytes.len() && !mutable {
        return Ok(vm.heap.plain(args.get(vm, 0)));
    }
    part_of(vm, args, from..to.max(from))
}

fn strip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, true, true)
}

fn lstrip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, true, false)
}

fn rstrip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, false, true)
}

fn removeprefix(vm: &mut Vm, args: Args) -> Res {
    let prefix = args.get(vm, 1);
    let prefix = buffer(vm, prefix)?;
    let bytes = receiver(vm, args);
    let (size, rest) = (bytes.len(), bytes.strip_prefix(&prefix[..]).unwrap_or(bytes).len());
    part_of(vm, args, size - rest..size)
}

fn removesuffix(vm: &mut Vm, args: Args) -> Res {
    let suffix = args.get(vm, 1);
    let suffix = buffer(vm, suffix)?;
    let bytes = receiver(vm, args);
    let rest = bytes.strip_suffix(&suffix[..]).unwrap_or(bytes).len();
    part_of(vm, args, 0..rest)
}

fn replace(vm: &mut Vm, args: Args) -> Res {
    let (old, new) = (args.get(vm, 1), args.get(vm, 2));
    let (old, new) = (buffer(vm, old)?, buffer(vm, new)?);
    let most = match args.opt(vm, 3) {
        Some(most) => usize::try_from(vm.size_argument(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let bytes = receiver(vm, args);
    let found = memmem::find_iter(bytes, &old).take(most).count();
    let size = (bytes.len() - found * old.len()).saturating_add(found.saturating_mul(new.len()));
    vm.charge_fuel(found)?;
    let (mut out, mut start) = (vm.vector(size)?, 0);
    let bytes = receiver(vm, args);
    for at in memmem::find_iter(bytes, &old).take(most) {
        out.extend_from_slice(&bytes[start..at]);
        out.extend_from_slice(&new);
        start = at + old.len();
    }
    out.extend_from_slice(&bytes[start..]);
    Ok(like(vm, args, out.into()))
}
