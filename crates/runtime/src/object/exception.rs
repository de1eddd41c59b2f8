//! Exceptions.

use super::class::ClassId;
use super::function::CodeId;
use crate::value::Value;
use std::any::Any;
use std::sync::Arc;

/// An instance of a class that derives from BaseException.
#[derive(Clone, Debug)]
pub struct ExceptionObject {
    pub class: ClassId,
    /// The tuple of arguments.
    pub args: Value,
    /// `__cause__`, unbound for None.
    pub cause: Value,
    /// `__context__`, unbound for None.
    pub context: Value,
    pub suppress_context: bool,
    /// Innermost frame first: unwinding appends.
    pub traceback: Vec<TracebackEntry>,
    /// The object that `__traceback__` gave, while it still shows all of that; unbound before.
    pub traceback_object: Value,
    /// What the class adds: `StopIteration.value`, `SystemExit.code`, the tuple of a group's exceptions; unbound if none.
    pub value: Value,
    /// The dict of other attributes (`__notes__` among them), or unbound.
    pub dict: Value,
    /// The host's own error that it was made from.
    pub origin: Option<Arc<dyn Any + Send + Sync>>,
}

/// A place that an exception came through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TracebackEntry {
    pub code: CodeId,
    /// The instruction that raised.
    pub pc: u32,
}

impl TracebackEntry {
    /// Stands for the function's definition where no instruction of it ran.
    pub const DEFINITION: u32 = u32::MAX;
}

impl Default for ExceptionObject {
    fn default() -> ExceptionObject {
        let unbound = Value::UNBOUND;
        ExceptionObject {
            class: ClassId(0),
            args: unbound,
            cause: unbound,
            context: unbound,
            suppress_context: false,
            traceback: Vec::new(),
            traceback_object: unbound,
            value: unbound,
            dict: unbound,
            origin: None,
        }
    }
}
