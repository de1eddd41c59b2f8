//! Parts that their owners (object model, containers) are about to land under the same names; each of these goes when its
//! owner's version comes.

use super::Vm;
use crate::heap::Heap;
use crate::native::{Raised, Res};
use crate::object::class::ClassId;
use crate::object::other::OtherObject;
use crate::symbol::Symbol;
use crate::types::classes;
use crate::value::{Kind, Value};

impl Vm {
    /// Whether an exception matches a class or a tuple of classes.
    pub fn exception_matches(&mut self, exception: Value, class: Value) -> Res<bool> {
        if let Some(tuple) = self.heap.tuple(class).map(|tuple| tuple.to_vec()) {
            for class in tuple {
                if self.exception_matches(exception, class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match Heap::as_class(class).filter(|class| self.heap.is_subclass(*class, classes::BASE_EXCEPTION)) {
            Some(class) => Ok(self.heap.is_instance(exception, class)),
            None => Err(self.type_error("catching classes that do not inherit from BaseException is not allowed")),
        }
    }

    /// Whether a value is an instance of a class or of one in a tuple.
    pub fn is_instance_of(&mut self, value: Value, class: Value) -> Res<bool> {
        if let Some(tuple) = self.heap.tuple(class).map(|tuple| tuple.to_vec()) {
            for class in tuple {
                if self.is_instance_of(value, class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match Heap::as_class(class) {
            Some(class) => Ok(self.heap.is_instance(value, class)),
            None => Err(self.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")),
        }
    }

    /// The class whose MRO `super(class, receiver)` searches.
    pub fn super_start(&mut self, class: ClassId, receiver: Value) -> Res<ClassId> {
        if let Some(own) = Heap::as_class(receiver)
            && self.heap.is_subclass(own, class)
        {
            return Ok(own);
        }
        let own = self.heap.class_of(receiver);
        if self.heap.is_subclass(own, class) {
            return Ok(own);
        }
        let (class, own) = (self.heap.class_name(class), self.heap.class_name(own));
        let message =
            format!("super(type, obj): obj (instance of {own}) is not an instance or subtype of type ({class}).");
        Err(self.type_error(message))
    }

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

    /// The `__traceback__` of an exception as an object.
    pub fn traceback_object(&mut self, exception: Value) -> Value {
        let entries = self.heap.exception(exception).map(|object| object.traceback.clone()).unwrap_or_default();
        if entries.is_empty() {
            return Value::NONE;
        }
        self.heap.new_other(OtherObject::Traceback { entries: entries.into(), index: 0 })
    }

    /// The part of an exception that matches a class of `except*`, and the rest; None for nothing.
    pub fn split_group(&mut self, exception: Value, class: Value) -> Res<(Value, Value)> {
        if self.exception_matches(exception, class)? {
            return Ok((exception, Value::NONE));
        }
        Ok((Value::NONE, exception))
    }

    /// What is raised at the end of `except*`.
    pub fn merge_groups(&mut self, _original: Value, raised: Value, rest: Value) -> Res {
        let first = self.heap.list(raised).and_then(|list| list.first().copied());
        Ok(first.unwrap_or(rest))
    }

    /// The exception that `throw(class, argument, traceback)` throws.
    pub fn throw_argument(&mut self, class: Value, argument: Value, _traceback: Value) -> Res {
        if class.is_kind(Kind::Exception) {
            if !argument.is_unbound() && !argument.is_none() {
                return Err(self.type_error("instance exception may not have a separate value"));
            }
            return Ok(class);
        }
        if Heap::as_class(class).is_some_and(|id| self.heap.is_subclass(id, classes::BASE_EXCEPTION)) {
            if argument.is_kind(Kind::Exception) {
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

    /// Shows a warning.
    pub fn warn(&mut self, class: ClassId, message: &str) -> Result<(), Raised> {
        let text = format!("{}: {message}\n", self.heap.class_name(class));
        let written = self.host.write(crate::host::Stream::Err, text.as_bytes());
        written.map_err(|_| Raised)
    }

    /// A new exception of any exception class, as its `__new__` makes it.
    pub fn exception_new(&mut self, class: ClassId, args: &[Value], _keywords: &[(Symbol, Value)]) -> Res {
        Ok(self.new_exception(class, args))
    }

    /// The same with the built-in `__init__`.
    pub fn construct_exception_with(&mut self, class: ClassId, args: &[Value], _keywords: &[(Symbol, Value)]) -> Res {
        Ok(self.new_exception(class, args))
    }
}
