//! What messages and warnings need of values: a repr that runs no script code, the exception that `throw` is given, and
//! the way of a warning to standard error.

use super::Vm;
use crate::heap::Heap;
use crate::native::{Raised, Res};
use crate::types::classes;
use crate::value::{Kind, Value};

impl Vm {
    /// `repr()` for messages: values whose repr needs script code are shown by their type.
    pub fn repr_text(&mut self, value: Value) -> String {
        match self.repr_native(value) {
            Ok(Some(text)) => self.heap.text(text).unwrap_or("").to_string(),
            Ok(None) => format!("<{} object>", self.heap.type_name(value)),
            Err(Raised) => {
                self.take_raised();
                format!("<{} object>", self.heap.type_name(value))
            }
        }
    }

    /// The exception that `throw(class, argument, traceback)` throws.
    pub fn throw_argument(&mut self, class: Value, argument: Value, traceback: Value) -> Res {
        if class.is_unbound() {
            let given = argument.as_int().unwrap_or(0);
            return Err(self.type_error(match given {
                0 => "athrow expected at least 1 argument, got 0".to_string(),
                _ => format!("athrow expected at most 3 arguments, got {given}"),
            }));
        }
        if !traceback.is_unbound() && !traceback.is_none() && self.heap.class_of(traceback) != classes::TRACEBACK {
            return Err(self.type_error("throw() third argument must be a traceback object"));
        }
        if class.is_kind(Kind::Exception) {
            if !argument.is_unbound() && !argument.is_none() {
                return Err(self.type_error("instance exception may not have a separate value"));
            }
            return Ok(class);
        }
        if Heap::as_class(class).is_some_and(|id| self.heap.is_subclass(id, classes::BASE_EXCEPTION)) {
            if let Some(items) = self.heap.tuple(argument).map(|items| items.to_vec()) {
                return self.call(class, &items);
            }
            if Heap::as_class(class).is_some_and(|id| self.heap.is_instance(argument, id)) {
                return Ok(argument);
            }
            if argument.is_unbound() || argument.is_none() {
                return self.call(class, &[]);
            }
            return self.call(class, &[argument]);
        }
        let name = self.heap.type_name(class);
        let message = format!("exceptions must be classes or instances deriving from BaseException, not {name}");
        Err(self.type_error(message))
    }
}
