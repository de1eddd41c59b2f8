//! The text of an exception with all that it refers to: causes, contexts and the exceptions of groups.
//!
//! Source: CPython `Lib/traceback.py`, `TracebackException.format`.

use super::Vm;
use crate::native::Res;
use crate::object::exception::TracebackEntry;
use crate::value::Value;
use rustc_hash::FxHashSet;

/// Exceptions of a group that are shown.
const GROUP_WIDTH: usize = 15;
const GROUP_DEPTH: usize = 10;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// An exception ready to be shown, with the numbers of those that it refers to.
struct Shown {
    frames: Vec<TracebackEntry>,
    is_group: bool,
    /// Everything below the frames: type and message, notes.
    text: String,
    cause: Option<usize>,
    context: Option<usize>,
    exceptions: Vec<usize>,
}

impl Shown {
    fn bytes(&self) -> usize {
        size_of::<Shown>() + size_of_val(&*self.frames) + self.text.capacity() + size_of_val(&*self.exceptions)
    }
}

/// What was collected so far, which counts as held.
#[derive(Default)]
struct Collected {
    all: Vec<Shown>,
    bytes: usize,
}

/// What is written, and how far it is indented.
#[derive(Default)]
struct Output {
    text: String,
    depth: usize,
    need_close: bool,
}

impl Output {
    fn emit(&mut self, vm: &mut Vm, text: &str, margin: char) -> Res<()> {
        #[expect(clippy::disallowed_methods, reason = "groups are nested only so deep")]
        let mut indent = " ".repeat(2 * self.depth);
        if self.depth > 0 {
            indent.push(margin);
            indent.push(' ');
        }
        for line in text.split_inclusive('\n') {
            self.push(vm, &indent)?;
            self.push(vm, line)?;
        }
        Ok(())
    }

    fn line(&mut self, vm: &mut Vm, text: &str) -> Res<()> {
        #[expect(clippy::disallowed_methods, reason = "groups are nested only so deep")]
        let indent = " ".repeat(2 * self.depth);
        self.push(vm, &indent)?;
        self.push(vm, text)
    }

    fn push(&mut self, vm: &mut Vm, text: &str) -> Res<()> {
        vm.grow_text(&mut self.text, text.len())?;
        self.text.push_str(text);
        Ok(())
    }
}

impl Vm {
    /// What CPython writes to standard error for an exception that nobody caught. The end where there is no room for it.
    pub fn render_traceback(&mut self, exception: Value) -> Res<String> {
        let base = self.roots.len();
        self.roots.push(exception);
        let mut collected = Collected::default();
        let mut output = Output::default();
        let result = self.collect_shown(exception, &mut collected);
        self.roots.truncate(base);
        let result = result.and_then(|()| self.format_chain(&collected.all, 0, &mut output));
        self.heap.account.release(collected.bytes);
        result.map(|()| output.text)
    }

    /// Goes through causes, contexts and groups; each exception is shown once in a chain.
    fn collect_shown(&mut self, exception: Value, collected: &mut Collected) -> Res<()> {
        let mut seen: FxHashSet<Value> = FxHashSet::from_iter([exception]);
        let mut queue = vec![(0, exception)];
        self.show(exception, collected)?;
        while let Some((number, exception)) = queue.pop() {
            let Some(object) = self.heap.exception(exception) else { continue };
            let (cause, context, suppress) = (object.cause, object.context, object.suppress_context);
            if !cause.is_unbound() && seen.insert(cause) {
                let next = self.show(cause, collected)?;
                collected.all[number].cause = Some(next);
                queue.push((next, cause));
            }
            if cause.is_unbound() && !suppress && !context.is_unbound() && seen.insert(context) {
                let next = self.show(context, collected)?;
                collected.all[number].context = Some(next);
                queue.push((next, context));
            }
            if collected.all[number].is_group {
                for item in self.group_items(exception) {
                    seen.insert(item);
                    let next = self.show(item, collected)?;
                    collected.all[number].exceptions.push(next);
                    queue.push((next, item));
                }
            }
        }
        Ok(())
    }

    /// Adds an exception to what is shown: its number there.
    fn show(&mut self, exception: Value, collected: &mut Collected) -> Res<usize> {
        let (is_group, mut text) = (self.is_group(exception), self.exception_text(exception)?);
        text.shrink_to_fit();
        let frames = self.shown_entries(exception);
        let shown = Shown { frames, is_group, text, cause: None, context: None, exceptions: Vec::new() };
        // Beside it stands its place in the queue and among those seen.
        let bytes = shown.bytes() + size_of::<Shown>();
        self.check_size(bytes)?;
        self.heap.account.charge(bytes);
        collected.bytes += bytes;
        collected.all.push(shown);
        Ok(collected.all.len() - 1)
    }

    fn format_chain(&mut self, all: &[Shown], first: usize, output: &mut Output) -> Res<()> {
        let mut chain = Vec::new();
        let mut next = Some(first);
        while let Some(number) = next {
            let shown = &all[number];
            let (message, link) = match (shown.cause, shown.context) {
                (Some(cause), _) => (Some(CAUSE), Some(cause)),
                (None, Some(context)) => (Some(CONTEXT), Some(context)),
                (None, None) => (None, None),
            };
            chain.push((message, number));
            next = link;
        }
        for (message, number) in chain.into_iter().rev() {
            if let Some(message) = message {
                output.emit(self, message, '|')?;
            }
            let shown = &all[number];
            if !shown.is_group {
                if !shown.frames.is_empty() {
                    output.emit(self, "Traceback (most recent call last):\n", '|')?;
                    let stack = self.format_stack(&shown.frames);
                    output.emit(self, &stack, '|')?;
                }
                output.emit(self, &shown.text, '|')?;
            } else if output.depth > GROUP_DEPTH {
                output.emit(self, &format!("... (max_group_depth is {GROUP_DEPTH})\n"), '|')?;
            } else {
                self.format_group(all, shown, output)?;
            }
        }
        Ok(())
    }

    /// A group: its own traceback, then each exception in a box. The depth of the recursion is bounded by `GROUP_DEPTH`.
    fn format_group(&mut self, all: &[Shown], shown: &Shown, output: &mut Output) -> Res<()> {
        let is_top = output.depth == 0;
        output.depth += is_top as usize;
        if !shown.frames.is_empty() {
            let corner = if is_top { '+' } else { '|' };
            output.emit(self, "Exception Group Traceback (most recent call last):\n", corner)?;
            let stack = self.format_stack(&shown.frames);
            output.emit(self, &stack, '|')?;
        }
        output.emit(self, &shown.text, '|')?;
        let total = shown.exceptions.len();
        let count = if total <= GROUP_WIDTH { total } else { GROUP_WIDTH + 1 };
        output.need_close = false;
        for index in 0..count {
            let is_last = index + 1 == count;
            output.need_close |= is_last;
            let truncated = index >= GROUP_WIDTH;
            let title = if truncated { "...".to_string() } else { (index + 1).to_string() };
            let corner = if index == 0 { "+-" } else { "  " };
            output.line(self, &format!("{corner}+---------------- {title} ----------------\n"))?;
            output.depth += 1;
            if truncated {
                let remaining = total - GROUP_WIDTH;
                let plural = if remaining > 1 { "s" } else { "" };
                output.emit(self, &format!("and {remaining} more exception{plural}\n"), '|')?;
            } else {
                self.format_chain(all, shown.exceptions[index], output)?;
            }
            if is_last && output.need_close {
                output.line(self, "+------------------------------------\n")?;
                output.need_close = false;
            }
            output.depth -= 1;
        }
        output.depth -= is_top as usize;
        Ok(())
    }
}
