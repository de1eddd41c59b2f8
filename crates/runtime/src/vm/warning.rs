//! Warnings on standard error, as CPython's default filters show them: each text once per place, those about deprecated
//! things only for the main program.

use super::Vm;
use crate::native::Raised;
use crate::object::class::ClassId;
use crate::types::classes;
use hognose_source::Warnings;

/// Where a warning was shown, and its text.
pub type Shown = (u32, u32, Box<str>);

impl Vm {
    /// Shows a warning about the place that runs.
    pub fn warn(&mut self, class: ClassId, message: &str) -> Result<(), Raised> {
        self.warn_with(class, message, "");
        Ok(())
    }

    /// A coroutine or awaitable was dropped before anybody awaited it.
    pub(super) fn warn_unawaited(&mut self, what: &str) {
        let hint = "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n";
        self.warn_with(classes::RUNTIME_WARNING, &format!("{what} was never awaited"), hint);
    }

    /// Shows what the compiler warns of.
    pub(super) fn show_warnings(&mut self, warnings: &Warnings) {
        let text = warnings.to_string();
        if !text.is_empty() {
            let _ = self.host.write(crate::host::Stream::Err, text.as_bytes());
        }
    }

    fn warn_with(&mut self, class: ClassId, message: &str, hint: &str) {
        let category = self.heap.class_name(class);
        let text = match self.shown_frame() {
            None => format!("sys:1: {category}: {message}\n{hint}"),
            Some(frame) => {
                let linked = &self.linked[frame.code().0 as usize];
                if class == classes::DEPRECATION_WARNING && !self.is_main(linked.globals) {
                    return;
                }
                let file = &linked.code.file;
                let line = file.line_column(linked.code.span_at(frame.pc().saturating_sub(1)).start).line;
                let source = file.line_text(line).trim();
                let text = format!("{}:{line}: {category}: {message}\n  {source}\n{hint}", file.name());
                if !self.warned.insert((frame.code().0, line, message.into())) {
                    return;
                }
                text
            }
        };
        // A host that cannot take the warning cannot be told so either.
        let _ = self.host.write(crate::host::Stream::Err, text.as_bytes());
    }

    fn is_main(&self, globals: crate::value::Value) -> bool {
        let entries = self.heap.dict(globals).into_iter().flat_map(|dict| dict.iter());
        let mut name = entries.filter(|entry| self.heap.text(entry.key) == Some("__name__"));
        name.next().is_some_and(|entry| self.heap.text(entry.value) == Some("__main__"))
    }
}
