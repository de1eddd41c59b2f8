//! What `contextvars` is made of: variables, the contexts that hold their values, and tokens of what was there before.

use crate::value::Value;
use std::sync::Arc;

/// The variables of a context with their values, in the order of the variables' numbers. A copy shares them until one of
/// the two is changed: a task gets its context for nothing.
pub type Variables = Arc<Vec<(Value, Value)>>;

/// A `ContextVar`.
#[derive(Clone, Debug)]
pub struct ContextVariable {
    pub name: Value,
    /// Unbound where there is none.
    pub default: Value,
}

/// What `ContextVar.set` returns.
#[derive(Clone, Debug)]
pub struct ContextToken {
    pub variable: Value,
    pub context: Value,
    /// The value before; unbound where the variable had none.
    pub old: Value,
    pub used: bool,
}
