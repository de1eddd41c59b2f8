//! Warnings of the virtual machine itself: the module `warnings` filters and shows them.

use super::Vm;
use crate::heap::Heap;
use crate::native::Raised;
use crate::object::class::ClassId;
use crate::types::classes;
use crate::value::Value;
use hognose_bytecode::Visibility;
use hognose_source::Warnings;

impl Vm {
    /// Warns of the place that runs. `Err`: a filter made an exception of it.
    pub fn warn(&mut self, class: ClassId, message: &str) -> Result<(), Raised> {
        self.warn_with(class, message, false)
    }

    /// A coroutine or awaitable was dropped before anybody awaited it.
    pub(super) fn warn_unawaited(&mut self, what: &str, object: Value) {
        let pending = std::mem::replace(&mut self.heap.raised, Value::UNBOUND);
        if self.warn_with(classes::RUNTIME_WARNING, &format!("{what} was never awaited"), true).is_err() {
            self.report_unraisable(&format!("Exception ignored in: {what}"), object);
        }
        self.heap.raised = pending;
    }

    /// Shows what the compiler warns of.
    pub(super) fn show_warnings(&mut self, warnings: &Warnings) {
        let text = warnings.to_string();
        if !text.is_empty() {
            let _ = self.host.output.write(crate::host::Stream::Err, text.as_bytes());
        }
    }

    fn warn_with(&mut self, class: ClassId, message: &str, is_dropped: bool) -> Result<(), Raised> {
        if !self.builtins.is_builtin_module("warnings") {
            return Ok(());
        }
        let module = self.builtin_module("warnings")?;
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        let name = self.heap.interned("_warn_native");
        let Some(function) = self.namespace_get(dict, name) else { return Ok(()) };
        let message = self.heap.str(message);
        self.call(function, &[message, Heap::class_value(class), Value::bool(is_dropped)]).map(drop)
    }

    /// File, line and globals of the frame that a script sees at a level, 1 being the innermost one. Files whose names
    /// begin with one of the prefixes are passed over behind the first.
    pub fn shown_place(&self, level: usize, prefixes: &[String]) -> Option<(String, u32, Value)> {
        let shown = |frame: &super::Frame| {
            let linked = self.linked.get(frame.code().0 as usize)?;
            // The frame below the main module waits at no instruction.
            (linked.code.visibility == Visibility::Shown && frame.pc() > 0).then_some((linked, frame.pc()))
        };
        let frames = self.live_frames().collect::<Vec<_>>();
        let mut frames = frames.iter().filter_map(shown);
        let first = frames.next();
        let counts = |file: &str| !prefixes.iter().any(|prefix| file.starts_with(prefix.as_str()));
        let (linked, pc) = match level {
            0 | 1 => first,
            _ => frames.filter(|(linked, _)| counts(linked.code.file.name())).nth(level - 2),
        }?;
        let file = &linked.code.file;
        let line = file.line_column(linked.code.span_at(pc.saturating_sub(1)).start).line;
        Some((file.name().to_string(), line, linked.globals))
    }

    /// A line of a file that was compiled.
    pub fn source_line(&self, file: &str, line: u32) -> Option<String> {
        let linked = self.linked.iter().find(|linked| &**linked.code.file.name() == file)?;
        Some(linked.code.file.line_text(line).to_string())
    }
}
