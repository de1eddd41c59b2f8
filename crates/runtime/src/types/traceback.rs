//! Traceback objects.

use super::exception::{Access, access};
use crate::native::{Args, NativeDef, Res, accessor, getter};
use crate::object::exception::TracebackEntry;
use crate::object::other::{OtherObject, TracebackObject};
use crate::value::Value;
use crate::vm::Vm;

pub static MEMBERS: &[NativeDef] = &[
    accessor("tb_next", tb_next),
    getter("tb_lineno", tb_lineno),
    getter("tb_lasti", tb_lasti),
    getter("tb_frame", tb_frame),
];

fn entry(vm: &Vm, args: Args) -> Option<TracebackEntry> {
    entry_of(object(vm, args.get(vm, 0))?)
}

fn object(vm: &Vm, value: Value) -> Option<&TracebackObject> {
    match vm.heap.other(value) {
        Some(OtherObject::Traceback(traceback)) => Some(traceback),
        _ => None,
    }
}

fn entry_of(traceback: &TracebackObject) -> Option<TracebackEntry> {
    traceback.entries.get(traceback.index as usize).copied()
}

/// Notes something that was asked for: it is the same object the next time.
fn note(vm: &mut Vm, value: Value, change: impl FnOnce(&mut TracebackObject)) {
    if let Some(OtherObject::Traceback(traceback)) = vm.heap.other_mut(value) {
        change(traceback);
    }
}

fn line_of(vm: &Vm, entry: TracebackEntry) -> i64 {
    let code = vm.linked.get(entry.code.0 as usize).map(|linked| &linked.code);
    code.map_or(0, |code| code.file.line_column(code.span_at(entry.pc).start).line as i64)
}

fn tb_lineno(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::small(entry(vm, args).map_or(0, |entry| line_of(vm, entry))))
}

fn tb_lasti(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::small(entry(vm, args).map_or(0, |entry| entry.pc as i64)))
}

fn tb_next(vm: &mut Vm, args: Args) -> Res {
    let (value, wanted) = access(vm, args);
    let Access::Get = wanted else { return Err(vm.type_error("changing a traceback is not supported")) };
    match object(vm, value) {
        Some(traceback) if !traceback.next.is_unbound() => Ok(traceback.next),
        Some(traceback) if traceback.shown().len() > 1 => {
            let (left, tail) = (traceback.shown().len() - 1, traceback.tail);
            let mut next = TracebackObject::new(traceback.entries.clone(), traceback.index + 1);
            (next.previous, next.tail) = (value, tail);
            let next = match object(vm, tail) {
                Some(known) if known.shown().len() == left => tail,
                _ => vm.heap.new_other(OtherObject::Traceback(Box::new(next))),
            };
            note(vm, value, |traceback| traceback.next = next);
            Ok(next)
        }
        Some(_) | None => Ok(Value::NONE),
    }
}

fn tb_frame(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    Ok(frame_of(vm, value))
}

/// The frame, of which the code and the line are known. What is below it is found when it is asked for: the traceback says.
fn frame_of(vm: &mut Vm, value: Value) -> Value {
    let Some(traceback) = object(vm, value) else { return Value::NONE };
    if !traceback.frame.is_unbound() {
        return traceback.frame;
    }
    let Some(entry) = entry_of(traceback) else { return Value::NONE };
    let frame = vm.frame_snapshot(entry.code, entry.pc, Value::UNBOUND, value);
    note(vm, value, |traceback| traceback.frame = frame);
    frame
}

/// The frame below that of a traceback: the one that the exception passed through next. Below the last that it passed through
/// are the frames that run, if that one still does.
pub(super) fn frame_below(vm: &mut Vm, value: Value) -> Value {
    let Some(traceback) = object(vm, value) else { return value };
    let (entries, index, previous) = (traceback.entries.clone(), traceback.index, traceback.previous);
    if !previous.is_unbound() {
        return frame_of(vm, previous);
    }
    let Some(below) = index.checked_sub(1) else {
        let code = entries.first().map(|entry| entry.code);
        return vm.frames_below(|frame| Some(frame.code()) == code);
    };
    let previous = vm.heap.new_other(OtherObject::Traceback(Box::new(TracebackObject::new(entries, below))));
    note(vm, value, |traceback| traceback.previous = previous);
    frame_of(vm, previous)
}
