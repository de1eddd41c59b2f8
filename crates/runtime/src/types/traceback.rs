//! Traceback objects.

use super::exception::{Access, access};
use crate::native::{Args, NativeDef, Res, accessor, getter};
use crate::object::exception::TracebackEntry;
use crate::object::other::OtherObject;
use crate::value::Value;
use crate::vm::Vm;

pub static MEMBERS: &[NativeDef] = &[
    accessor("tb_next", tb_next),
    getter("tb_lineno", tb_lineno),
    getter("tb_lasti", tb_lasti),
    getter("tb_frame", tb_frame),
];

fn entry(vm: &Vm, args: Args) -> Option<TracebackEntry> {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::Traceback { entries, index }) => entries.get(*index as usize).copied(),
        _ => None,
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
    let (traceback, wanted) = access(vm, args);
    match (wanted, vm.heap.other(traceback)) {
        (Access::Get, Some(OtherObject::Traceback { entries, index })) if (*index as usize) + 1 < entries.len() => {
            let (entries, index) = (entries.clone(), index + 1);
            Ok(vm.heap.new_other(OtherObject::Traceback { entries, index }))
        }
        (Access::Get, _) => Ok(Value::NONE),
        (Access::Set(_) | Access::Delete, _) => Err(vm.type_error("changing a traceback is not supported")),
    }
}

/// The frame, of which the code and the line are known. What is below it is found when it is asked for: the traceback says.
fn tb_frame(vm: &mut Vm, args: Args) -> Res {
    let Some(entry) = entry(vm, args) else { return Ok(Value::NONE) };
    let traceback = args.get(vm, 0);
    Ok(vm.frame_snapshot(entry.code, entry.pc, Value::UNBOUND, traceback))
}

/// The frame below that of a traceback: the one that the exception passed through next. Below the last that it passed through
/// are the frames that run, if that one still does.
pub(super) fn frame_below(vm: &mut Vm, traceback: Value) -> Value {
    let Some(OtherObject::Traceback { entries, index }) = vm.heap.other(traceback) else { return traceback };
    let (entries, index) = (entries.clone(), *index);
    let Some(below) = index.checked_sub(1).and_then(|below| Some((below, entries.get(below as usize).copied()?)))
    else {
        let code = entries.first().map(|entry| entry.code);
        return vm.frames_below(|frame| Some(frame.code()) == code);
    };
    let traceback = vm.heap.new_other(OtherObject::Traceback { entries, index: below.0 });
    vm.frame_snapshot(below.1.code, below.1.pc, Value::UNBOUND, traceback)
}
