//! Raising exceptions from native code. The texts of messages that several places share are made here.

use crate::native::{Raised, Res};
use crate::object::class::ClassId;
use crate::types::classes;
use crate::value::Value;
use crate::vm::Vm;

macro_rules! raisers {
    ($($(#[$doc:meta])* $name:ident $class:ident;)*) => {
        impl Vm {
            $(
                $(#[$doc])*
                #[cold]
                pub fn $name(&mut self, message: impl AsRef<str>) -> Raised {
                    self.raise_text(classes::$class, message.as_ref())
                }
            )*
        }
    };
}

raisers! {
    /// Raises TypeError.
    type_error TYPE_ERROR;
    /// Raises ValueError.
    value_error VALUE_ERROR;
    /// Raises IndexError.
    index_error INDEX_ERROR;
    /// Raises AttributeError.
    attribute_error ATTRIBUTE_ERROR;
    /// Raises NameError.
    name_error NAME_ERROR;
    /// Raises UnboundLocalError.
    unbound_local_error UNBOUND_LOCAL_ERROR;
    /// Raises OverflowError.
    overflow_error OVERFLOW_ERROR;
    /// Raises ZeroDivisionError.
    zero_division_error ZERO_DIVISION_ERROR;
    /// Raises RuntimeError.
    runtime_error RUNTIME_ERROR;
    /// Raises RecursionError.
    recursion_error RECURSION_ERROR;
    /// Raises MemoryError.
    memory_error MEMORY_ERROR;
    /// Raises ImportError.
    import_error IMPORT_ERROR;
    /// Raises ModuleNotFoundError.
    module_not_found_error MODULE_NOT_FOUND_ERROR;
    /// Raises AssertionError.
    assertion_error ASSERTION_ERROR;
    /// Raises LookupError.
    lookup_error LOOKUP_ERROR;
}

impl Vm {
    /// Raises an exception of a built-in class with one string as its argument.
    #[cold]
    pub fn raise_text(&mut self, class: ClassId, message: &str) -> Raised {
        let message = self.heap.str(message);
        self.raise_with(class, &[message])
    }

    /// Raises an exception of a built-in class with these arguments.
    #[cold]
    pub fn raise_with(&mut self, class: ClassId, args: &[Value]) -> Raised {
        let exception = self.new_exception(class, args);
        self.raise(exception)
    }

    /// Raises KeyError for a key.
    #[cold]
    pub fn key_error(&mut self, key: Value) -> Raised {
        self.raise_with(classes::KEY_ERROR, &[key])
    }

    /// Raises StopIteration; no argument for None.
    #[cold]
    pub fn stop_iteration(&mut self, value: Value) -> Raised {
        let args: &[Value] = if value.is_none() { &[] } else { &[value] };
        self.raise_with(classes::STOP_ITERATION, args)
    }

    /// Sends an exception object on its way. Its context is set from the exception being handled.
    pub fn raise(&mut self, exception: Value) -> Raised {
        self.link_context(exception);
        self.heap.raised = exception;
        Raised
    }

    /// Takes the exception that is on its way.
    pub fn take_raised(&mut self) -> Value {
        std::mem::replace(&mut self.heap.raised, Value::UNBOUND)
    }

    /// Drops the exception that is on its way, but not what ends the script or the call.
    pub fn discard_raised(&mut self) -> Res<()> {
        if self.ending.is_some() || self.is_limit_reached(self.heap.raised) {
            return Err(Raised);
        }
        self.take_raised();
        Ok(())
    }

    /// Takes the exception that is on its way if it is of that class; passes it on otherwise.
    pub fn catch(&mut self, class: ClassId) -> Res<Value> {
        if self.heap.is_instance(self.heap.raised, class) { Ok(self.take_raised()) } else { Err(Raised) }
    }

    /// `'int' object is not iterable` and the like: the type's name in quotes, then the text.
    #[cold]
    pub fn type_error_of(&mut self, value: Value, text: &str) -> Raised {
        let message = format!("'{}' {text}", self.heap.type_name(value));
        self.type_error(message)
    }
}
