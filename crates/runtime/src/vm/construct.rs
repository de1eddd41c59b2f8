//! Calls of classes: an object is made by `__new__`, then initialised by `__init__`, here where that is simple and in the
//! prelude where scripts have a say.

use super::call::Call;
use super::{Mode, Pending, Step, Vm};
use crate::heap::Heap;
use crate::object::class::{ClassId, Layout};
use crate::symbol::names;
use crate::types::{self, classes};
use crate::value::{Kind, Value};

impl Vm {
    /// Calls a class: `__new__`, then `__init__`.
    pub(super) fn invoke_class(&mut self, class: ClassId, call: Call) -> Step {
        if class == classes::STR
            && call.argc == 1
            && call.names.is_unbound()
            && let Some(text) = self.str_native(self.stack[call.window + 1])?
        {
            return self.complete(text, call.dst, call.mode);
        }
        let Some(object) = self.heap.script_class(class) else {
            if call.argc > 0 && call.names.is_unbound() && self.heap.account.limit().is_some() {
                self.clear_way_of_class(class, self.stack[call.window + 1], call.window + 1 + call.argc);
            }
            return self.construct_builtin(class, class, call);
        };
        if object.hooks.new || object.is_abstract {
            return self.construct_by_new(call);
        }
        match object.layout {
            Layout::Instance => self.construct_instance(class, call),
            Layout::Exception => self.construct_exception_by_call(class, call),
            Layout::Builtin(_) => self.construct_by_new(call),
        }
    }

    /// An exception: made here, initialised by a script's `__init__` if its class has one.
    fn construct_exception_by_call(&mut self, class: ClassId, call: Call) -> Step {
        let args: smallvec::SmallVec<[Value; 4]> = self.stack[call.window + 1..call.window + 1 + call.argc].into();
        let names = self.heap.tuple(call.names).map(|names| names.to_vec()).unwrap_or_default();
        let (positional, values) = args.split_at(args.len() - names.len().min(args.len()));
        #[expect(clippy::disallowed_methods, reason = "as many as the call has arguments")]
        let mut keywords = Vec::with_capacity(names.len());
        for (name, value) in names.iter().zip(values) {
            let text = self.heap.text(*name).unwrap_or("").to_string();
            keywords.push((self.heap.intern(&text), *value));
        }
        let init = self.heap.class_lookup(class, names::INIT).unwrap_or(Value::UNBOUND);
        if init.is_kind(Kind::Function) && call.mode == Mode::Value {
            let exception = self.exception_new(class, positional, &keywords)?;
            return self.initialise(exception, init, call);
        }
        if init.is_kind(Kind::Function) {
            return self.construct_by_new(call);
        }
        let exception = self.construct_exception_with(class, positional, &keywords)?;
        self.complete(exception, call.dst, call.mode)
    }

    /// A plain instance: allocated here, initialised by its `__init__` if the class has one.
    fn construct_instance(&mut self, class: ClassId, call: Call) -> Step {
        let init = self.heap.class_lookup(class, names::INIT).unwrap_or(Value::UNBOUND);
        if !init.is_kind(Kind::Function) && (call.argc > 0 || !init.is_kind(Kind::Native)) {
            if init.is_kind(Kind::Native) {
                let name = self.heap.class_name(class).to_string();
                return Err(self.type_error(format!("{name}() takes no arguments")).into());
            }
            return self.construct_by_new(call);
        }
        if init.is_kind(Kind::Function) && call.mode != Mode::Value {
            return self.construct_by_new(call);
        }
        let instance = self.new_instance(class, None);
        if init.is_kind(Kind::Native) {
            return self.complete(instance, call.dst, call.mode);
        }
        self.initialise(instance, init, call)
    }

    /// Runs a script's `__init__` on a new object; the object is the call's result.
    fn initialise(&mut self, instance: Value, init: Value, call: Call) -> Step {
        let top = self.current.top().max(call.window as u32) as usize;
        // The object stands below the window of `__init__`.
        let below = self.current.top() as usize;
        self.reserve_stack(top, call.argc + 4);
        self.stack.copy_within(call.window + 1..call.window + 1 + call.argc, top + 3);
        self.stack[below] = instance;
        self.stack[top + 1] = init;
        self.stack[top + 2] = instance;
        let call = Call { window: top + 1, argc: call.argc + 1, mode: Mode::Init, ..call };
        self.invoke(call)
    }

    /// `list(...)`, `dict(...)`, `set(...)`: made empty, then filled by the native `__init__` or what that calls.
    fn construct_container(&mut self, class: ClassId, init: Value, call: Call) -> Step {
        let Some(native) = init.index_of(Kind::Native) else { return self.construct_by_prelude(call, "construct") };
        let container = match class {
            classes::LIST => self.heap.list_of(Vec::new()),
            classes::DICT => self.heap.new_dict(Default::default()),
            _ => self.new_empty_set(false),
        };
        let below = self.current.top() as usize;
        let top = self.current.top().max(call.window as u32) as usize;
        self.reserve_stack(top, call.argc + 4);
        self.stack.copy_within(call.window + 1..call.window + 1 + call.argc, top + 3);
        self.stack[below] = container;
        self.stack[top + 1] = init;
        self.stack[top + 2] = container;
        let value = self.native_value(native, Call { window: top + 1, argc: call.argc + 1, ..call })?;
        if value != Value::PENDING {
            return self.complete(container, call.dst, call.mode);
        }
        let Some(Pending::Call { callee, args }) = self.pending.take() else {
            return Err(self.runtime_error("a container's __init__ can only call").into());
        };
        let window = below + 1;
        self.reserve_stack(window, args.len() + 1);
        self.stack[below] = container;
        self.stack[window] = callee;
        self.stack[window + 1..window + 1 + args.len()].copy_from_slice(&args);
        self.invoke(Call { window, argc: args.len(), names: Value::UNBOUND, dst: call.dst, mode: Mode::Init })
    }

    /// The general protocol, in the prelude: `__new__` is called, then `__init__` if the result is an instance.
    fn construct_by_new(&mut self, call: Call) -> Step {
        self.construct_by_prelude(call, "construct")
    }

    fn construct_by_prelude(&mut self, call: Call, name: &str) -> Step {
        let class = self.stack[call.window];
        let function = self.prelude(name)?;
        let call = self.shifted(call, function, class);
        self.invoke(call)
    }

    /// Calls the `__new__` of a built-in class, then its `__init__` where it fills what `__new__` made.
    pub(super) fn construct_builtin(&mut self, class: ClassId, called: ClassId, call: Call) -> Step {
        if types::builtin(class).layout == Layout::Exception {
            return self.construct_exception_by_call(class, call);
        }
        let Some(new) = self.heap.class_lookup(class, names::NEW).filter(|new| new.is_kind(Kind::Native)) else {
            let name = self.heap.class_name(class).to_string();
            return Err(self.type_error(format!("cannot create '{name}' instances")).into());
        };
        if self.heap.own_attribute(class, names::NEW).is_none() && class != classes::OBJECT && class != classes::BOOL {
            let name = self.heap.class_name(class).to_string();
            return Err(self.type_error(format!("cannot create '{name}' instances")).into());
        }
        let init = self.heap.own_attribute(class, names::INIT);
        if let Some(init) = init.filter(|_| call.argc > 0 && class != classes::OBJECT) {
            let is_container = matches!(class, classes::LIST | classes::DICT | classes::SET);
            if is_container && class == called && call.mode == Mode::Value {
                return self.construct_container(class, init, call);
            }
            return self.construct_by_prelude(call, "construct");
        }
        let call = self.shifted(call, new, Heap::class_value(called));
        self.invoke(call)
    }
}
