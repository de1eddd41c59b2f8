//! `bytes`: constructor, conversions, case, predicates, justifying, translating.

use super::bytes_search::{buffer, like, receiver};
use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, class_method, method, static_method};
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::Vm;

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", new, Signature::Any),
    method("__repr__", repr, Signature::None),
    method("__str__", repr, Signature::None),
    method("__bytes__", plain_bytes, Signature::None),
    method("__getnewargs__", new_arguments, Signature::None),
    method(
        "decode",
        decode,
        Signature::Named { names: &["encoding", "errors"], positional_only: 0, required: 0, keyword_only: 2 },
    ),
    method(
        "hex",
        hex,
        Signature::Named { names: &["sep", "bytes_per_sep"], positional_only: 0, required: 0, keyword_only: 2 },
    ),
    class_method("fromhex", fromhex, Signature::One),
    static_method("maketrans", maketrans, Signature::Range(2, 2)),
    method(
        "translate",
        translate,
        Signature::Named { names: &["table", "delete"], positional_only: 1, required: 1, keyword_only: 2 },
    ),
    method("join", join, Signature::One),
    method("capitalize", capitalize, Signature::None),
    method("lower", lower, Signature::None),
    method("swapcase", swapcase, Signature::None),
    method("title", title, Signature::None),
    method("upper", upper, Signature::None),
    method("isalnum", is_alnum, Signature::None),
    method("isalpha", is_alpha, Signature::None),
    method("isascii", is_ascii, Signature::None),
    method("isdigit", is_digit, Signature::None),
    method("islower", is_lower, Signature::None),
    method("isspace", is_space, Signature::None),
    method("istitle", is_title, Signature::None),
    method("isupper", is_upper, Signature::None),
    method("center", center, Signature::Range(1, 2)),
    method("ljust", ljust, Signature::Range(1, 2)),
    method("rjust", rjust, Signature::Range(1, 2)),
    method("zfill", zfill, Signature::One),
    method(
        "expandtabs",
        expandtabs,
        Signature::Named { names: &["tabsize"], positional_only: 0, required: 0, keyword_only: 1 },
    ),
];

fn new(vm: &mut Vm, args: Args) -> Res {
    let [source, encoding, errors] =
        vm.constructor_arguments(args, "bytes", ["source", "encoding", "errors"], false)?;
    let text = source.map(|source| vm.heap.plain(source)).filter(|plain| plain.is_kind(Kind::Str));
    if let Some(text) = text
        && (encoding.is_some() || errors.is_some() || source.is_none_or(|s| vm.overriding(s, names::BYTES).is_none()))
    {
        if encoding.is_none() {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let (codec, handler) = vm.coding_arguments("bytes", encoding, errors)?;
        return vm.encode_text(text, codec, handler);
    }
    if encoding.is_some() || errors.is_some() {
        vm.coding_names("bytes", encoding, errors)?;
        let what = if encoding.is_some() { "encoding" } else { "errors" };
        return Err(vm.type_error(format!("{what} without a string argument")));
    }
    let Some(source) = source else { return Ok(vm.bytes_value(Box::new([]))) };
    if source.is_kind(Kind::Bytes) && !vm.is_bytearray(source) {
        return Ok(source);
    }
    if vm.overriding(source, names::BYTES).is_some() {
        return vm.tail_prelude("bytes_of", &[source]);
    }
    if let Some(count) = vm.try_index(source)? {
        let Ok(count) = usize::try_from(vm.index(count)?) else { return Err(vm.value_error("negative count")) };
        let zeros = vm.zeros(count)?;
        return Ok(vm.bytes_value(zeros.into()));
    }
    match vm.bytes_of_iterable(source)? {
        Some(bytes) => Ok(vm.bytes_value(bytes.into())),
        None => vm.tail_prelude("bytes_from_items", &[source]),
    }
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.repr_as_builtin(args.get(vm, 0))?.unwrap_or(Value::NONE))
}

fn plain_bytes(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.heap.plain(args.get(vm, 0)))
}

fn new_arguments(vm: &mut Vm, args: Args) -> Res {
    let bytes = vm.heap.plain(args.get(vm, 0));
    Ok(vm.heap.tuple_of(&[bytes]))
}

fn decode(vm: &mut Vm, args: Args) -> Res {
    let (encoding, errors) = (args.opt(vm, 1), args.opt(vm, 2));
    let (codec, handler) = vm.coding_arguments("decode", encoding, errors)?;
    let bytes = vm.heap.plain(args.get(vm, 0));
    let size = receiver(vm, args).len();
    vm.clear_way_of_native(size.saturating_mul(4));
    vm.decode_bytes(bytes, codec, handler)
}

/// The separator of `hex`.
fn hex_separator(vm: &mut Vm, separator: Value) -> Res<char> {
    let plain = vm.heap.plain(separator);
    // Two say as well as all of them that it is not one.
    let chars: Vec<char> = match (vm.heap.text(plain), vm.heap.bytes(plain)) {
        (Some(text), _) => text.chars().take(2).collect(),
        (None, Some(bytes)) => bytes.iter().take(2).map(|byte| *byte as char).collect(),
        (None, None) => {
            return Err(match vm.length_native(plain) {
                Some(1) => vm.type_error("sep must be str or bytes."),
                Some(_) => vm.value_error("sep must be length 1."),
                None => {
                    let message = format!("object of type '{}' has no len()", vm.heap.type_name(separator));
                    vm.type_error(message)
                }
            });
        }
    };
    match chars[..] {
        [c] if c.is_ascii() => Ok(c),
        [_] => Err(vm.value_error("sep must be ASCII.")),
        _ => Err(vm.value_error("sep must be length 1.")),
    }
}

fn hex(vm: &mut Vm, args: Args) -> Res {
    let group = match args.opt(vm, 2) {
        Some(group) => vm.index(group)?,
        None => 1,
    };
    let separator = match args.opt(vm, 1) {
        Some(separator) => Some(hex_separator(vm, separator)?),
        None => None,
    };
    let size = receiver(vm, args).len();
    let width = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let separators = separator.and_then(|_| size.saturating_sub(1).checked_div(width)).unwrap_or(0);
    let mut out = vm.text_buffer(size.saturating_mul(2).saturating_add(separators))?;
    let bytes = receiver(vm, args);
    for (at, byte) in bytes.iter().enumerate() {
        // Groups are counted from the right for a positive number, from the left for a negative one.
        let distance = if group > 0 { size - at } else { at };
        if let Some(separator) = separator
            && at > 0
            && width > 0
            && distance.is_multiple_of(width)
        {
            out.push(separator);
        }
        out.extend([byte >> 4, byte & 15].map(|digit| char::from_digit(digit as u32, 16).unwrap_or('0')));
    }
    Ok(vm.heap.str_from(out))
}

fn fromhex(vm: &mut Vm, args: Args) -> Res {
    let (class, text) = (args.get(vm, 0), args.get(vm, 1));
    let bytes = parse_hex(vm, text)?;
    let bytes = vm.bytes_value(bytes.into());
    if Heap::as_class(class) == Some(classes::BYTES) { Ok(bytes) } else { vm.tail_call(class, &[bytes]) }
}

/// The bytes that a text of hexadecimal digits says.
pub(super) fn parse_hex(vm: &mut Vm, text: Value) -> Res<Vec<u8>> {
    let Some(source) = vm.text_argument(text) else {
        let message = format!("fromhex() argument must be str, not {}", vm.argument_type(text));
        return Err(vm.type_error(message));
    };
    let size = source.len();
    let (mut bytes, mut high) = (vm.vector(size / 2)?, None);
    let source = vm.text_argument(text).unwrap_or("");
    let mut bad = None;
    for (at, c) in source.chars().enumerate() {
        match (high, c.to_digit(16)) {
            (None, None) if matches!(c, '\t'..='\r' | ' ') => {}
            (None, Some(digit)) => high = Some(digit),
            (Some(first), Some(digit)) => {
                bytes.push((first << 4 | digit) as u8);
                high = None;
            }
            (_, None) => {
                bad = Some(at);
                break;
            }
        }
    }
    match bad.or_else(|| high.map(|_| source.chars().count())) {
        Some(place) => {
            let message = format!("non-hexadecimal number found in fromhex() arg at position {place}");
            Err(vm.value_error(message))
        }
        None => Ok(bytes),
    }
}

fn maketrans(vm: &mut Vm, args: Args) -> Res {
    let (from, to) = (args.get(vm, 0), args.get(vm, 1));
    let (from, to) = (buffer(vm, from)?, buffer(vm, to)?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to.iter()) {
        table[*from as usize] = *to;
    }
    Ok(vm.bytes_value(table.into()))
}

fn translate(vm: &mut Vm, args: Args) -> Res {
    let table = match args.get(vm, 1) {
        Value::NONE => None,
        table => Some(buffer(vm, table)?),
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let deleted = match args.opt(vm, 2) {
        Some(deleted) => buffer(vm, deleted)?,
        None => Box::new([]),
    };
    let mut keep = [true; 256];
    deleted.iter().for_each(|byte| keep[*byte as usize] = false);
    let translated = |byte: &u8| table.as_ref().and_then(|table| table.get(*byte as usize)).copied().unwrap_or(*byte);
    let kept = receiver(vm, args).iter().filter(|byte| keep[**byte as usize]).count();
    let mut bytes = vm.vector(kept)?;
    bytes.extend(receiver(vm, args).iter().filter(|byte| keep[**byte as usize]).map(translated));
    Ok(like(vm, args, bytes.into()))
}

fn join(vm: &mut Vm, args: Args) -> Res {
    let (separator, iterable) = (args.get(vm, 0), args.get(vm, 1));
    vm.clear_way_of_join(separator, iterable);
    let Some(items) = vm.native_items(iterable) else {
        return vm.tail_prelude("bytes_join", &[separator, iterable]);
    };
    let items = items?;
    let mut size = items.len().saturating_sub(1).saturating_mul(receiver(vm, args).len());
    for (number, item) in items.iter().enumerate() {
        match vm.heap.bytes(vm.heap.plain(*item)) {
            Some(bytes) => size = size.saturating_add(bytes.len()),
            None => {
                let found = vm.heap.type_name(*item);
                let message = format!("sequence item {number}: expected a bytes-like object, {found} found");
                return Err(vm.type_error(message));
            }
        }
    }
    let mut joined = vm.vector(size)?;
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            joined.extend_from_slice(receiver(vm, args));
        }
        joined.extend_from_slice(vm.heap.bytes(vm.heap.plain(*item)).map_or(&[], |bytes| bytes));
    }
    Ok(like(vm, args, joined.into()))
}

fn mapped(vm: &mut Vm, args: Args, mut map: impl FnMut(u8) -> u8) -> Res {
    let size = receiver(vm, args).len();
    vm.clear_way_of_native(size);
    vm.check_size(size)?;
    let bytes = receiver(vm, args).iter().map(|byte| map(*byte)).collect();
    Ok(like(vm, args, bytes))
}

fn lower(vm: &mut Vm, args: Args) -> Res {
    mapped(vm, args, |byte| byte.to_ascii_lowercase())
}

fn upper(vm: &mut Vm, args: Args) -> Res {
    mapped(vm, args, |byte| byte.to_ascii_uppercase())
}

fn swapcase(vm: &mut Vm, args: Args) -> Res {
    mapped(vm, args, |byte| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { byte })
}

fn capitalize(vm: &mut Vm, args: Args) -> Res {
    let mut first = true;
    mapped(
        vm,
        args,
        |byte| if std::mem::take(&mut first) { byte.to_ascii_uppercase() } else { byte.to_ascii_lowercase() },
    )
}

fn title(vm: &mut Vm, args: Args) -> Res {
    let mut inside = false;
    mapped(vm, args, |byte| {
        let changed = if inside { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        inside = byte.is_ascii_alphabetic();
        changed
    })
}

fn every(vm: &mut Vm, args: Args, test: fn(&u8) -> bool) -> Res {
    let bytes = receiver(vm, args);
    Ok(Value::bool(!bytes.is_empty() && bytes.iter().all(test)))
}

fn is_alnum(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, u8::is_ascii_alphanumeric)
}

fn is_alpha(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, u8::is_ascii_alphabetic)
}

fn is_ascii(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(receiver(vm, args).is_ascii()))
}

fn is_digit(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, u8::is_ascii_digit)
}

fn is_space(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, |byte| matches!(byte, b'\t'..=b'\r' | b' '))
}

fn is_lower(vm: &mut Vm, args: Args) -> Res {
    let bytes = receiver(vm, args);
    let found = bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase);
    Ok(Value::bool(found))
}

fn is_upper(vm: &mut Vm, args: Args) -> Res {
    let bytes = receiver(vm, args);
    let found = bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase);
    Ok(Value::bool(found))
}

fn is_title(vm: &mut Vm, args: Args) -> Res {
    let size = receiver(vm, args).len();
    let mut latin = vm.text_buffer(size)?;
    latin.extend(receiver(vm, args).iter().map(|byte| if byte.is_ascii() { *byte as char } else { ' ' }));
    Ok(Value::bool(crate::text::case::is_title_text(&latin)))
}

fn justified(vm: &mut Vm, args: Args, function: &str, before: fn(usize, usize) -> usize) -> Res {
    let width = args.get(vm, 1);
    let width = usize::try_from(vm.size_argument(width)?).unwrap_or(0);
    let fill = match args.opt(vm, 2) {
        None => b' ',
        Some(fill) => match vm.heap.bytes(vm.heap.plain(fill)).map(|bytes| &bytes[..]) {
            Some([byte]) => *byte,
            _ => {
                let found = vm.argument_type(fill);
                let message = format!("{function}() argument 2 must be a byte string of length 1, not {found}");
                return Err(vm.type_error(message));
            }
        },
    };
    let size = receiver(vm, args).len();
    let mut justified = vm.vector(width.max(size))?;
    let missing = width.saturating_sub(size);
    let before = before(missing, size + missing);
    justified.extend(std::iter::repeat_n(fill, before));
    justified.extend_from_slice(receiver(vm, args));
    justified.extend(std::iter::repeat_n(fill, missing - before));
    Ok(like(vm, args, justified.into()))
}

fn center(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, "center", |missing, width| missing / 2 + (missing & width & 1))
}

fn ljust(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, "ljust", |_, _| 0)
}

fn rjust(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, "rjust", |missing, _| missing)
}

fn zfill(vm: &mut Vm, args: Args) -> Res {
    let width = args.get(vm, 1);
    let width = usize::try_from(vm.size_argument(width)?).unwrap_or(0);
    let size = receiver(vm, args).len();
    let mut filled = vm.vector(width.max(size))?;
    let bytes = receiver(vm, args);
    let sign = bytes.first().is_some_and(|byte| matches!(byte, b'+' | b'-')) as usize;
    let (sign, digits) = bytes.split_at(sign);
    filled.extend_from_slice(sign);
    filled.extend(std::iter::repeat_n(b'0', width.saturating_sub(size)));
    filled.extend_from_slice(digits);
    Ok(like(vm, args, filled.into()))
}

fn expandtabs(vm: &mut Vm, args: Args) -> Res {
    let tab = match args.opt(vm, 1) {
        Some(tab) => usize::try_from(vm.index(tab)?).unwrap_or(0),
        None => 8,
    };
    let bytes = receiver(vm, args);
    let size = bytes.iter().filter(|byte| **byte == b'\t').count().saturating_mul(tab).saturating_add(bytes.len());
    let (mut out, mut column) = (vm.vector(size)?, 0usize);
    for byte in receiver(vm, args) {
        match byte {
            b'\t' if tab > 0 => {
                let blanks = tab - column % tab;
                out.extend(std::iter::repeat_n(b' ', blanks));
                column += blanks;
            }
            b'\t' => {}
            byte => {
                out.push(*byte);
                column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(like(vm, args, out.into()))
}
