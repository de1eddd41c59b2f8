//! From an exception object to an `Error` in owned text.

use super::Vm;
use crate::error::{Error, ErrorFrame, Exit};
use hognose_bytecode::Visibility;
use hognose_runtime as runtime;
use hognose_runtime::heap::Heap;
use hognose_runtime::object::exception::TracebackEntry;
use hognose_runtime::types::classes;
use hognose_runtime::vm::{Ending, Outcome};

/// Slices that `str()` of an exception may take.
const PATIENCE: u32 = 1 << 16;

impl Vm {
    /// The exception that is on its way.
    pub(super) fn raised_error(&mut self) -> Error {
        let exception = self.inner.take_raised();
        self.error_of(exception)
    }

    /// The limit that ended the script, and the line. An interrupted machine can be used again.
    pub(super) fn ended(&mut self, why: Ending) -> Error {
        let place = self.inner.ending.as_ref().and_then(|ended| ended.place.clone());
        if why == Ending::Interrupted {
            self.inner.ending = None;
            self.inner.take_raised();
        }
        let what = self.limits.describe(why);
        match place {
            Some((file, line)) if why != Ending::Interrupted => Error::limit(format!("{what} ({file}, line {line})")),
            Some(_) | None => Error::limit(what),
        }
    }

    /// The exception that ended the main program, which a `sys.excepthook` of the script's may have shown.
    pub(super) fn last_error(&mut self, exception: runtime::Value) -> Error {
        if self.inner.ending.is_some() {
            return self.error_of(exception);
        }
        let mark = self.inner.roots.len();
        self.inner.roots.push(exception);
        let exits = self.inner.heap.is_instance(exception, classes::SYSTEM_EXIT);
        let hooked = if exits { None } else { self.inner.call_exception_hook(exception) };
        let error = self.error_of(exception);
        self.inner.roots.truncate(mark);
        match hooked {
            Some(text) => error.hooked(text),
            None => error,
        }
    }

    pub(super) fn error_of(&mut self, exception: runtime::Value) -> Error {
        if let Some(why) = self.inner.ending.as_ref().map(|ended| ended.why) {
            return self.ended(why);
        }
        let mark = self.inner.roots.len();
        self.inner.roots.push(exception);
        let class = self.inner.heap.class_of(exception);
        let type_name = self.inner.heap.class_name(class).to_string();
        let message = self.text_of(exception).unwrap_or_else(|| "<exception str() failed>".to_string());
        let error = if self.inner.heap.is_subclass(class, classes::SYSTEM_EXIT) {
            let exit = self.exit_of(exception);
            Error::exception(type_name, message, String::new(), Vec::new()).with_exit(exit)
        } else {
            let frames = self.frames_of(exception);
            let traceback = self.inner.render_traceback(exception);
            Error::exception(type_name, message, traceback, frames)
        };
        self.inner.roots.truncate(mark);
        error
    }

    /// The frames that a script's reader would know.
    fn frames_of(&self, exception: runtime::Value) -> Vec<ErrorFrame> {
        let entries = self.inner.heap.exception(exception).map_or(&[][..], |object| &object.traceback);
        let frame = |entry: &TracebackEntry| {
            let code = &self.inner.linked.get(entry.code.0 as usize)?.code;
            let shown = code.visibility == Visibility::Shown;
            let frame = || ErrorFrame {
                function: code.name.to_string(),
                file: code.file.clone(),
                span: code.span_at(entry.pc),
            };
            shown.then(frame)
        };
        entries.iter().rev().filter_map(frame).collect()
    }

    /// `str(value)`, script code included.
    fn text_of(&mut self, value: runtime::Value) -> Option<String> {
        self.inner.start_call(Heap::class_value(classes::STR), &[value]);
        for _ in 0..PATIENCE {
            match self.inner.go_on() {
                Outcome::Returned(text) => return self.inner.heap.text(text).map(str::to_string),
                Outcome::Preempted => {}
                Outcome::Raised(_) | Outcome::Waiting(_) | Outcome::Ended(_) => return None,
            }
        }
        None
    }

    /// SystemExit: None is 0, an int itself, anything else is printed and 1.
    fn exit_of(&mut self, exception: runtime::Value) -> Exit {
        let args = self.inner.heap.exception(exception).map_or(runtime::Value::UNBOUND, |object| object.args);
        let code = match self.inner.heap.tuple(args).map(|args| &**args) {
            Some([]) | None => runtime::Value::NONE,
            Some([code]) => *code,
            Some(_) => args,
        };
        if code.is_none() {
            return Exit { code: 0, message: None };
        }
        let plain = self.inner.heap.plain(code);
        match self.inner.heap.as_integer(plain) {
            // The process's exit status is the low byte, as the C library's exit() has it.
            Some(integer) => {
                Exit { code: i64::try_from(&integer).map_or(-1, |code| (code & 0xff) as i32), message: None }
            }
            None => Exit { code: 1, message: Some(self.text_of(code).unwrap_or_default()) },
        }
    }
}
