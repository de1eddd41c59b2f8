//! From an exception object to an `Error` in owned text.

use crate::border::Border;
use crate::error::{Error, ErrorFrame, Exit};
use hognose_bytecode::Visibility;
use hognose_runtime as runtime;
use hognose_runtime::heap::Heap;
use hognose_runtime::object::class::ClassId;
use hognose_runtime::object::exception::TracebackEntry;
use hognose_runtime::scheduler::RequestId;
use hognose_runtime::types::classes;
use hognose_runtime::vm::{Ended, Ending};
use hognose_runtime::{Raised, Res};

/// The exception that ended the main program, which a `sys.excepthook` of the script's may have shown.
pub(crate) fn last_error(vm: &mut runtime::Vm, exception: runtime::Value) -> Error {
    if vm.ending.is_some() {
        return error_of(vm, exception);
    }
    let mark = vm.roots.len();
    vm.roots.push(exception);
    let exits = vm.heap.is_instance(exception, classes::SYSTEM_EXIT);
    let hooked = if exits { Ok(None) } else { vm.call_exception_hook(exception) };
    let error = error_of(vm, exception);
    vm.roots.truncate(mark);
    match hooked {
        Ok(Some(text)) => error.hooked(text),
        Ok(None) | Err(Raised) => error,
    }
}

/// The limit that ended the script, and the line.
pub(crate) fn ended(vm: &mut runtime::Vm, why: Ending) -> Error {
    let place = vm.ending.as_ref().and_then(|ended| ended.place.clone());
    let what = Border::of(vm).limits.describe(why);
    match (why, place) {
        (Ending::Interrupted, _) => Error::limit(why, what),
        (_, Some((file, line))) => Error::limit(why, format!("{what} ({file}, line {line})")).of_machine(),
        (_, None) => Error::limit(why, what).of_machine(),
    }
}

/// The limit that ended a request or one above it, and the line.
pub(crate) fn ended_request(vm: &mut runtime::Vm, request: RequestId) -> Option<Error> {
    let (ended, Ended { why, place }) = vm.scheduler.requests.ended(request)?;
    let (why, place) = (*why, place.clone());
    let settings = Border::of(vm).requests.get(&ended);
    let text = match why {
        Ending::Deadline => {
            let time = settings.and_then(|settings| settings.deadline).unwrap_or_default();
            format!("the call reached its deadline, {time:?}")
        }
        Ending::Grace => {
            let grace = Border::of(vm).limits.grace;
            format!("the call was cancelled and did not end within its grace, {grace:?}")
        }
        _ => {
            let fuel = settings.and_then(|settings| settings.fuel).unwrap_or_default();
            format!("the call reached its limit of fuel, {fuel}")
        }
    };
    Some(match place {
        Some((file, line)) => Error::limit(why, format!("{text} ({file}, line {line})")),
        None => Error::limit(why, text),
    })
}

pub(crate) fn error_of(vm: &mut runtime::Vm, exception: runtime::Value) -> Error {
    if let Some(why) = vm.ending.as_ref().map(|ended| ended.why) {
        return ended(vm, why);
    }
    let class = vm.heap.class_of(exception);
    let request = vm.scheduler.requests.active();
    if class == classes::LIMIT_REACHED
        && let Some(error) = ended_request(vm, request)
    {
        return error;
    }
    let mark = vm.roots.len();
    vm.roots.push(exception);
    let described = describe(vm, exception, class);
    vm.roots.truncate(mark);
    match described {
        Ok(error) => error,
        // There was no room for its text.
        Err(Raised) => match vm.ending.as_ref().map(|ended| ended.why) {
            Some(why) => ended(vm, why),
            None => {
                vm.take_raised();
                let name = vm.heap.class_name(class).to_string();
                let untold = || Error::exception(name, UNTOLD.to_string(), String::new(), Vec::new());
                ended_request(vm, request).unwrap_or_else(untold)
            }
        },
    }
}

/// What stands for an exception whose `str` fails.
const UNTOLD: &str = "<exception str() failed>";

/// The error that an exception is for the host, in owned text.
fn describe(vm: &mut runtime::Vm, exception: runtime::Value, class: ClassId) -> Res<Error> {
    let type_name = vm.heap.class_name(class).to_string();
    let message = text_of(vm, exception)?.unwrap_or_else(|| UNTOLD.to_string());
    let size = message.len();
    vm.heap.account.charge(size);
    let error = if vm.heap.is_subclass(class, classes::SYSTEM_EXIT) {
        exit_of(vm, exception)
            .map(|exit| Error::exception(type_name, message, String::new(), Vec::new()).with_exit(exit))
    } else {
        let frames = frames_of(vm, exception);
        vm.render_traceback(exception).map(|traceback| {
            Error::exception(type_name, message, traceback, frames)
                .with_origin(vm.heap.exception(exception).and_then(|object| object.origin.clone()))
        })
    };
    vm.heap.account.release(size);
    let classes = vm.heap.mro(class).iter().map(|class| vm.heap.class_name(*class).to_string()).collect();
    Ok(error?.with_classes(classes))
}

/// The frames that a script's reader would know.
fn frames_of(vm: &runtime::Vm, exception: runtime::Value) -> Vec<ErrorFrame> {
    let entries = vm.heap.exception(exception).map_or(&[][..], |object| &object.traceback);
    let frame = |entry: &TracebackEntry| {
        let code = &vm.linked.get(entry.code.0 as usize)?.code;
        let shown = code.visibility == Visibility::Shown;
        let frame =
            || ErrorFrame { function: code.name.to_string(), file: code.file.clone(), span: code.span_at(entry.pc) };
        shown.then(frame)
    };
    entries.iter().rev().filter_map(frame).collect()
}

/// `str(value)`, script code included; None where that fails.
fn text_of(vm: &mut runtime::Vm, value: runtime::Value) -> Res<Option<String>> {
    match vm.call(Heap::class_value(classes::STR), &[value]) {
        Ok(text) => {
            vm.reserve_memory(vm.heap.text(text).map_or(0, str::len))?;
            Ok(vm.heap.text(text).map(str::to_string))
        }
        Err(Raised) => vm.discard_raised().map(|()| None),
    }
}

/// SystemExit: None is 0, an int itself, anything else is printed and 1.
fn exit_of(vm: &mut runtime::Vm, exception: runtime::Value) -> Res<Exit> {
    let args = vm.heap.exception(exception).map_or(runtime::Value::UNBOUND, |object| object.args);
    let code = match vm.heap.tuple(args).map(|args| &**args) {
        Some([]) | None => runtime::Value::NONE,
        Some([code]) => *code,
        Some(_) => args,
    };
    if code.is_none() {
        return Ok(Exit { code: 0, message: None });
    }
    let plain = vm.heap.plain(code);
    Ok(match vm.heap.as_integer(plain) {
        // The process's exit status is the low byte, as the C library's exit() has it.
        Some(integer) => Exit { code: i64::try_from(&integer).map_or(-1, |code| (code & 0xff) as i32), message: None },
        None => Exit { code: 1, message: Some(text_of(vm, code)?.unwrap_or_default()) },
    })
}
