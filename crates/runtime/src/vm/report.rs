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

    /// What the script put in place of a hook of `sys`.
    pub(super) fn script_hook(&mut self, name: &str) -> Option<Value> {
        let [own, info] = ["sys", "_sys"].map(|module| self.builtin_module(module));
        let [own, info] = [own.ok()?, info.ok()?].map(|module| self.heap.module(module).map(|module| module.dict));
        let key = self.heap.interned(name);
        let hook = self.namespace_get(own?, key)?;
        (self.namespace_get(info?, key) != Some(hook)).then_some(hook)
    }

    /// Calls a function of the Python part of `sys`.
    pub(super) fn call_sys_info(&mut self, name: &str, args: &[Value]) -> Res {
        let module = self.builtin_module("_sys")?;
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        let key = self.heap.interned(name);
        let function = self.namespace_get(dict, key).unwrap_or(Value::NONE);
        self.call(function, args)
    }

    /// Gives the exception that ended the main program to the `sys.excepthook` that the script put there: what is left to
    /// be written to standard error. None where there is no such hook.
    pub fn call_exception_hook(&mut self, exception: Value) -> Res<Option<String>> {
        let Some(hook) = self.script_hook("excepthook") else { return Ok(None) };
        let base = self.roots.len();
        self.roots.push(exception);
        let text = match self.call_sys_info("call_exception_hook", &[hook, exception]) {
            Ok(_) => Ok(String::new()),
            Err(Raised) => {
                let raised = self.take_raised();
                self.roots.push(raised);
                self.render_both(raised, exception)
            }
        };
        self.roots.truncate(base);
        text.map(Some)
    }

    fn render_both(&mut self, second: Value, first: Value) -> Res<String> {
        let (second, first) = (self.render_traceback(second)?, self.render_traceback(first)?);
        self.check_size((second.len() + first.len()).saturating_mul(2))?;
        Ok(format!("Error in sys.excepthook:\n{second}\nOriginal exception was:\n{first}"))
    }

    /// The exception that `throw(class, argument, traceback)` throws. An error that making it raises takes its place, as in
    /// CPython's `PyErr_NormalizeException`.
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
            if Heap::as_class(class).is_some_and(|id| self.heap.is_instance(argument, id)) {
                return Ok(argument);
            }
            let made = match self.heap.tuple(argument).map(|items| items.to_vec()) {
                Some(items) => self.call(class, &items),
                None if argument.is_unbound() || argument.is_none() => self.call(class, &[]),
                None => self.call(class, &[argument]),
            };
            return match made {
                Ok(exception) if exception.is_kind(Kind::Exception) => Ok(exception),
                Ok(other) => {
                    let Raised = self.not_an_exception(class, other, false);
                    Ok(self.take_raised())
                }
                Err(Raised) => Ok(self.take_raised()),
            };
        }
        let name = self.heap.type_name(class);
        let message = format!("exceptions must be classes or instances deriving from BaseException, not {name}");
        Err(self.type_error(message))
    }

    /// Calling an exception class gave something else. `raise` shows that one's class by its repr, `throw` by its name.
    #[cold]
    pub(super) fn not_an_exception(&mut self, class: Value, other: Value, by_repr: bool) -> Raised {
        let class = self.repr_text(class);
        let other = match by_repr {
            true => self.class_repr(self.heap.class_of(other)),
            false => self.heap.type_name(other).to_string(),
        };
        self.type_error(format!("calling {class} should have returned an instance of BaseException, not {other}"))
    }
}
