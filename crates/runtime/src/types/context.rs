//! Methods of `contextvars.ContextVar`, `Context` and `Token`.

use crate::native::{Args, NativeDef, Raised, Res, Signature, getter, method, static_method};
use crate::object::context::{ContextToken, ContextVariable};
use crate::object::other::OtherObject;
use crate::types::classes;
use crate::value::Value;
use crate::vm::{Pending, Vm};
use std::sync::Arc;

/// Members of `Context`.
pub static CONTEXT: &[NativeDef] = &[
    static_method("__new__", context_new, Signature::Any),
    method("__getitem__", context_getitem, Signature::One),
    method("__contains__", context_contains, Signature::One),
    method("__iter__", context_keys, Signature::None),
    method("__len__", context_len, Signature::None),
    method("__eq__", context_eq, Signature::One),
    method("copy", context_copy, Signature::None),
    method("get", context_get, Signature::Range(1, 2)),
    method("items", context_items, Signature::None),
    method("keys", context_keys, Signature::None),
    method("run", context_run, Signature::Any),
    method("values", context_values, Signature::None),
];

/// Members of `ContextVar`.
pub static VARIABLE: &[NativeDef] = &[
    static_method("__new__", variable_new, Signature::Any),
    method("get", variable_get, Signature::Range(0, 1)),
    method("reset", variable_reset, Signature::One),
    method("set", variable_set, Signature::One),
    getter("name", variable_name),
];

/// Members of `Token`.
pub static TOKEN: &[NativeDef] = &[
    static_method("__new__", token_new, Signature::Any),
    getter("old_value", token_old_value),
    getter("var", token_variable),
];

impl Vm {
    /// The key of a context must be a variable.
    pub fn context_key(&mut self, key: Value) -> Result<Value, Raised> {
        match self.heap.other(key) {
            Some(OtherObject::ContextVar(_)) => Ok(key),
            _ => {
                let text = self.repr_text(key);
                Err(self.type_error(format!("a ContextVar key was expected, got {text}")))
            }
        }
    }

    /// `context == other` for two contexts.
    pub fn contexts_equal(&mut self, a: Value, b: Value) -> Res<bool> {
        let (left, right) = (self.context_variables(a), self.context_variables(b));
        if Arc::ptr_eq(&left, &right) {
            return Ok(true);
        }
        if left.len() != right.len() {
            return Ok(false);
        }
        for (one, other) in left.iter().zip(right.iter()) {
            if one.0 != other.0 || !(one.1 == other.1 || self.equals(one.1, other.1)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

// ---- contexts

fn context_new(vm: &mut Vm, args: Args) -> Res {
    if args.count > 1 {
        return Err(vm.type_error("Context() does not accept any arguments"));
    }
    Ok(vm.new_context(Default::default()))
}

fn context_getitem(vm: &mut Vm, args: Args) -> Res {
    let (context, key) = (args.get(vm, 0), args.get(vm, 1));
    let key = vm.context_key(key)?;
    match vm.context_value(context, key) {
        Some(value) => Ok(value),
        None => Err(vm.key_error(key)),
    }
}

fn context_contains(vm: &mut Vm, args: Args) -> Res {
    let (context, key) = (args.get(vm, 0), args.get(vm, 1));
    let key = vm.context_key(key)?;
    Ok(Value::bool(vm.context_value(context, key).is_some()))
}

fn context_get(vm: &mut Vm, args: Args) -> Res {
    let (context, key) = (args.get(vm, 0), args.get(vm, 1));
    let key = vm.context_key(key)?;
    let value = vm.context_value(context, key);
    Ok(value.or(args.opt(vm, 2)).unwrap_or(Value::NONE))
}

fn context_len(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::small(vm.context_variables(args.get(vm, 0)).len() as i64))
}

fn context_eq(vm: &mut Vm, args: Args) -> Res {
    let (context, other) = (args.get(vm, 0), args.get(vm, 1));
    if !vm.is_context(other) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(Value::bool(vm.contexts_equal(context, other)?))
}

fn context_copy(vm: &mut Vm, args: Args) -> Res {
    let variables = vm.context_variables(args.get(vm, 0));
    Ok(vm.new_context(variables))
}

/// An iterator over what `part` takes of each variable and its value.
fn iterate(vm: &mut Vm, args: Args, part: fn(&mut Vm, (Value, Value)) -> Value) -> Res {
    let variables = vm.context_variables(args.get(vm, 0));
    vm.charge_fuel(variables.len())?;
    let items: Vec<Value> = variables.iter().map(|entry| part(vm, *entry)).collect();
    let items = vm.heap.tuple_of(&items);
    Ok(vm.native_iterator(items)?.unwrap_or(items))
}

fn context_keys(vm: &mut Vm, args: Args) -> Res {
    iterate(vm, args, |_, (variable, _)| variable)
}

fn context_values(vm: &mut Vm, args: Args) -> Res {
    iterate(vm, args, |_, (_, value)| value)
}

fn context_items(vm: &mut Vm, args: Args) -> Res {
    iterate(vm, args, |vm, (variable, value)| vm.heap.tuple_of(&[variable, value]))
}

/// `context.run(callable, *args, **kwargs)`: the prelude enters and leaves the context.
fn context_run(vm: &mut Vm, args: Args) -> Res {
    if args.count - args.keywords < 2 {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    }
    let arguments: smallvec::SmallVec<[Value; 4]> = args.slice(vm).into();
    let base = vm.roots.len();
    vm.roots.extend_from_slice(&arguments);
    let callee = vm.prelude("context_run");
    vm.roots.truncate(base);
    let (callee, names) = (callee?, args.names);
    vm.pending = Some(match args.keywords {
        0 => Pending::Call { callee, args: arguments },
        _ => Pending::CallKeywords { callee, args: arguments, names },
    });
    Ok(Value::PENDING)
}

// ---- variables

fn variable_new(vm: &mut Vm, args: Args) -> Res {
    let given = args.count - args.keywords;
    if given != 2 {
        let given = given.saturating_sub(1);
        return Err(vm.type_error(format!("ContextVar() takes exactly 1 positional argument ({given} given)")));
    }
    let mut default = Value::UNBOUND;
    let names = vm.heap.tuple(args.names).map(|names| names.to_vec()).unwrap_or_default();
    for (name, index) in names.iter().zip(given..) {
        let text = vm.heap.text(*name).unwrap_or("").to_string();
        if text != "default" {
            return Err(vm.type_error(format!("ContextVar() got an unexpected keyword argument '{text}'")));
        }
        default = args.get(vm, index);
    }
    let name = args.get(vm, 1);
    if vm.heap.text(vm.heap.plain(name)).is_none() {
        return Err(vm.type_error("context variable name must be a str"));
    }
    vm.heap.charge(size_of::<ContextVariable>());
    Ok(vm.heap.new_other(OtherObject::ContextVar(Box::new(ContextVariable { name, default }))))
}

fn variable_parts(vm: &Vm, variable: Value) -> (Value, Value) {
    match vm.heap.other(variable) {
        Some(OtherObject::ContextVar(object)) => (object.name, object.default),
        _ => (Value::NONE, Value::UNBOUND),
    }
}

fn variable_name(vm: &mut Vm, args: Args) -> Res {
    Ok(variable_parts(vm, args.get(vm, 0)).0)
}

fn variable_get(vm: &mut Vm, args: Args) -> Res {
    let variable = args.get(vm, 0);
    if let Some(value) = vm.context_value(vm.context, variable) {
        return Ok(value);
    }
    let own = Some(variable_parts(vm, variable).1).filter(|default| !default.is_unbound());
    match args.opt(vm, 1).or(own) {
        Some(default) => Ok(default),
        None => Err(vm.raise_with(classes::LOOKUP_ERROR, &[variable])),
    }
}

fn variable_set(vm: &mut Vm, args: Args) -> Res {
    let (variable, value) = (args.get(vm, 0), args.get(vm, 1));
    let old = vm.set_context_value(variable, value)?;
    let token = ContextToken { variable, context: vm.context, old, used: false };
    vm.heap.charge(size_of::<ContextToken>());
    Ok(vm.heap.new_other(OtherObject::ContextToken(Box::new(token))))
}

fn variable_reset(vm: &mut Vm, args: Args) -> Res {
    let (variable, token) = (args.get(vm, 0), args.get(vm, 1));
    let Some(OtherObject::ContextToken(object)) = vm.heap.other(token) else {
        let text = vm.repr_text(token);
        return Err(vm.type_error(format!("expected an instance of Token, got {text}")));
    };
    let (of, context, old, used) = (object.variable, object.context, object.old, object.used);
    let text = vm.repr_text(token);
    if used {
        return Err(vm.runtime_error(format!("{text} has already been used once")));
    }
    if of != variable {
        return Err(vm.value_error(format!("{text} was created by a different ContextVar")));
    }
    if vm.context != context {
        return Err(vm.value_error(format!("{text} was created in a different Context")));
    }
    if let Some(OtherObject::ContextToken(object)) = vm.heap.other_mut(token) {
        object.used = true;
    }
    vm.set_context_value(variable, old)?;
    Ok(Value::NONE)
}

// ---- tokens

fn token_new(vm: &mut Vm, _args: Args) -> Res {
    Err(vm.runtime_error("Tokens can only be created by ContextVars"))
}

fn token_variable(vm: &mut Vm, args: Args) -> Res {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::ContextToken(token)) => Ok(token.variable),
        _ => Ok(Value::NONE),
    }
}

fn token_old_value(vm: &mut Vm, args: Args) -> Res {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::ContextToken(token)) if token.old.is_unbound() => Ok(Value::MISSING),
        Some(OtherObject::ContextToken(token)) => Ok(token.old),
        _ => Ok(Value::NONE),
    }
}
