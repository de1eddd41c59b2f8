//! `str`: searching, splitting, stripping, replacing.

use crate::native::{Args, NativeDef, Res, Signature, method};
use crate::text::unicode::{is_line_end, is_space};
use crate::value::Value;
use crate::vm::Vm;

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
    method(
        "replace",
        replace,
        Signature::Named { names: &["old", "new", "count"], positional_only: 2, required: 2, keyword_only: 3 },
    ),
];

/// The receiver's text.
pub(super) fn receiver(vm: &Vm, args: Args) -> &str {
    vm.text_argument(args.get(vm, 0)).unwrap_or("")
}

/// A str with this text: the receiver itself if it has it.
pub(super) fn same_or_new(vm: &mut Vm, args: Args, text: String) -> Value {
    if text == receiver(vm, args) {
        return vm.heap.plain(args.get(vm, 0));
    }
    vm.heap.str_from(text)
}

/// A str argument; `find() argument 1 must be str, not int` otherwise.
pub(super) fn text_of(vm: &mut Vm, args: Args, number: u32, function: &str) -> Res<Value> {
    let value = args.get(vm, number);
    let plain = vm.heap.plain(value);
    if vm.heap.text(plain).is_some() {
        return Ok(plain);
    }
    // A function with one parameter does not number it.
    let which = if matches!(function, "removeprefix" | "removesuffix") { "".into() } else { format!(" {number}") };
    let message = format!("{function}() argument{which} must be str, not {}", vm.argument_type(value));
    Err(vm.type_error(message))
}

/// What a search with bounds looks at: byte offsets of the part, and the first character's index; None if the part is
/// beyond the end or empty backwards, where not even the empty text is found.
fn part(vm: &mut Vm, args: Args, first: u32) -> Res<Option<(usize, usize, usize)>> {
    let plain = vm.heap.plain(args.get(vm, 0));
    let length = vm.heap.string(plain).map_or(0, |object| object.chars as usize);
    let (start, end) = (args.opt(vm, first), args.opt(vm, first + 1));
    if start.is_none() && end.is_none() {
        let size = vm.heap.text(plain).map_or(0, str::len);
        vm.charge_fuel(size / 64)?;
        return Ok(Some((0, size, 0)));
    }
    let (start, end) = vm.search_bounds(start, end, length)?;
    if start > end {
        return Ok(None);
    }
    let Some(object) = vm.heap.string(plain) else { return Ok(None) };
    let text = vm.heap.text_of(object);
    let (from, to) = (object.byte_offset(text, start), object.byte_offset(text, end));
    vm.charge_fuel((to - from) / 64)?;
    Ok(Some((from, to, start)))
}

/// The character index where a text was found.
fn search(vm: &mut Vm, args: Args, function: &str, last: bool) -> Res<Option<usize>> {
    let needle = text_of(vm, args, 1, function)?;
    let Some((from, to, start)) = part(vm, args, 2)? else { return Ok(None) };
    let (text, needle) = (&receiver(vm, args)[from..to], vm.heap.text(needle).unwrap_or(""));
    let found = if last { text.rfind(needle) } else { text.find(needle) };
    Ok(found.map(|at| start + crate::heap::Heap::char_count(&text[..at])))
}

fn found_or_minus_one(found: Option<usize>) -> Value {
    Value::small(found.map_or(-1, |at| at as i64))
}

fn found_or_error(vm: &mut Vm, found: Option<usize>) -> Res {
    match found {
        Some(at) => Ok(Value::small(at as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn find(vm: &mut Vm, args: Args) -> Res {
    search(vm, args, "find", false).map(found_or_minus_one)
}

fn rfind(vm: &mut Vm, args: Args) -> Res {
    search(vm, args, "rfind", true).map(found_or_minus_one)
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let found = search(vm, args, "index", false)?;
    found_or_error(vm, found)
}

fn rindex(vm: &mut Vm, args: Args) -> Res {
    let found = search(vm, args, "rindex", true)?;
    found_or_error(vm, found)
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let needle = text_of(vm, args, 1, "count")?;
    let Some((from, to, _)) = part(vm, args, 2)? else { return Ok(Value::small(0)) };
    let (text, needle) = (&receiver(vm, args)[from..to], vm.heap.text(needle).unwrap_or(""));
    Ok(Value::small(text.matches(needle).count() as i64))
}

fn startswith(vm: &mut Vm, args: Args) -> Res {
    affix(vm, args, "startswith", |text, affix| text.starts_with(affix))
}

fn endswith(vm: &mut Vm, args: Args) -> Res {
    affix(vm, args, "endswith", |text, affix| text.ends_with(affix))
}

fn affix(vm: &mut Vm, args: Args, function: &str, test: fn(&str, &str) -> bool) -> Res {
    let wanted = args.get(vm, 1);
    let part = part(vm, args, 2)?;
    let plain = vm.heap.plain(wanted);
    if vm.heap.tuple(plain).is_some() {
        vm.check_size(vm.size_of(plain))?;
    }
    let choices: Vec<Value> = match vm.heap.tuple(plain) {
        Some(items) => items.to_vec(),
        None if vm.heap.text(plain).is_some() => vec![plain],
        None => {
            let name = vm.heap.type_name(wanted);
            let message = format!("{function} first arg must be str or a tuple of str, not {name}");
            return Err(vm.type_error(message));
        }
    };
    for choice in choices {
        let Some(text) = vm.text_argument(choice) else {
            let message = format!("tuple for {function} must only contain str, not {}", vm.heap.type_name(choice));
            return Err(vm.type_error(message));
        };
        if part.is_some_and(|(from, to, _)| test(&receiver(vm, args)[from..to], text)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// Bytes that a part of a text takes beside its characters: its place in two lists. Its object is counted apart.
const PART: usize = 4 * size_of::<String>();

/// Makes sure that there is room for the parts of a text.
fn reserve_parts(vm: &mut Vm, args: Args, separator: Option<&str>, most: usize) -> Res<()> {
    let text = receiver(vm, args);
    if text.len() < 4096 {
        return Ok(());
    }
    let count = match separator {
        Some(separator) => text.matches(separator).take(most).count(),
        None => text.split(is_space).filter(|part| !part.is_empty()).take(most).count(),
    };
    let size = text.len();
    let objects = vm.heap.strings.cost_of(count + 1);
    vm.reserve_memory((count + 1).saturating_mul(PART).saturating_add(size).saturating_add(objects))
}

/// A list of strings.
fn list_of_parts(vm: &mut Vm, parts: Vec<String>) -> Res {
    vm.charge_fuel(parts.len())?;
    let parts = parts.into_iter().map(|part| vm.heap.str_from(part)).collect();
    Ok(vm.heap.list_of(parts))
}

/// The separator (None: white space) and how many splits there may be.
fn split_arguments(vm: &mut Vm, args: Args) -> Res<(Option<Box<str>>, usize)> {
    let most = match args.opt(vm, 2) {
        Some(most) => usize::try_from(vm.size_argument(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let size = receiver(vm, args).len();
    vm.charge_fuel(size / 16)?;
    let Some(separator) = args.opt(vm, 1).filter(|separator| !separator.is_none()) else { return Ok((None, most)) };
    vm.check_size(vm.size_of(separator))?;
    match vm.text_argument(separator) {
        Some("") => Err(vm.value_error("empty separator")),
        Some(text) => Ok((Some(text.into()), most)),
        None => {
            let message = format!("must be str or None, not {}", vm.heap.type_name(separator));
            Err(vm.type_error(message))
        }
    }
}

fn split(vm: &mut Vm, args: Args) -> Res {
    let (separator, most) = split_arguments(vm, args)?;
    reserve_parts(vm, args, separator.as_deref(), most)?;
    let text = receiver(vm, args);
    let parts = match separator {
        Some(separator) => text.splitn(most.saturating_add(1), &*separator).map(str::to_owned).collect(),
        None => {
            let (mut parts, mut rest) = (Vec::new(), text.trim_start_matches(is_space));
            while !rest.is_empty() {
                let end = if parts.len() < most { rest.find(is_space).unwrap_or(rest.len()) } else { rest.len() };
                parts.push(rest[..end].to_owned());
                rest = rest[end..].trim_start_matches(is_space);
            }
            parts
        }
    };
    list_of_parts(vm, parts)
}

fn rsplit(vm: &mut Vm, args: Args) -> Res {
    let (separator, most) = split_arguments(vm, args)?;
    reserve_parts(vm, args, separator.as_deref(), most)?;
    let text = receiver(vm, args);
    let mut parts: Vec<String> = match separator {
        Some(separator) => text.rsplitn(most.saturating_add(1), &*separator).map(str::to_owned).collect(),
        None => {
            let (mut parts, mut rest) = (Vec::new(), text.trim_end_matches(is_space));
            while !rest.is_empty() {
                let space = if parts.len() < most { rest.rfind(is_space) } else { None };
                let start = space.map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
                parts.push(rest[start..].to_owned());
                rest = rest[..start].trim_end_matches(is_space);
            }
            parts
        }
    };
    parts.reverse();
    list_of_parts(vm, parts)
}

fn splitlines(vm: &mut Vm, args: Args) -> Res {
    let keep = match args.opt(vm, 1) {
        Some(keep) => vm.truth(keep)?,
        None => false,
    };
    let (size, lines) = (receiver(vm, args).len(), receiver(vm, args).matches(is_line_end).count());
    let objects = vm.heap.strings.cost_of(lines + 1);
    vm.reserve_memory((lines + 1).saturating_mul(PART).saturating_add(size).saturating_add(objects))?;
    let (mut parts, mut rest) = (Vec::new(), receiver(vm, args));
    while !rest.is_empty() {
        let end = rest.find(is_line_end).unwrap_or(rest.len());
        let after = match rest[end..].chars().next() {
            Some('\r') if rest[end + 1..].starts_with('\n') => end + 2,
            Some(c) => end + c.len_utf8(),
            None => end,
        };
        parts.push(rest[..if keep { after } else { end }].to_owned());
        rest = &rest[after..];
    }
    list_of_parts(vm, parts)
}

/// The separator of `partition`.
fn separator(vm: &mut Vm, args: Args) -> Res<Value> {
    let value = args.get(vm, 1);
    match vm.text_argument(value) {
        Some("") => Err(vm.value_error("empty separator")),
        Some(_) => Ok(vm.heap.plain(value)),
        None => {
            let message = format!("must be str, not {}", vm.heap.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn partition(vm: &mut Vm, args: Args) -> Res {
    divided(vm, args, false)
}

fn rpartition(vm: &mut Vm, args: Args) -> Res {
    divided(vm, args, true)
}

fn divided(vm: &mut Vm, args: Args, last: bool) -> Res {
    let separator = separator(vm, args)?;
    let (text, separator) = (receiver(vm, args), vm.heap.text(separator).unwrap_or(""));
    let (size, gap) = (text.len(), separator.len());
    let found = if last { text.rfind(separator) } else { text.find(separator) };
    // The separator and the whole text are given back themselves, whatever their class.
    let (whole, empty) = (args.get(vm, 0), vm.heap.interned(""));
    let parts = match found {
        Some(at) => {
            vm.clear_way_of_native(size - gap);
            vm.check_size(size - gap)?;
            let (before, after) = (receiver(vm, args)[..at].to_owned(), receiver(vm, args)[at + gap..].to_owned());
            [vm.heap.str_from(before), args.get(vm, 1), vm.heap.str_from(after)]
        }
        None if last => [empty, empty, whole],
        None => [whole, empty, empty],
    };
    Ok(vm.heap.tuple_of(&parts))
}

/// A part of the receiver, given as a byte range: the receiver itself if that is all of it.
fn part_of(vm: &mut Vm, args: Args, part: std::ops::Range<usize>) -> Res {
    if part.len() == receiver(vm, args).len() {
        return Ok(vm.heap.plain(args.get(vm, 0)));
    }
    vm.clear_way_of_native(part.len());
    vm.check_size(part.len())?;
    let text = receiver(vm, args)[part].to_owned();
    Ok(vm.heap.str_from(text))
}

/// Which characters to strip: those of a text, or white space.
fn stripped(vm: &mut Vm, args: Args, function: &str, start: bool, end: bool) -> Res {
    let chars: Option<Vec<char>> = match args.opt(vm, 1).filter(|chars| !chars.is_none()) {
        None => None,
        Some(chars) => match vm.text_argument(chars).map(str::len) {
            Some(size) => {
                vm.check_size(size.saturating_mul(2 * size_of::<char>()))?;
                vm.text_argument(chars).map(|text| text.chars().collect())
            }
            None => return Err(vm.type_error(format!("{function} arg must be None or str"))),
        },
    };
    let size = receiver(vm, args).len();
    vm.charge_fuel(size / 64 * chars.as_ref().map_or(1, |chars| chars.len().max(1)))?;
    let unwanted = |c: char| chars.as_ref().map_or(is_space(c), |chars| chars.contains(&c));
    let text = receiver(vm, args);
    let rest = if start { text.trim_start_matches(unwanted) } else { text };
    let from = size - rest.len();
    let to = from + if end { rest.trim_end_matches(unwanted) } else { rest }.len();
    part_of(vm, args, from..to)
}

fn strip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, "strip", true, true)
}

fn lstrip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, "lstrip", true, false)
}

fn rstrip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, "rstrip", false, true)
}

fn removeprefix(vm: &mut Vm, args: Args) -> Res {
    let prefix = text_of(vm, args, 1, "removeprefix")?;
    let text = receiver(vm, args);
    let rest = text.strip_prefix(vm.heap.text(prefix).unwrap_or("")).unwrap_or(text).len();
    let size = text.len();
    part_of(vm, args, size - rest..size)
}

fn removesuffix(vm: &mut Vm, args: Args) -> Res {
    let suffix = text_of(vm, args, 1, "removesuffix")?;
    let text = receiver(vm, args);
    let rest = text.strip_suffix(vm.heap.text(suffix).unwrap_or("")).unwrap_or(text).len();
    part_of(vm, args, 0..rest)
}

fn replace(vm: &mut Vm, args: Args) -> Res {
    let old = text_of(vm, args, 1, "replace")?;
    let new = text_of(vm, args, 2, "replace")?;
    let most = match args.opt(vm, 3) {
        Some(most) => usize::try_from(vm.size_argument(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let (text, old, new) = (receiver(vm, args), vm.heap.text(old).unwrap_or(""), vm.heap.text(new).unwrap_or(""));
    let found = text.matches(old).take(most).count();
    if found == 0 {
        return Ok(vm.heap.plain(args.get(vm, 0)));
    }
    let size = (text.len() - found * old.len()).saturating_add(found.saturating_mul(new.len()));
    vm.charge_fuel(found)?;
    vm.clear_way_of_native(size);
    let mut out = vm.text_buffer(size)?;
    let (old, new) = (vm.heap.plain(args.get(vm, 1)), vm.heap.plain(args.get(vm, 2)));
    let (text, old, new) = (receiver(vm, args), vm.heap.text(old).unwrap_or(""), vm.heap.text(new).unwrap_or(""));
    let mut rest = 0;
    for (at, _) in text.match_indices(old).take(found) {
        out.push_str(&text[rest..at]);
        out.push_str(new);
        rest = at + old.len();
    }
    out.push_str(&text[rest..]);
    Ok(vm.heap.str_from(out))
}
