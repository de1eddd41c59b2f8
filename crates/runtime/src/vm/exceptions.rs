//! Making exceptions: what each built-in class keeps of its arguments, and the normalisation that `raise` does.
//!
//! An exception's `value` is what its class adds to `BaseException`: one value for `StopIteration` and `SystemExit`, the
//! tuple of a group's exceptions, and for the classes of `FAMILIES` a list of fields that scripts never see as such.

use super::Vm;
use crate::native::Raised;
use crate::object::exception::ExceptionObject;
use crate::symbol::Symbol;
use crate::types::classes;
use crate::value::Value;

impl Vm {
    /// Raises AttributeError with the name and the object that suggestions are made from.
    #[cold]
    pub fn attribute_error_for(&mut self, message: impl AsRef<str>, object: Value, name: Symbol) -> Raised {
        let message = self.heap.str(message.as_ref());
        let args = self.heap.tuple_of(&[message]);
        let name = self.heap.symbol_value(name);
        let value = self.heap.list_of(vec![name, object]);
        let class = classes::ATTRIBUTE_ERROR;
        let exception =
            self.heap.new_exception_object(ExceptionObject { class, args, value, ..ExceptionObject::default() });
        self.raise(exception)
    }
}
