//! The fields of OSError, ImportError, AttributeError, NameError, UnicodeError and SyntaxError, and the texts made of them.

use super::exception::{Access, access, base_text, str_of};
use crate::native::{Args, NativeDef, Res, Signature, accessor, method};
use crate::value::Value;
use crate::vm::Vm;

/// Accessors of one field each, by its number in the family's list.
macro_rules! fields {
    ($($function:ident $index:literal,)*) => {
        $(fn $function(vm: &mut Vm, args: Args) -> Res {
            field_member(vm, args, $index)
        })*
    };
}

fields! { field_0 0, field_1 1, field_2 2, field_3 3, field_4 4, field_5 5, field_6 6, field_7 7, }

fn field_member(vm: &mut Vm, args: Args, index: usize) -> Res {
    let (exception, wanted) = access(vm, args);
    match wanted {
        Access::Get => return Ok(vm.exception_field(exception, index).unwrap_or(Value::NONE)),
        Access::Set(value) => vm.set_exception_field(exception, index, Some(value)),
        Access::Delete => vm.set_exception_field(exception, index, None),
    }
    Ok(Value::NONE)
}

pub static OS_ERROR: &[NativeDef] = &[
    method("__str__", os_error_str, Signature::None),
    accessor("errno", field_0),
    accessor("strerror", field_1),
    accessor("filename", field_2),
    accessor("filename2", field_3),
    accessor("characters_written", characters_written),
];

pub static IMPORT_ERROR: &[NativeDef] = &[
    method("__str__", import_error_str, Signature::None),
    accessor("msg", field_0),
    accessor("name", field_1),
    accessor("path", field_2),
    accessor("name_from", field_3),
];

pub static ATTRIBUTE_ERROR: &[NativeDef] = &[accessor("name", field_0), accessor("obj", field_1)];

pub static NAME_ERROR: &[NativeDef] = &[accessor("name", field_0)];

pub static SYNTAX_ERROR: &[NativeDef] = &[
    method("__str__", syntax_error_str, Signature::None),
    accessor("msg", field_0),
    accessor("filename", field_1),
    accessor("lineno", field_2),
    accessor("offset", field_3),
    accessor("text", field_4),
    accessor("end_lineno", field_5),
    accessor("end_offset", field_6),
    accessor("print_file_and_line", field_7),
];

pub static UNICODE_CODEC_ERROR: &[NativeDef] = &[
    method("__str__", unicode_error_str, Signature::None),
    accessor("encoding", field_0),
    accessor("object", field_1),
    accessor("start", field_2),
    accessor("end", field_3),
    accessor("reason", field_4),
];

pub static UNICODE_TRANSLATE_ERROR: &[NativeDef] = &[
    method("__str__", unicode_error_str, Signature::None),
    accessor("object", field_1),
    accessor("start", field_2),
    accessor("end", field_3),
    accessor("reason", field_4),
];

fn characters_written(vm: &mut Vm, args: Args) -> Res {
    let (exception, wanted) = access(vm, args);
    if matches!(wanted, Access::Get | Access::Delete) && vm.exception_field(exception, 4).is_none() {
        return Err(vm.attribute_error("characters_written"));
    }
    field_member(vm, args, 4)
}

/// Writes the text of a value that needs no script code; its type's name otherwise.
fn push_text_of(vm: &mut Vm, out: &mut String, value: Value, repr: bool) -> Res<()> {
    let text = if repr { vm.repr_native(value)? } else { vm.str_native(value)? };
    match text {
        Some(text) => {
            vm.grow_text(out, vm.size_of(text))?;
            out.push_str(vm.heap.text(text).unwrap_or(""));
        }
        None => out.push_str(&format!("<{} object>", vm.heap.type_name(value))),
    }
    Ok(())
}

fn text_of(vm: &mut Vm, value: Value, repr: bool) -> Res<String> {
    let mut text = String::new();
    push_text_of(vm, &mut text, value, repr)?;
    Ok(text)
}

fn os_error_str(vm: &mut Vm, args: Args) -> Res {
    let exception = args.get(vm, 0);
    let fields: [Option<Value>; 4] = [0, 1, 2, 3].map(|index| vm.exception_field(exception, index));
    let [errno, strerror, filename, other] = fields;
    if filename.is_none() && (errno.is_none() || strerror.is_none()) {
        return base_text(vm, exception);
    }
    let mut text = "[Errno ".to_string();
    push_text_of(vm, &mut text, errno.unwrap_or(Value::NONE), false)?;
    text.push_str("] ");
    push_text_of(vm, &mut text, strerror.unwrap_or(Value::NONE), false)?;
    if let Some(filename) = filename {
        text.push_str(": ");
        push_text_of(vm, &mut text, filename, true)?;
        if let Some(other) = other {
            text.push_str(" -> ");
            push_text_of(vm, &mut text, other, true)?;
        }
    }
    vm.check_size(text.len())?;
    Ok(vm.heap.str_from(text))
}

fn import_error_str(vm: &mut Vm, args: Args) -> Res {
    let exception = args.get(vm, 0);
    match vm.exception_field(exception, 0) {
        Some(message) if vm.heap.text(message).is_some() => Ok(message),
        _ => base_text(vm, exception),
    }
}

fn syntax_error_str(vm: &mut Vm, args: Args) -> Res {
    let exception = args.get(vm, 0);
    let message = vm.exception_field(exception, 0).unwrap_or(Value::NONE);
    let filename = vm.exception_field(exception, 1).and_then(|name| vm.heap.text(name));
    let filename = filename.map(|name| name.rsplit('/').next().unwrap_or(name).to_string());
    let line = vm.exception_field(exception, 2).and_then(Value::as_int);
    if filename.is_none() && line.is_none() {
        return str_of(vm, message);
    }
    let message = text_of(vm, message, false)?;
    let text = match (filename, line) {
        (Some(name), Some(line)) => format!("{message} ({name}, line {line})"),
        (Some(name), None) => format!("{message} ({name})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    };
    Ok(vm.heap.str_from(text))
}

fn unicode_error_str(vm: &mut Vm, args: Args) -> Res {
    let exception = args.get(vm, 0);
    let fields: [Option<Value>; 5] = [0, 1, 2, 3, 4].map(|index| vm.exception_field(exception, index));
    let [encoding, Some(object), start, end, reason] = fields else { return Ok(vm.heap.interned("")) };
    let start = start.and_then(Value::as_int).unwrap_or(0);
    let end = end.and_then(Value::as_int).unwrap_or(0);
    let reason = text_of(vm, reason.unwrap_or(Value::NONE), false)?;
    let place = if end.checked_sub(start) == Some(1) {
        format!("in position {start}: {reason}")
    } else {
        format!("in position {start}-{}: {reason}", end.saturating_sub(1))
    };
    let single = place.contains(&format!("position {start}:"));
    let index = usize::try_from(start).unwrap_or(usize::MAX);
    let byte = vm.heap.bytes(vm.heap.plain(object)).map(|bytes| bytes.get(index).copied());
    let text = match (encoding, byte) {
        (Some(encoding), Some(byte)) => {
            let encoding = text_of(vm, encoding, false)?;
            match byte.filter(|_| single) {
                Some(byte) => format!("'{encoding}' codec can't decode byte 0x{byte:02x} {place}"),
                None => format!("'{encoding}' codec can't decode bytes {place}"),
            }
        }
        (encoding, _) => {
            let verb = match encoding {
                Some(encoding) => format!("'{}' codec can't encode", text_of(vm, encoding, false)?),
                None => "can't translate".to_string(),
            };
            let character = vm.heap.text(vm.heap.plain(object)).and_then(|text| text.chars().nth(index));
            match character.filter(|_| single) {
                Some(c) => format!("{verb} character '{}' {place}", escaped(c)),
                None => format!("{verb} characters {place}"),
            }
        }
    };
    Ok(vm.heap.str_from(text))
}

fn escaped(c: char) -> String {
    match c as u32 {
        code @ 0..=0xFF => format!("\\x{code:02x}"),
        code @ 0x100..=0xFFFF => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}
