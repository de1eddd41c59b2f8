//! Formatting that must ask script code in between: `%` and `str.format`.
//!
//! A formatter is native and runs no script code. Where it needs an object's `__str__`, `__getitem__` and the like, it stops
//! with a question; the prelude answers it and starts the formatter again at the field where it stopped. The field is then
//! read anew, with the answers so far in the order in which they were asked for.

use super::Vm;
use crate::native::{Raised, Res};
use crate::value::Value;

/// Why a formatter stopped before its end.
#[derive(Debug)]
pub(super) enum Halt {
    Raised,
    Question(Question),
}

impl From<Raised> for Halt {
    fn from(_: Raised) -> Halt {
        Halt::Raised
    }
}

/// What the prelude's `text_answer` is to find out.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) kind: &'static str,
    pub(super) value: Value,
    pub(super) detail: Value,
}

/// A formatter's progress. Between two steps it is a list: pieces of the result, offset, counter, answers.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    /// What was written since the last stop, up to the end of the last whole field.
    pub(super) out: String,
    /// Where in the template the next field begins.
    pub(super) offset: usize,
    /// The formatter's own count: of arguments used or of fields numbered.
    pub(super) counter: i64,
    answers: Vec<Value>,
    used: usize,
    list: Option<Value>,
}

impl Dialogue {
    /// Goes on from a list.
    pub(super) fn resume(vm: &Vm, list: Value) -> Dialogue {
        let items = vm.heap.list(list).map_or(&[][..], |items| items);
        let number = |index: usize| items.get(index).and_then(|item| item.as_int()).unwrap_or(0);
        Dialogue {
            offset: number(1).max(0) as usize,
            counter: number(2),
            answers: items.get(3..).unwrap_or(&[]).to_vec(),
            list: Some(list),
            ..Dialogue::default()
        }
    }

    /// The answer to a question, or the question.
    pub(super) fn ask(&mut self, kind: &'static str, value: Value, detail: Value) -> Result<Value, Halt> {
        match self.answers.get(self.used) {
            Some(answer) => {
                self.used += 1;
                Ok(*answer)
            }
            None => Err(Halt::Question(Question { kind, value, detail })),
        }
    }

    /// A field is written: its answers are used up.
    pub(super) fn finish_field(&mut self) {
        self.answers.clear();
        self.used = 0;
    }

    /// Writes the progress and a question into the list.
    pub(super) fn suspend(self, vm: &mut Vm, question: Question) -> Value {
        let piece = vm.heap.str_from(self.out);
        let kind = vm.heap.str(question.kind);
        let question = vm.heap.tuple_of(&[kind, question.value, question.detail]);
        let numbers = [Value::small(self.offset as i64), Value::small(self.counter)];
        let list = match self.list {
            Some(list) => list,
            None => {
                let pieces = vm.heap.list_of(Vec::new());
                vm.heap.list_of(vec![pieces])
            }
        };
        let pieces = vm.heap.list(list).and_then(|items| items.first().copied());
        if let Some(items) = vm.heap.list_mut(list) {
            items.truncate(1);
            items.extend(numbers);
            items.extend(self.answers);
            items.push(question);
        }
        if let Some(pieces) = pieces.and_then(|pieces| vm.heap.list_mut(pieces)) {
            pieces.push(piece);
        }
        list
    }

    /// The whole result.
    pub(super) fn finish(self, vm: &Vm) -> String {
        let pieces = self.list.and_then(|list| vm.heap.list(list)).and_then(|items| items.first().copied());
        let Some(pieces) = pieces.and_then(|pieces| vm.heap.list(pieces)) else { return self.out };
        let mut whole: String = pieces.iter().filter_map(|piece| vm.heap.text(*piece)).collect();
        whole.push_str(&self.out);
        whole
    }
}

impl Vm {
    /// `str(value)` in a formatter.
    pub(super) fn asked_text(
        &mut self,
        dialogue: &mut Dialogue,
        kind: &'static str,
        value: Value,
    ) -> Result<Value, Halt> {
        let native = match kind {
            "str" => self.str_native(value)?,
            "repr" => self.repr_native(value)?,
            _ => self.repr_native(value)?.map(|text| self.ascii_of(text)).transpose()?,
        };
        match native {
            Some(text) => Ok(text),
            None => dialogue.ask(kind, value, Value::NONE),
        }
    }

    /// A str with everything that is not ASCII escaped.
    pub fn ascii_of(&mut self, text: Value) -> Res {
        let source = self.text_argument(text).unwrap_or("");
        if source.is_ascii() {
            return Ok(text);
        }
        // No character becomes more than three times as long as it is in UTF-8.
        let mut out = self.text_buffer(self.text_argument(text).map_or(0, str::len).saturating_mul(3))?;
        for c in self.text_argument(text).unwrap_or("").chars() {
            if c.is_ascii() { out.push(c) } else { crate::text::quote::push_escape(&mut out, c) }
        }
        Ok(self.heap.str_from(out))
    }

    /// Item `key` of `container` in a formatter.
    pub(super) fn asked_item(&mut self, dialogue: &mut Dialogue, container: Value, key: Value) -> Result<Value, Halt> {
        match self.get_item_native(container, key)? {
            Some(item) => Ok(item),
            None => dialogue.ask("item", container, key),
        }
    }

    /// Goes on with a formatter through the prelude.
    pub(super) fn tail_dialogue(&mut self, name: &str, template: Value, values: Value, list: Value) -> Res {
        self.tail_prelude(name, &[template, values, list])
    }
}
