//! Tracebacks as CPython 3.13 prints them: frames with source lines and carets, the exception and its notes. Causes, contexts
//! and groups are in `exception_chain`.
//!
//! Source: CPython `Lib/traceback.py`.

use super::Vm;
use super::anchors::{self, Anchors, Node};
use super::exceptions::Family;
use super::suggest;
use crate::heap::Heap;
use crate::native::{Raised, Res};
use crate::object::exception::TracebackEntry;
use crate::object::other::{OtherObject, TracebackObject};
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::{Code, Visibility};
use hognose_source::SourceFile;
use std::sync::Arc;

/// Repetitions of a line that are shown before they are counted.
const REPEATED: usize = 3;

/// How much of a frame's source is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// All lines, with carets.
    Carets,
    /// The first line.
    Line,
    /// Only file, line and function.
    Place,
}

impl Vm {
    /// The places of an exception's traceback that a script sees, outermost first.
    pub fn shown_entries(&self, exception: Value) -> Vec<TracebackEntry> {
        let Some(object) = self.heap.exception(exception) else { return Vec::new() };
        let entries = object.traceback.iter().rev().copied();
        entries
            .filter(|entry| self.entry_code(entry).is_some_and(|code| code.visibility == Visibility::Shown))
            .collect()
    }

    fn entry_code(&self, entry: &TracebackEntry) -> Option<&Arc<Code>> {
        self.linked.get(entry.code.0 as usize).map(|linked| &linked.code)
    }

    /// What is said of an exception that nobody can catch: the line that names its place, if there is one, frames without carets,
    /// at the interpreter's end without sources too, and the exception alone (CPython
    /// `_PyErr_WriteUnraisableDefaultHook`).
    pub fn render_unraisable(&mut self, place: &str, exception: Value) -> Res<String> {
        let entries = self.shown_entries(exception);
        let mut text = if place.is_empty() { String::new() } else { [place, "\n"].concat() };
        if !entries.is_empty() {
            text.push_str("Traceback (most recent call last):\n");
            let style = if self.is_finishing { Style::Place } else { Style::Line };
            text.push_str(&self.format_frames(&entries, style));
        }
        text.push_str(&self.shown_class_name(exception));
        // Unlike in a traceback, also where there is no message.
        text.push_str(": ");
        self.push_safe_text(&mut text, exception, "exception")?;
        text.push('\n');
        Ok(text)
    }

    // ---- frames

    pub(super) fn format_stack(&self, entries: &[TracebackEntry]) -> String {
        self.format_frames(entries, Style::Carets)
    }

    /// The lines of frames; a line that is repeated more than three times is counted.
    fn format_frames(&self, entries: &[TracebackEntry], style: Style) -> String {
        let mut text = String::new();
        let mut last: Option<(&Arc<str>, u32, &str)> = None;
        let mut count = 0;
        for entry in entries {
            let Some(code) = self.entry_code(entry) else { continue };
            let line = code.file.line_column(code.span_at(entry.pc).start).line;
            let place = (code.file.name(), line, &*code.name);
            if last != Some(place) {
                push_repeated(&mut text, count);
                last = Some(place);
                count = 0;
            }
            count += 1;
            if count <= REPEATED {
                text.push_str(&format_frame(code, entry.pc, style));
            }
        }
        push_repeated(&mut text, count);
        text
    }

    // ---- the exception itself

    /// The last lines of an exception's traceback: its class, message and notes.
    pub fn exception_text(&mut self, exception: Value) -> Res<String> {
        let class = self.heap.class_of(exception);
        let mut text = self.shown_class_name(exception);
        if self.exception_family(class) == Family::Syntax {
            text = self.syntax_error_text(exception, &text)?;
        } else {
            let end = text.len();
            text.push_str(": ");
            self.push_safe_text(&mut text, exception, "exception")?;
            let suggestion = self.suggestion(exception)?;
            text.push_str(&suggestion);
            if text.len() == end + 2 {
                text.truncate(end);
            }
            text.push('\n');
        }
        if let Some(notes) = self.field(exception, names::NOTES) {
            self.push_notes(&mut text, notes)?;
        }
        Ok(text)
    }

    fn push_notes(&mut self, text: &mut String, notes: Value) -> Res<()> {
        let plain = self.heap.plain(notes);
        if self.sequence(plain).is_none() {
            if !notes.is_none() {
                self.push_safe_repr(text, notes)?;
                text.push('\n');
            }
            return Ok(());
        }
        let count = self.sequence(plain).map_or(0, <[Value]>::len);
        let mut notes = self.vector(count)?;
        notes.extend_from_slice(self.sequence(plain).unwrap_or(&[]));
        let base = self.roots.len();
        let result = self.hold_all(&notes).and_then(|()| {
            notes.iter().try_for_each(|note| {
                self.push_safe_text(text, *note, "note")?;
                self.grow_text(text, 1)?;
                text.push('\n');
                Ok(())
            })
        });
        self.roots.truncate(base);
        result
    }

    /// The name of an exception's class; the main module's go without the module.
    fn shown_class_name(&self, exception: Value) -> String {
        let name = self.class_full_name(self.heap.class_of(exception));
        name.strip_prefix("__main__.").map(str::to_string).unwrap_or(name)
    }

    /// Writes `str(value)`, or what stands for it when that fails.
    fn push_safe_text(&mut self, out: &mut String, value: Value, what: &str) -> Res<()> {
        match self.push_str_of(out, value) {
            Ok(()) => Ok(()),
            Err(Raised) => {
                self.discard_raised()?;
                out.push_str(&format!("<{what} str() failed>"));
                Ok(())
            }
        }
    }

    fn push_safe_repr(&mut self, out: &mut String, value: Value) -> Res<()> {
        match self.prelude("repr_of").and_then(|function| self.call(function, &[value])) {
            Ok(text) => self.push_text(out, text),
            Err(Raised) => {
                self.discard_raised()?;
                out.push_str("<__notes__ repr() failed>");
                Ok(())
            }
        }
    }

    /// Appends `str(value)`.
    pub(super) fn push_str_of(&mut self, out: &mut String, value: Value) -> Res<()> {
        let text = self.call(Heap::class_value(classes::STR), &[value])?;
        self.push_text(out, text)
    }

    fn push_text(&mut self, out: &mut String, text: Value) -> Res<()> {
        let plain = self.heap.plain(text);
        self.grow_text(out, self.size_of(plain))?;
        out.push_str(self.heap.text(plain).unwrap_or(""));
        Ok(())
    }

    fn syntax_error_text(&mut self, exception: Value, name: &str) -> Res<String> {
        let sizes = (0..7).filter_map(|index| self.exception_field(exception, index)).map(|field| self.size_of(field));
        // The source as characters, twice, and as text.
        let size = sizes.fold(0, usize::saturating_add);
        self.check_size(size.saturating_mul(12))?;
        let field = |vm: &Vm, index: usize| vm.exception_field(exception, index).filter(|value| !value.is_none());
        let text_field = |vm: &Vm, index: usize| {
            field(vm, index).and_then(|value| vm.heap.text(vm.heap.plain(value))).map(str::to_string)
        };
        let filename = text_field(self, 1);
        let line = field(self, 2).and_then(Value::as_int);
        let mut text = String::new();
        let mut suffix = String::new();
        if let Some(line) = line {
            let file = filename.as_deref().filter(|name| !name.is_empty()).unwrap_or("<string>");
            text.push_str(&format!("  File \"{file}\", line {line}\n"));
        } else if let Some(filename) = filename {
            suffix = format!(" ({filename})");
        }
        if let Some(source) = text_field(self, 4) {
            let numbers = [3, 5, 6].map(|index| field(self, index).and_then(Value::as_int));
            push_syntax_source(&mut text, &source, line, numbers);
        }
        let mut message = String::new();
        if let Some(value) = field(self, 0) {
            self.push_safe_text(&mut message, value, "exception")?;
        }
        let message = if message.is_empty() { "<no detail available>" } else { &message };
        self.grow_text(&mut text, name.len() + message.len() + suffix.len() + 3)?;
        [name, ": ", message, &suffix, "\n"].iter().for_each(|part| text.push_str(part));
        Ok(text)
    }

    // ---- suggestions

    /// `. Did you mean: '...'?` and the like.
    fn suggestion(&mut self, exception: Value) -> Res<String> {
        let family = self.exception_family(self.heap.class_of(exception));
        let index = match family {
            Family::Attribute | Family::Name => 0,
            Family::Import => 3,
            _ => return Ok(String::new()),
        };
        let Some(name) = self.exception_field(exception, index) else { return Ok(String::new()) };
        let wrong = self.heap.text(name).filter(|wrong| wrong.len() <= suggest::MAX_LENGTH).map(str::to_string);
        let Some(wrong) = wrong else { return Ok(String::new()) };
        let found = match family {
            Family::Attribute => self.attribute_suggestion(exception, &wrong)?,
            Family::Import => self.import_suggestion(exception, &wrong)?,
            _ => self.name_suggestion(exception, &wrong),
        };
        let mut text = found.as_ref().map_or(String::new(), |found| format!(". Did you mean: '{found}'?"));
        if family == Family::Name && super::stdlib_names::is_stdlib(&wrong) {
            text.push_str(if found.is_some() { " Or did" } else { ". Did" });
            text.push_str(&format!(" you forget to import '{wrong}'?"));
        }
        Ok(text)
    }

    fn attribute_suggestion(&mut self, exception: Value, wrong: &str) -> Res<Option<String>> {
        let Some(object) = self.exception_field(exception, 1) else { return Ok(None) };
        let inside = self.exception_field(exception, 2) == Some(object);
        self.closest_attribute(object, wrong, !wrong.starts_with('_') && !inside)
    }

    fn import_suggestion(&mut self, exception: Value, wrong: &str) -> Res<Option<String>> {
        let module = self.exception_field(exception, 1);
        let Some(module) = module.and_then(|module| self.namespace_get(self.modules, module)) else { return Ok(None) };
        self.closest_attribute(module, wrong, !wrong.starts_with('_'))
    }

    fn closest_attribute(&mut self, object: Value, wrong: &str, hides: bool) -> Res<Option<String>> {
        let names = self.attribute_names(object)?;
        let names = names.iter().filter_map(|name| self.heap.text(*name));
        let candidates = names.filter(|name| !hides || !name.starts_with('_'));
        Ok(suggest::closest(wrong, candidates).map(str::to_string))
    }

    fn name_suggestion(&mut self, exception: Value, wrong: &str) -> Option<String> {
        if let Some(receiver) = self.exception_field(exception, 1) {
            let name = self.heap.intern(wrong);
            if matches!(self.find_attribute(receiver, name), Ok(found) if !matches!(found, super::Attribute::Missing)) {
                return Some(format!("self.{wrong}"));
            }
            if !self.heap.raised.is_unbound() {
                self.take_raised();
            }
        }
        let entry = self.shown_entries(exception).last().copied()?;
        let linked = self.linked.get(entry.code.0 as usize)?;
        let unbound =
            self.exception_field(exception, 2).and_then(|names| self.heap.tuple(names)).map_or(&[][..], |names| names);
        let is_bound = |name: &str| !unbound.iter().any(|unbound| self.heap.text(*unbound) == Some(name));
        let locals = linked.code.locals.iter().map(|local| &*local.name).filter(|name| is_bound(name));
        let dicts = [linked.globals, self.builtins_dict].into_iter().filter_map(|dict| self.heap.dict(dict));
        let keys = dicts.flat_map(|dict| dict.iter().filter_map(|entry| self.heap.text(entry.key)));
        suggest::closest(wrong, locals.chain(keys)).map(str::to_string)
    }

    // ---- traceback objects

    /// The `__traceback__` of an exception as an object; None where it came through no frame.
    pub fn traceback_object(&mut self, exception: Value) -> Value {
        let entries = self.shown_entries(exception);
        if entries.is_empty() {
            return Value::NONE;
        }
        let known = self.heap.exception(exception).map_or(Value::UNBOUND, |object| object.traceback_object);
        let mut object = TracebackObject::new(entries.into(), 0);
        if let Some(OtherObject::Traceback(traceback)) = self.heap.other(known)
            && object.entries.ends_with(traceback.shown())
        {
            if object.entries.len() == traceback.shown().len() {
                return known;
            }
            object.tail = known;
        }
        let object = self.heap.new_other(OtherObject::Traceback(Box::new(object)));
        if let Some(exception) = self.heap.exception_mut(exception) {
            exception.traceback_object = object;
        }
        object
    }

    /// Gives an exception the traceback that an object shows; what is none takes it away.
    pub(crate) fn restore_traceback(&mut self, exception: Value, traceback: Value) {
        let (entries, known) = match self.heap.other(traceback) {
            // Entries of a traceback object go from the outermost frame inwards.
            Some(OtherObject::Traceback(object)) => (object.shown().iter().rev().copied().collect(), traceback),
            _ => (Vec::new(), Value::UNBOUND),
        };
        if let Some(object) = self.heap.exception_mut(exception) {
            object.traceback = entries;
            object.traceback_object = known;
        }
    }

    /// The variable `self` of the running frame: suggestions look at it.
    pub(super) fn current_receiver(&self) -> Value {
        let Some(linked) = self.linked.get(self.current.code().0 as usize) else { return Value::UNBOUND };
        let Some(local) = linked.code.locals.iter().find(|local| &*local.name == "self") else { return Value::UNBOUND };
        let held = self.register_of(self.current.base(), local.register);
        match held.split() {
            Some((Kind::Cell, index)) => self.heap.cells.get(index).0,
            _ => held,
        }
    }
}

fn push_repeated(text: &mut String, count: usize) {
    if count > REPEATED {
        let more = count - REPEATED;
        let plural = if more > 1 { "s" } else { "" };
        text.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
    }
}

fn push_syntax_source(text: &mut String, source: &str, line: Option<i64>, numbers: [Option<i64>; 3]) {
    let [offset, end_line, end_offset] = numbers;
    let right: Vec<char> = source.trim_end_matches('\n').chars().collect();
    let left: Vec<char> = right.iter().copied().skip_while(|c| matches!(c, ' ' | '\n' | '\x0c')).collect();
    let spaces = (right.len() - left.len()) as i64;
    let stripped: String = left.iter().collect();
    text.push_str(&format!("    {stripped}\n"));
    let Some(mut offset) = offset else { return };
    let total = source.chars().count() as i64;
    let after = right.len() as i64 + 1;
    let mut end = if line == end_line { end_offset.filter(|end| *end != 0).unwrap_or(offset) } else { after };
    if total > 0 && offset > total {
        offset = after;
    }
    if total > 0 && end > total {
        end = after;
    }
    if offset >= end || end < 0 {
        end = offset.saturating_add(1);
    }
    let column = offset.saturating_sub(1).saturating_sub(spaces);
    if column < 0 {
        return;
    }
    let carets = end.saturating_sub(offset).clamp(0, after + 1) as usize;
    let space: String = left.iter().take(column as usize).map(|c| if c.is_whitespace() { *c } else { ' ' }).collect();
    text.push_str("    ");
    text.push_str(&space);
    text.extend(std::iter::repeat_n('^', carets));
    text.push('\n');
}

/// One frame: file, line and function, then its source with carets.
fn format_frame(code: &Code, pc: u32, style: Style) -> String {
    let span = code.span_at(pc);
    let (start, end) = (code.file.line_column(span.start), code.file.line_column(span.end.max(span.start)));
    let mut text = format!("  File \"{}\", line {}, in {}\n", code.file.name(), start.line, code.name);
    if style != Style::Carets {
        let line = code.file.line_text(start.line).trim();
        if style == Style::Line && !line.is_empty() {
            text.push_str(&format!("    {line}\n"));
        }
        return text;
    }
    let last = end.line.min(start.line.saturating_add(100_000));
    let lines: Vec<String> = (start.line..=last).map(|line| code.file.line_text(line).trim_end().to_string()).collect();
    if lines.iter().all(|line| line.trim().is_empty()) {
        return text;
    }
    let start_column = character_column(&code.file, start.line, start.column);
    let end_column = character_column(&code.file, last, end.column);
    let source = FrameSource::new(&lines, start_column, end_column);
    for line in source.shown_lines() {
        text.push_str("    ");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn character_column(file: &SourceFile, line: u32, bytes: u32) -> usize {
    let text = file.line_text(line);
    let mut end = (bytes as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].chars().count()
}

/// The dedented lines of an instruction's source, and which part of them it is.
struct FrameSource {
    lines: Vec<Vec<char>>,
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
}

impl FrameSource {
    fn new(lines: &[String], start: usize, end: usize) -> FrameSource {
        let margin = common_margin(lines);
        let dedent = |line: &String| -> Vec<char> {
            if line.trim().is_empty() { Vec::new() } else { line.chars().skip(margin).collect() }
        };
        let lines: Vec<Vec<char>> = lines.iter().map(dedent).collect();
        let (start, end) = (start.saturating_sub(margin), end.saturating_sub(margin));
        let mut source = FrameSource { lines, start, end, anchors: None };
        source.anchors = anchors::anchors(&source.segment());
        source
    }

    /// The source of the instruction itself.
    fn segment(&self) -> Vec<char> {
        let last = self.lines.len() - 1;
        let mut segment = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            let from = if number == 0 { self.start.min(line.len()) } else { 0 };
            let to = if number == last { self.end.min(line.len()) } else { line.len() };
            segment.extend_from_slice(line.get(from..to).unwrap_or(&[]));
            if number != last {
                segment.push('\n');
            }
        }
        segment
    }

    /// The first and last line and those around the anchors, with caret lines under them where they say something.
    fn shown_lines(&self) -> Vec<String> {
        let last = self.lines.len() - 1;
        let mut significant = vec![0, last];
        if let Some(anchors) = &self.anchors {
            for line in [anchors.left_line, anchors.right_line] {
                significant.extend(line.saturating_sub(1)..=(line + 1).min(last));
            }
        }
        significant.sort_unstable();
        significant.dedup();
        let show_carets = self.shows_carets();
        let mut shown = Vec::new();
        let mut before: Option<usize> = None;
        for line in significant {
            match before.map(|before| line - before) {
                Some(2) => self.push_line(line - 1, show_carets, &mut shown),
                Some(distance) if distance > 2 => shown.push(format!("...<{} lines>...", distance - 1)),
                _ => {}
            }
            self.push_line(line, show_carets, &mut shown);
            before = Some(line);
        }
        shown
    }

    fn push_line(&self, number: usize, show_carets: bool, shown: &mut Vec<String>) {
        let line = &self.lines[number];
        shown.push(line.iter().collect());
        if !show_carets {
            return;
        }
        let indent = line.iter().take_while(|c| c.is_whitespace()).count();
        let is_last = number == self.lines.len() - 1;
        let width = display_width(line, if is_last { self.end } else { line.len() });
        let start = display_width(line, self.start);
        let mut carets = String::new();
        for column in 0..width {
            let is_before = column < indent || (number == 0 && column < start);
            carets.push(if is_before { ' ' } else { self.caret(number, column) });
        }
        shown.push(carets);
    }

    fn caret(&self, number: usize, column: usize) -> char {
        let Some(anchors) = &self.anchors else { return '^' };
        let shift = |line: usize, column: usize| {
            let column = if line == 0 { column + self.start } else { column };
            self.lines.get(line).map_or(column, |text| display_width(text, column))
        };
        let left = (anchors.left_line, shift(anchors.left_line, anchors.left_column));
        let right = (anchors.right_line, shift(anchors.right_line, anchors.right_column));
        if (number, column) >= left && (number, column) < right { '^' } else { '~' }
    }

    /// Carets under a whole line say nothing, unless they have anchors; nor under the call of `return f()` and `x = f()`.
    fn shows_carets(&self) -> bool {
        let (first, last) = (&self.lines[0], &self.lines[self.lines.len() - 1]);
        let before: String = first.iter().take(self.start).collect();
        let after: String = last.iter().skip(self.end).collect();
        let rest = after.trim_start();
        if (rest.is_empty() || rest.starts_with('#') || rest.starts_with(';'))
            && let Node::Call { plain_name, .. } = anchors::outermost(&self.segment())
        {
            let is_return = before.trim_end() == "return" && before.len() > "return".len() && plain_name;
            let target = before.trim_end().strip_suffix('=').map(str::trim_end);
            let is_assignment = target.is_some_and(|name| {
                let mut chars = name.chars();
                chars.next().is_some_and(|c| c == '_' || c.is_alphabetic())
                    && chars.all(|c| c == '_' || c.is_alphanumeric())
            });
            if is_return || is_assignment {
                return false;
            }
        }
        self.anchors.is_some() || !before.trim_start().is_empty() || !after.trim_end().is_empty()
    }
}

/// The leading whitespace that all lines with text have in common, in characters.
fn common_margin(lines: &[String]) -> usize {
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        margin = Some(match margin {
            None => indent,
            Some(known) => {
                let same = known.chars().zip(indent.chars()).take_while(|(a, b)| a == b).count();
                &known[..same]
            }
        });
    }
    margin.map_or(0, str::len)
}

/// Columns that the first `count` characters of a line take on a terminal: wide East Asian characters take two.
fn display_width(line: &[char], count: usize) -> usize {
    if line.iter().all(char::is_ascii) {
        return count;
    }
    line.iter().take(count).map(|c| 1 + is_wide(*c) as usize).sum()
}

fn is_wide(c: char) -> bool {
    const WIDE: &[(u32, u32)] = &[
        (0x1100, 0x115F),
        (0x231A, 0x231B),
        (0x2329, 0x232A),
        (0x23E9, 0x23EC),
        (0x25FD, 0x25FE),
        (0x2614, 0x2615),
        (0x2648, 0x2653),
        (0x26A1, 0x26A1),
        (0x2705, 0x2705),
        (0x270A, 0x270B),
        (0x2728, 0x2728),
        (0x274C, 0x274C),
        (0x2753, 0x2755),
        (0x2795, 0x2797),
        (0x2B1B, 0x2B1C),
        (0x2B50, 0x2B50),
        (0x2E80, 0x303E),
        (0x3041, 0x33FF),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xA000, 0xA4CF),
        (0xA960, 0xA97F),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F),
        (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6),
        (0x17000, 0x18AFF),
        (0x1B000, 0x1B2FF),
        (0x1F004, 0x1F004),
        (0x1F0CF, 0x1F0CF),
        (0x1F18E, 0x1F18E),
        (0x1F191, 0x1F19A),
        (0x1F200, 0x1F320),
        (0x1F32D, 0x1F335),
        (0x1F337, 0x1F37C),
        (0x1F37E, 0x1F393),
        (0x1F3A0, 0x1F3CA),
        (0x1F3CF, 0x1F3D3),
        (0x1F3E0, 0x1F3F0),
        (0x1F3F4, 0x1F3F4),
        (0x1F3F8, 0x1F43E),
        (0x1F440, 0x1F440),
        (0x1F442, 0x1F4FC),
        (0x1F4FF, 0x1F53D),
        (0x1F54B, 0x1F567),
        (0x1F57A, 0x1F57A),
        (0x1F595, 0x1F596),
        (0x1F5A4, 0x1F5A4),
        (0x1F5FB, 0x1F64F),
        (0x1F680, 0x1F6C5),
        (0x1F6CC, 0x1F6CC),
        (0x1F6D0, 0x1F6D2),
        (0x1F6D5, 0x1F6D7),
        (0x1F6DC, 0x1F6DF),
        (0x1F6EB, 0x1F6EC),
        (0x1F6F4, 0x1F6FC),
        (0x1F7E0, 0x1F7EB),
        (0x1F90C, 0x1F93A),
        (0x1F93C, 0x1F945),
        (0x1F947, 0x1F9FF),
        (0x1FA70, 0x1FAF8),
        (0x20000, 0x3FFFD),
    ];
    WIDE.iter().any(|(first, last)| (*first..=*last).contains(&(c as u32)))
}
