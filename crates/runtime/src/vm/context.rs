//! The current context (PEP 567). It belongs to the task or handle that runs, not to a frame. Nobody has one before a
//! variable is set: an unbound value stands for an empty context.

use super::Vm;
use crate::native::{Raised, Res};
use crate::object::context::Variables;
use crate::object::other::OtherObject;
use crate::value::Value;
use std::sync::Arc;

impl Vm {
    /// The variables of a context; empty for the unbound one.
    pub fn context_variables(&self, context: Value) -> Variables {
        match self.heap.other(context) {
            Some(OtherObject::Context(variables)) => variables.clone(),
            _ => Variables::default(),
        }
    }

    /// Whether a value is a context.
    pub fn is_context(&self, value: Value) -> bool {
        matches!(self.heap.other(value), Some(OtherObject::Context(_)))
    }

    /// A new context with these variables.
    pub fn new_context(&mut self, variables: Variables) -> Value {
        self.heap.new_other(OtherObject::Context(variables))
    }

    /// The current context as an object: from now on it is that of the running task.
    pub fn current_context(&mut self) -> Value {
        if self.context.is_unbound() {
            self.context = self.new_context(Variables::default());
            self.keep_task_context(self.context);
        }
        self.context
    }

    /// The running task had no context of its own until now.
    pub(crate) fn keep_task_context(&mut self, context: Value) {
        if let Some(task) = self.scheduler.current_task()
            && let Some(object) = self.heap.task_mut(task)
            && object.context.is_unbound()
        {
            object.context = context;
        }
    }

    /// The context of a task as an object.
    pub fn task_context(&mut self, task: Value) -> Value {
        let known = self.heap.task(task).map_or(Value::NONE, |task| task.context);
        if !known.is_unbound() {
            return known;
        }
        let context = self.new_context(Variables::default());
        if self.scheduler.current_task() == Some(task) {
            // What `Context.run` calls inside the task comes back to this context.
            match self.outer_contexts.iter_mut().rev().find(|context| context.is_unbound()) {
                Some(outer) if !self.context.is_unbound() => *outer = context,
                _ => self.context = context,
            }
        }
        if let Some(object) = self.heap.task_mut(task) {
            object.context = context;
        }
        context
    }

    /// A copy of the current context for what runs later; unbound while it is empty.
    pub fn context_snapshot(&mut self) -> Value {
        let variables = self.context_variables(self.context);
        if variables.is_empty() { Value::UNBOUND } else { self.new_context(variables) }
    }

    /// The context that an argument `context` means: the one given, or a copy of the current one for None.
    pub fn context_argument(&mut self, given: Option<Value>) -> Value {
        match given.filter(|context| !context.is_none()) {
            Some(context) => context,
            None => self.context_snapshot(),
        }
    }

    /// The value of a variable in a context.
    pub fn context_value(&self, context: Value, variable: Value) -> Option<Value> {
        let Some(OtherObject::Context(variables)) = self.heap.other(context) else { return None };
        let at = variables.binary_search_by_key(&variable.index(), |(known, _)| known.index()).ok()?;
        Some(variables[at].1)
    }

    /// Sets a variable of the current context; unbound removes it. Returns the value before, or unbound.
    pub fn set_context_value(&mut self, variable: Value, value: Value) -> Res {
        let context = self.current_context();
        let count = self.context_variables(context).len();
        self.charge_fuel(count / 16)?;
        let mut charged = 0;
        let Some(OtherObject::Context(variables)) = self.heap.other_mut(context) else { return Ok(Value::UNBOUND) };
        if Arc::get_mut(variables).is_none() {
            charged = count * size_of::<(Value, Value)>();
            if !self.heap.has_room(charged) {
                return Err(self.end(super::Ending::Memory));
            }
        }
        let Some(OtherObject::Context(variables)) = self.heap.other_mut(context) else { return Ok(Value::UNBOUND) };
        let variables = Arc::make_mut(variables);
        let old = match variables.binary_search_by_key(&variable.index(), |(known, _)| known.index()) {
            Ok(at) if value.is_unbound() => variables.remove(at).1,
            Ok(at) => std::mem::replace(&mut variables[at].1, value),
            Err(_) if value.is_unbound() => Value::UNBOUND,
            Err(at) => {
                variables.insert(at, (variable, value));
                charged += size_of::<(Value, Value)>();
                Value::UNBOUND
            }
        };
        self.heap.charge(charged);
        Ok(old)
    }

    /// Makes a context the current one until `pop_context`.
    pub fn push_context(&mut self, context: Value) -> Result<(), Raised> {
        if self.context == context || self.outer_contexts.contains(&context) {
            let text = self.repr_text(context);
            return Err(self.runtime_error(format!("cannot enter context: {text} is already entered")));
        }
        self.outer_contexts.push(std::mem::replace(&mut self.context, context));
        Ok(())
    }

    /// Goes back to the context that was current before.
    pub fn pop_context(&mut self) {
        self.context = self.outer_contexts.pop().unwrap_or(Value::UNBOUND);
    }
}
