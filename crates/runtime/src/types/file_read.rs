//! Reading files: bytes, and text by the line or the character.

use super::file::{check_open, unsupported};
use crate::native::{Args, NativeDef, Res, Signature, method};
use crate::object::file::{Codec, FileObject, Newline, TextLayer};
use crate::value::Value;
use crate::vm::Vm;

pub static MEMBERS: &[NativeDef] = &[
    method("__next__", next, Signature::None),
    method("read", read, Signature::Range(0, 1)),
    method("read1", read, Signature::Range(0, 1)),
    method("readline", readline, Signature::Range(0, 1)),
    method("readlines", readlines, Signature::Range(0, 1)),
];

/// How far a piece of the bytes read ahead goes.
enum Piece {
    /// So many bytes.
    Found(usize),
    /// More has to be read to know.
    More,
}

fn layer_of(vm: &Vm, file: Value) -> Option<TextLayer> {
    vm.file(file)?.text.clone()
}

/// Whether it may be read; the answer of a file that may not is the unsupported operation.
fn refuse_unreadable(vm: &mut Vm, file: Value, action: &str) -> Option<Res> {
    let object = vm.file(file)?;
    if object.readable {
        return None;
    }
    let text = if object.text.is_some() { "not readable" } else { action };
    Some(unsupported(vm, text))
}

/// Reads ahead until `measure` knows how far the piece goes, and takes it. At the end of the file the piece is what is left.
fn take_piece(vm: &mut Vm, file: Value, mut measure: impl FnMut(&[u8], bool) -> Piece) -> Res<Vec<u8>> {
    let mut at_end = false;
    loop {
        let taken = vm.with_file(file, |file, host| {
            if let Piece::Found(count) = measure(file.ahead(), at_end) {
                return Ok(Some(file.take(count)));
            }
            if at_end {
                let count = file.ahead().len();
                return Ok(Some(file.take(count)));
            }
            at_end = !file.fill(host)?;
            Ok(None)
        })?;
        if let Some(taken) = taken {
            vm.charge_fuel(taken.len() / 64 + 1)?;
            return Ok(taken);
        }
        let ahead = vm.file(file).map_or(0, |file| file.ahead().len());
        vm.check_size(ahead)?;
    }
}

fn all(_ahead: &[u8], _at_end: bool) -> Piece {
    Piece::More
}

/// The end of the first line, its ending included.
fn line_end(ahead: &[u8], at_end: bool, newline: Newline) -> Piece {
    let found = match newline {
        Newline::LineFeed => position(ahead, b'\n').map(|at| at + 1),
        Newline::Return => position(ahead, b'\r').map(|at| at + 1),
        Newline::ReturnLineFeed => ahead.windows(2).position(|pair| pair == b"\r\n").map(|at| at + 2),
        Newline::Universal | Newline::Kept => match ahead.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            None => None,
            Some(at) if ahead.get(at) == Some(&b'\n') => Some(at + 1),
            Some(at) => match ahead.get(at + 1) {
                Some(b'\n') => Some(at + 2),
                Some(_) => Some(at + 1),
                // Whether `\r` is half of a pair is not known yet.
                None if at_end => Some(at + 1),
                None => None,
            },
        },
    };
    found.map_or(Piece::More, Piece::Found)
}

fn position(ahead: &[u8], wanted: u8) -> Option<usize> {
    ahead.iter().position(|byte| *byte == wanted)
}

/// The bytes of the first `count` characters.
fn characters(ahead: &[u8], at_end: bool, count: usize, layer: &TextLayer) -> Piece {
    let (mut at, mut seen) = (0, 0);
    while seen < count {
        let Some(byte) = ahead.get(at) else { return Piece::More };
        let length = match (layer.codec, byte) {
            (_, b'\r') if layer.newline == Newline::Universal => match ahead.get(at + 1) {
                Some(b'\n') => 2,
                None if !at_end => return Piece::More,
                _ => 1,
            },
            (Codec::Narrow, _) => 1,
            (Codec::Utf8, 0xC2..=0xDF) => 2,
            (Codec::Utf8, 0xE0..=0xEF) => 3,
            (Codec::Utf8, 0xF0..=0xF4) => 4,
            (Codec::Utf8, _) => 1,
        };
        at += length;
        seen += 1;
    }
    if at <= ahead.len() { Piece::Found(at) } else { Piece::More }
}

/// `size` of read(): None or a negative number for all.
fn size_of(vm: &mut Vm, size: Option<Value>) -> Res<Option<usize>> {
    let Some(size) = size.filter(|size| !size.is_none()) else { return Ok(None) };
    let Some(index) = vm.try_index(size)? else {
        let message = format!("argument should be integer or None, not '{}'", vm.heap.type_name(size));
        return Err(vm.type_error(message));
    };
    let size = vm.index(index)?;
    Ok(usize::try_from(size).ok())
}

fn read(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    check_open(vm, file, "read of")?;
    if let Some(refusal) = refuse_unreadable(vm, file, "read") {
        return refusal;
    }
    let size = size_of(vm, args.opt(vm, 1))?;
    match layer_of(vm, file) {
        None => {
            let bytes = match size {
                None => take_piece(vm, file, all)?,
                Some(size) => take_piece(vm, file, |ahead, _| enough(ahead, size))?,
            };
            Ok(vm.bytes_value(bytes.into()))
        }
        Some(layer) => {
            let bytes = match size {
                None => take_piece(vm, file, all)?,
                Some(size) => take_piece(vm, file, |ahead, at_end| characters(ahead, at_end, size, &layer))?,
            };
            let text = vm.file_text(bytes, &layer)?;
            Ok(vm.heap.str_from(text))
        }
    }
}

fn enough(ahead: &[u8], size: usize) -> Piece {
    if ahead.len() >= size { Piece::Found(size) } else { Piece::More }
}

/// The next line, empty at the end.
fn next_line(vm: &mut Vm, file: Value, layer: Option<&TextLayer>) -> Res {
    let newline = layer.map_or(Newline::LineFeed, |layer| layer.newline);
    let bytes = take_piece(vm, file, |ahead, at_end| line_end(ahead, at_end, newline))?;
    match layer {
        None => Ok(vm.bytes_value(bytes.into())),
        Some(layer) => {
            let text = vm.file_text(bytes, layer)?;
            Ok(vm.heap.str_from(text))
        }
    }
}

fn is_empty(vm: &Vm, line: Value) -> bool {
    vm.heap.text(line).is_some_and(str::is_empty) || vm.heap.bytes(line).is_some_and(|bytes| bytes.is_empty())
}

fn next(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    check_open(vm, file, "readline of")?;
    if let Some(refusal) = refuse_unreadable(vm, file, "read") {
        return refusal;
    }
    let layer = layer_of(vm, file);
    let line = next_line(vm, file, layer.as_ref())?;
    let ended = is_empty(vm, line);
    vm.with_file(file, |file: &mut FileObject, _| {
        file.iterated = !ended;
        Ok(())
    })?;
    if ended { Err(vm.stop_iteration(Value::NONE)) } else { Ok(line) }
}

fn readline(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    check_open(vm, file, "readline of")?;
    if let Some(refusal) = refuse_unreadable(vm, file, "read") {
        return refusal;
    }
    let layer = layer_of(vm, file);
    let size = match args.opt(vm, 1) {
        None => None,
        Some(size) if size.is_none() && layer.is_none() => None,
        Some(size) => usize::try_from(vm.index(size)?).ok(),
    };
    let Some(size) = size else { return next_line(vm, file, layer.as_ref()) };
    let newline = layer.as_ref().map_or(Newline::LineFeed, |layer| layer.newline);
    let bytes = take_piece(vm, file, |ahead, at_end| {
        let limit = match &layer {
            Some(layer) => characters(ahead, at_end, size, layer),
            None => enough(ahead, size),
        };
        match (line_end(ahead, at_end, newline), limit) {
            (Piece::Found(line), Piece::Found(limit)) => Piece::Found(line.min(limit)),
            (Piece::More, Piece::Found(limit)) => Piece::Found(limit),
            (line, Piece::More) => line,
        }
    })?;
    match layer {
        None => Ok(vm.bytes_value(bytes.into())),
        Some(layer) => {
            let text = vm.file_text(bytes, &layer)?;
            Ok(vm.heap.str_from(text))
        }
    }
}

fn readlines(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    check_open(vm, file, "read of")?;
    if let Some(refusal) = refuse_unreadable(vm, file, "read") {
        return refusal;
    }
    let hint = size_of(vm, args.opt(vm, 1))?.filter(|hint| *hint > 0);
    let layer = layer_of(vm, file);
    let (mut lines, mut length) = (Vec::new(), 0);
    loop {
        let line = next_line(vm, file, layer.as_ref())?;
        if is_empty(vm, line) {
            break;
        }
        length += vm.heap.text(line).map_or(0, str::len) + vm.heap.bytes(line).map_or(0, |bytes| bytes.len());
        lines.push(line);
        vm.check_size(length)?;
        if hint.is_some_and(|hint| length >= hint) {
            break;
        }
    }
    Ok(vm.heap.list_of(lines))
}
