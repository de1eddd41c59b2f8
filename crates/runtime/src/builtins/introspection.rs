//! `isinstance`, `issubclass`, `callable`, `id`, `globals`, `locals`, and what the prelude needs to make instances.

use crate::heap::Heap;
use crate::native::{Args, NativeDef, Res, Signature, function};
use crate::object::class::ClassId;
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::value::{Kind, Value};
use crate::vm::{Ending, FEW_BYTES, Frame, Vm};
use dashu_int::IBig;
use hognose_bytecode::{CodeKind, Local, LocalKind, Visibility};

pub static FUNCTIONS: &[NativeDef] = &[
    function("isinstance", isinstance, Signature::Range(2, 2)),
    function("issubclass", issubclass, Signature::Range(2, 2)),
    function("callable", callable, Signature::One),
    function("repr", repr, Signature::One),
    function("id", id, Signature::One),
    function("globals", globals, Signature::None),
    function("locals", locals, Signature::None),
];

impl Vm {
    /// Whether a value is an instance of a class, of one of a tuple or of a union, asking `__instancecheck__`.
    pub fn is_instance_of(&mut self, value: Value, class_or_tuple: Value) -> Res<bool> {
        self.check_membership(value, class_or_tuple, true)
    }

    /// The same for `issubclass`; the first argument must be a class.
    pub fn is_subclass_of(&mut self, class: Value, class_or_tuple: Value) -> Res<bool> {
        self.check_membership(class, class_or_tuple, false)
    }

    fn check_membership(&mut self, value: Value, candidates: Value, instance: bool) -> Res<bool> {
        let mut work = vec![candidates];
        while let Some(candidate) = work.pop() {
            self.charge_fuel(1)?;
            if let Some(class) = Heap::as_class(candidate) {
                if self.is_member(value, class, instance)? {
                    return Ok(true);
                }
                continue;
            }
            if let Some(items) = self.heap.tuple(self.heap.plain(candidate)) {
                // The tuple's classes stand beside those that are left of the one around it.
                let needed = (work.len() + items.len()).saturating_mul(2 * size_of::<Value>());
                if needed > FEW_BYTES && !self.heap.has_room(needed) {
                    return Err(self.end(Ending::Memory));
                }
                work.extend(items.iter().rev());
                continue;
            }
            if let Some(OtherObject::Union(members)) = self.heap.other(candidate) {
                let members = *members;
                work.extend(self.heap.tuple(members).map_or(&[][..], |members| members).iter().rev());
                continue;
            }
            let name = if instance { names::INSTANCECHECK } else { names::SUBCLASSCHECK };
            if let Some(method) = self.special_method(candidate, name) {
                let answer = self.call_special(method, candidate, &[value])?;
                if self.truth(answer)? {
                    return Ok(true);
                }
                continue;
            }
            if !instance && Heap::as_class(value).is_none() {
                return Err(self.no_subclass());
            }
            return Err(self.no_class(candidate, instance));
        }
        Ok(false)
    }

    fn is_member(&mut self, value: Value, class: ClassId, instance: bool) -> Res<bool> {
        if !instance {
            return match Heap::as_class(value) {
                Some(subclass) => Ok(self.heap.is_subclass(subclass, class) || self.is_registered(subclass, class)?),
                None => Err(self.no_subclass()),
            };
        }
        let own = self.heap.class_of(value);
        if self.heap.is_subclass(own, class) || self.is_registered(own, class)? {
            return Ok(true);
        }
        // A script may say that an instance is of another class.
        let claims = self.special_method(value, names::CLASS).is_some_and(|found| !found.is_kind(Kind::Native));
        if !claims && !self.hooks_of(value).getattribute {
            return Ok(false);
        }
        let claimed = self.optional_attribute(value, "__class__")?.and_then(Heap::as_class);
        Ok(claimed.is_some_and(|claimed| self.heap.is_subclass(claimed, class)))
    }

    /// Whether an abstract class of the library takes another class for one of its own: by the methods that it has.
    fn is_registered(&mut self, subclass: ClassId, class: ClassId) -> Res<bool> {
        let Some(object) = self.heap.script_class(class) else { return Ok(false) };
        let hook = self.heap.symbols.find("_abc_impl").and_then(|name| object.attributes.get(name));
        match hook {
            Some(hook) => {
                let answer = self.call(hook, &[Heap::class_value(subclass)])?;
                self.truth(answer)
            }
            None => Ok(false),
        }
    }

    #[cold]
    fn no_subclass(&mut self) -> crate::native::Raised {
        self.type_error("issubclass() arg 1 must be a class")
    }

    #[cold]
    fn no_class(&mut self, candidate: Value, instance: bool) -> crate::native::Raised {
        let is_alias = matches!(self.heap.other(candidate), Some(OtherObject::GenericAlias { .. }));
        self.type_error(match (instance, is_alias) {
            (true, true) => "isinstance() argument 2 cannot be a parameterized generic",
            (false, true) => "issubclass() argument 2 cannot be a parameterized generic",
            (true, false) => "isinstance() arg 2 must be a type, a tuple of types, or a union",
            (false, false) => "issubclass() arg 2 must be a class, a tuple of classes, or a union",
        })
    }

    /// The innermost frame that a script sees.
    pub fn shown_frame(&self) -> Option<Frame> {
        let lists = self.outer.iter().rev().map(|outer| outer.frames.as_slice());
        let frames = std::iter::once(self.frames.as_slice()).chain(lists).flat_map(|list| list.iter().rev());
        std::iter::once(&self.current).chain(frames).copied().find(|frame| {
            let linked = self.linked.get(frame.code().0 as usize);
            linked.is_some_and(|linked| linked.code.visibility == Visibility::Shown)
        })
    }

    /// The globals of the code that is running.
    pub fn current_globals(&self) -> Option<Value> {
        let frame = self.shown_frame()?;
        self.linked.get(frame.code().0 as usize).map(|linked| linked.globals)
    }

    /// `locals()`: the namespace of a module or class body, or a new dict of a function's variables.
    pub fn current_locals(&mut self) -> Option<Value> {
        let frame = self.shown_frame()?;
        self.locals_of(frame)
    }

    /// The same of any frame.
    pub fn locals_of(&mut self, frame: Frame) -> Option<Value> {
        let linked = self.linked.get(frame.code().0 as usize)?;
        let (code, globals) = (linked.code.clone(), linked.globals);
        match code.kind {
            CodeKind::Module => return Some(globals),
            CodeKind::Class => return Some(self.register_of(frame.base(), 1)),
            CodeKind::Function | CodeKind::Lambda | CodeKind::GeneratorExpression => {}
        }
        let dict = self.heap.new_dict(Default::default());
        for local in code.locals.iter() {
            let value = self.local_value(frame, local);
            if !value.is_unbound() && !local.name.starts_with('.') {
                self.namespace_set_text(dict, &local.name, value);
            }
        }
        Some(dict)
    }

    fn local_value(&self, frame: Frame, local: &Local) -> Value {
        let held = self.register_of(frame.base(), local.register);
        match local.kind {
            LocalKind::Plain => held,
            LocalKind::Cell | LocalKind::Free => self.heap.cell(held).map_or(Value::UNBOUND, |cell| cell.0),
        }
    }

    /// The names of the running function's variables that have no value, as a tuple; unbound where all have one.
    pub(crate) fn unbound_locals(&mut self) -> Value {
        let frame = self.current;
        let Some(linked) = self.linked.get(frame.code().0 as usize) else { return Value::UNBOUND };
        let code = linked.code.clone();
        if matches!(code.kind, CodeKind::Module | CodeKind::Class) {
            return Value::UNBOUND;
        }
        let unbound = code.locals.iter().filter(|local| self.local_value(frame, local).is_unbound());
        let names: Vec<_> = unbound.map(|local| &*local.name).collect();
        if names.is_empty() {
            return Value::UNBOUND;
        }
        let names: Vec<Value> = names.into_iter().map(|name| self.heap.interned(name)).collect();
        self.heap.tuple_of(&names)
    }
}

fn isinstance(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(vm.is_instance_of(args.get(vm, 0), args.get(vm, 1))?))
}

fn issubclass(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(vm.is_subclass_of(args.get(vm, 0), args.get(vm, 1))?))
}

fn callable(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(vm.is_callable(args.get(vm, 0))))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    match vm.repr_native(value)? {
        Some(text) => Ok(text),
        None => vm.tail_prelude("repr_of", &[value]),
    }
}

/// The bits of a value are its own as long as it lives.
fn id(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.heap.integer(IBig::from(args.get(vm, 0).bits())))
}

fn globals(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.current_globals().unwrap_or(Value::NONE))
}

fn locals(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.current_locals().unwrap_or(Value::NONE))
}
