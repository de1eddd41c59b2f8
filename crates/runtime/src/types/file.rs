//! Files: writing, positions, attributes, closing. Reading is in `file_read`.

use crate::native::{Args, NativeDef, Raised, Res, Signature, getter, method};
use crate::object::file::{FileObject, Source};
use crate::types::classes;
use crate::value::Value;
use crate::vm::Vm;
use std::io::{self, SeekFrom};

pub static MEMBERS: &[NativeDef] = &[
    method("__enter__", enter, Signature::None),
    method("__exit__", exit, Signature::Any),
    method("__iter__", iter, Signature::None),
    method("__repr__", repr, Signature::None),
    method("close", close, Signature::None),
    method("fileno", fileno, Signature::None),
    method("flush", flush, Signature::None),
    method("isatty", isatty, Signature::None),
    method("readable", readable, Signature::None),
    method("seek", seek, Signature::Range(1, 2)),
    method("seekable", seekable, Signature::None),
    method("tell", tell, Signature::None),
    method("writable", writable, Signature::None),
    method("write", write, Signature::One),
    method("writelines", writelines, Signature::One),
    getter("closed", closed),
    getter("mode", mode),
    getter("name", name),
];

/// What text files have besides.
pub static TEXT: &[NativeDef] = &[
    getter("buffer", buffer),
    getter("encoding", encoding),
    getter("errors", errors),
    getter("line_buffering", line_buffering),
    getter("newlines", newlines),
];

/// A file's method that it does not support.
pub fn unsupported(vm: &mut Vm, text: &str) -> Res {
    let text = vm.heap.str(text);
    vm.tail_prelude("unsupported_operation", &[text])
}

/// Refuses a closed file; `action` is what CPython's binary files call it.
pub fn check_open(vm: &mut Vm, value: Value, action: &str) -> Result<(), Raised> {
    match vm.file(value) {
        Some(file) if file.closed && (file.text.is_some() || action.is_empty()) => {
            Err(vm.value_error("I/O operation on closed file."))
        }
        Some(file) if file.closed => Err(vm.value_error(format!("{action} closed file"))),
        _ => Ok(()),
    }
}

fn enter(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    check_open(vm, file, "")?;
    Ok(file)
}

fn exit(vm: &mut Vm, args: Args) -> Res {
    close(vm, args)
}

fn iter(vm: &mut Vm, args: Args) -> Res {
    enter(vm, args)
}

fn close(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    vm.with_file(file, |file, host| file.close(host))?;
    Ok(Value::NONE)
}

fn flush(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    check_open(vm, file, "flush of")?;
    vm.with_file(file, |file, host| file.flush(host))?;
    Ok(Value::NONE)
}

fn attribute<R>(vm: &Vm, args: Args, look: impl FnOnce(&FileObject) -> R) -> Option<R> {
    vm.file(args.get(vm, 0)).map(look)
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let text = vm.file_repr(args.get(vm, 0))?;
    Ok(vm.heap.str_from(text))
}

fn fileno(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    check_file_method(vm, file)?;
    let number = attribute(vm, args, |file| match file.source {
        Source::Input => Some(0),
        Source::Stream(crate::host::Stream::Out) => Some(1),
        Source::Stream(crate::host::Stream::Err) => Some(2),
        Source::File(_) => None,
    });
    match number.flatten() {
        Some(number) => Ok(Value::small(number)),
        None => unsupported(vm, "fileno"),
    }
}

/// The methods that CPython leaves to the file below, whose message has no full stop.
fn check_file_method(vm: &mut Vm, file: Value) -> Result<(), Raised> {
    match vm.file(file) {
        Some(file) if file.closed => Err(vm.value_error("I/O operation on closed file")),
        _ => Ok(()),
    }
}

fn isatty(vm: &mut Vm, args: Args) -> Res {
    check_file_method(vm, args.get(vm, 0))?;
    Ok(Value::FALSE)
}

/// Whether a file can do something; what it can, it cannot say when it is closed.
fn capability(vm: &mut Vm, args: Args, is_able: fn(&FileObject) -> bool) -> Res {
    let able = attribute(vm, args, is_able).unwrap_or(false);
    if able {
        check_file_method(vm, args.get(vm, 0))?;
    }
    Ok(Value::bool(able))
}

fn readable(vm: &mut Vm, args: Args) -> Res {
    capability(vm, args, |file| file.readable)
}

fn writable(vm: &mut Vm, args: Args) -> Res {
    capability(vm, args, |file| file.writable)
}

fn seekable(vm: &mut Vm, args: Args) -> Res {
    check_file_method(vm, args.get(vm, 0))?;
    Ok(Value::bool(attribute(vm, args, FileObject::seekable).unwrap_or(false)))
}

fn tell(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    if is_text(vm, file) {
        check_open(vm, file, "")?
    } else {
        check_file_method(vm, file)?
    }
    if attribute(vm, args, |file| file.iterated && file.text.is_some()).unwrap_or(false) {
        return Err(vm.raise_text(classes::OS_ERROR, "telling position disabled by next() call"));
    }
    let position = vm.with_file(file, |file, host| file.tell(host))?;
    Ok(vm.heap.integer(position.into()))
}

fn is_text(vm: &Vm, file: Value) -> bool {
    vm.file(file).is_some_and(|file| file.text.is_some())
}

fn seek(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    check_open(vm, file, "seek of")?;
    let offset = vm.index(args.get(vm, 1))?;
    let whence = args.opt(vm, 2).map_or(Ok(0), |whence| vm.index(whence))?;
    let text = is_text(vm, file);
    let to = match whence {
        0 if offset < 0 && text => return Err(vm.value_error(format!("negative seek position {offset}"))),
        0 if offset < 0 => return Err(vm.os_error(&io::Error::from(io::ErrorKind::InvalidInput), None)),
        0 => SeekFrom::Start(offset.unsigned_abs()),
        1 if text && offset != 0 => return unsupported(vm, "can't do nonzero cur-relative seeks"),
        1 => SeekFrom::Current(offset),
        2 if text && offset != 0 => return unsupported(vm, "can't do nonzero end-relative seeks"),
        2 => SeekFrom::End(offset),
        _ if text => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
        _ => return Err(vm.value_error(format!("whence value {whence} unsupported"))),
    };
    let position = vm.with_file(file, |file, host| {
        file.iterated = false;
        file.seek(host, to)
    })?;
    Ok(vm.heap.integer(position.into()))
}

fn write(vm: &mut Vm, args: Args) -> Res {
    let (file, value) = (args.get(vm, 0), args.get(vm, 1));
    write_value(vm, file, value)
}

/// Writes a str to a text file, bytes to a binary one; the number of characters or bytes.
pub fn write_value(vm: &mut Vm, file: Value, value: Value) -> Res {
    check_open(vm, file, "write to")?;
    let Some((writable, layer)) = vm.file(file).map(|file| (file.writable, file.text.clone())) else {
        return Err(vm.type_error("not a file"));
    };
    let plain = vm.heap.plain(value);
    let Some(layer) = layer else {
        if !writable {
            return unsupported(vm, "write");
        }
        let Some(size) = vm.heap.bytes(plain).map(|bytes| bytes.len()) else {
            let message = format!("a bytes-like object is required, not '{}'", vm.heap.type_name(value));
            return Err(vm.type_error(message));
        };
        // A copy, and the file's buffer.
        vm.check_size(size.saturating_mul(2))?;
        let bytes = vm.heap.bytes(plain).cloned().unwrap_or_default();
        vm.charge_fuel(bytes.len() / 64)?;
        charge_output(vm, file, bytes.len())?;
        vm.with_file(file, |file, host| file.write(host, &bytes))?;
        return Ok(Value::small(bytes.len() as i64));
    };
    let Some(count) = vm.heap.string(plain).map(|text| text.chars) else {
        let message = format!("write() argument must be str, not {}", vm.heap.type_name(value));
        return Err(vm.type_error(message));
    };
    if !writable {
        return unsupported(vm, "not writable");
    }
    let size = vm.heap.text(plain).map_or(0, str::len);
    vm.check_size(size.saturating_mul(2))?;
    let bytes = vm.file_bytes(plain, &layer)?;
    vm.charge_fuel(bytes.len() / 64)?;
    charge_output(vm, file, bytes.len())?;
    vm.with_file(file, |file, host| {
        file.write(host, &bytes)?;
        if layer.line_buffering && bytes.contains(&b'\n') { file.flush(host) } else { Ok(()) }
    })?;
    Ok(Value::small(i64::from(count)))
}

/// What goes to a standard stream is printed.
fn charge_output(vm: &mut Vm, file: Value, bytes: usize) -> Res<()> {
    match vm.file(file).map(|file| &file.source) {
        Some(Source::Stream(_)) => vm.charge_output(bytes),
        Some(Source::Input | Source::File(_)) | None => Ok(()),
    }
}

fn writelines(vm: &mut Vm, args: Args) -> Res {
    let (file, lines) = (args.get(vm, 0), args.get(vm, 1));
    check_open(vm, file, "")?;
    vm.tail_prelude("file_writelines", &[file, lines])
}

fn closed(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(attribute(vm, args, |file| file.closed).unwrap_or(true)))
}

fn name(vm: &mut Vm, args: Args) -> Res {
    Ok(attribute(vm, args, |file| file.name).unwrap_or(Value::NONE))
}

fn mode(vm: &mut Vm, args: Args) -> Res {
    let mode = attribute(vm, args, |file| file.mode.clone()).unwrap_or_default();
    Ok(vm.heap.str(&mode))
}

fn encoding(vm: &mut Vm, args: Args) -> Res {
    let text = attribute(vm, args, |file| file.text.as_ref().map(|text| text.encoding.clone())).flatten();
    Ok(vm.heap.str(&text.unwrap_or_default()))
}

fn errors(vm: &mut Vm, args: Args) -> Res {
    let text = attribute(vm, args, |file| file.text.as_ref().map(|text| text.errors.clone())).flatten();
    Ok(vm.heap.str(&text.unwrap_or_default()))
}

fn line_buffering(vm: &mut Vm, args: Args) -> Res {
    let on = attribute(vm, args, |file| file.text.as_ref().is_some_and(|text| text.line_buffering));
    Ok(Value::bool(on.unwrap_or(false)))
}

/// The line endings that were read so far: None, one, or a tuple.
fn newlines(vm: &mut Vm, args: Args) -> Res {
    let seen = attribute(vm, args, |file| file.endings_seen()).unwrap_or_default();
    let endings: Vec<Value> = seen.iter().map(|ending| vm.heap.str(ending)).collect();
    Ok(match endings[..] {
        [] => Value::NONE,
        [ending] => ending,
        _ => vm.heap.tuple_of(&endings),
    })
}

/// The binary side of a standard stream.
fn buffer(vm: &mut Vm, args: Args) -> Res {
    let parts = attribute(vm, args, |file| match file.source {
        Source::Input => Some((file.name, "rb", Source::Input)),
        Source::Stream(stream) => Some((file.name, "wb", Source::Stream(stream))),
        Source::File(_) => None,
    });
    match parts.flatten() {
        Some((name, mode, source)) => Ok(vm.new_file(FileObject::new(name, mode, source, None))),
        None => unsupported(vm, "the buffer of a text file; open it in binary mode"),
    }
}
