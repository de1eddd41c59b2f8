//! Making classes: bases and their layouts, the method resolution order, members, shapes and hooks.
//!
//! Source: CPython `Objects/typeobject.c` (`type_new`, `best_base`, `mro_implementation`). Writing to classes that exist
//! is in `class_write`, `__slots__` in `class_slots`.

use super::class_slots::Slots;
use super::{Attribute, Ending, Vm};
use crate::heap::Heap;
use crate::native::{Raised, Res};
use crate::object::class::{Attributes, ClassId, ClassObject, Hooks, Layout};
use crate::object::function::MethodObject;
use crate::object::instance::{ShapeId, ShapeMode};
use crate::object::other::OtherObject;
use crate::symbol::{Symbol, names};
use crate::types::{self, classes};
use crate::value::{Kind, Value};

/// What the bases of a new class come to.
pub(super) struct Bases {
    pub(super) classes: Vec<ClassId>,
    /// `__base__`
    pub(super) best: ClassId,
    pub(super) solid: ClassId,
}

/// Attributes of a class that the limit of memory need not be asked about.
const MANY_ATTRIBUTES: usize = 64;

/// Bytes that an attribute of a new class takes: in lists, and in tables while they grow, with its name as a symbol.
const ATTRIBUTE: usize = 200;

impl Vm {
    /// Makes a class and fills its `__class__` cell: `cell`, or what the namespace has under `__classcell__`. The result
    /// is `PENDING` when `__set_name__` or `__init_subclass__` are to be called: the pending call's result is the class.
    pub fn create_class(
        &mut self,
        name: Value,
        bases: &[Value],
        namespace: Value,
        keywords: &[(Symbol, Value)],
        cell: Value,
    ) -> Res<Value> {
        let keywords = self.without_metaclass(keywords)?;
        let attributes = self.heap.dict(namespace).map_or(0, |dict| dict.len());
        if attributes > MANY_ATTRIBUTES {
            self.reserve_memory(attributes.saturating_mul(ATTRIBUTE))?;
        }
        self.check_name(name)?;
        let most = self.heap.account.most_of_one();
        if self.heap.dict(namespace).is_some_and(|dict| dict.iter().any(|entry| self.size_of(entry.key) > most)) {
            return Err(self.end(Ending::Memory));
        }
        let name_text = self.heap.text(name).unwrap_or("").to_string();
        if name_text.contains('\0') {
            return Err(self.value_error("type name must not contain null characters"));
        }
        let bases = self.resolve_bases(&name_text, bases, namespace)?;
        let slots = self.read_slots(&name_text, &bases, namespace)?;
        let qualname = self.read_qualname(name, namespace)?;
        let own_cell = self.read_class_cell(namespace)?;
        let class = self.new_class(&name_text, qualname, &bases)?;
        self.fill_class(class, &bases, namespace, &slots);
        self.add_members(class, &bases, &slots);
        self.make_shapes(class, &bases, &slots);
        self.update_hooks(class);
        let value = Heap::class_value(class);
        self.finish_class_cell(cell, value);
        self.finish_class_cell(own_cell.unwrap_or(Value::NONE), value);
        self.announce_class(class, value, keywords)
    }

    /// Fills the `__class__` cell of a class body.
    pub fn finish_class_cell(&mut self, cell: Value, class: Value) {
        if let Some(cell) = self.heap.cell_mut(cell) {
            cell.0 = class;
        }
    }

    fn without_metaclass(&mut self, keywords: &[(Symbol, Value)]) -> Res<Vec<(Symbol, Value)>> {
        let metaclass = self.heap.intern("metaclass");
        let mut rest = Vec::new();
        for (name, value) in keywords {
            if *name != metaclass {
                rest.push((*name, *value));
            } else if *value != Heap::class_value(classes::TYPE) {
                return Err(self.type_error("metaclasses other than type are not supported"));
            }
        }
        Ok(rest)
    }

    fn resolve_bases(&mut self, name: &str, bases: &[Value], namespace: Value) -> Res<Bases> {
        let mut resolved = Vec::new();
        let bases = &self.entries_of_bases(bases, namespace)?;
        for base in bases {
            let origin = match self.heap.other(*base) {
                Some(OtherObject::GenericAlias { origin, .. }) => *origin,
                _ => *base,
            };
            match Heap::as_class(origin) {
                Some(classes::TYPE) => return Err(self.type_error("metaclasses other than type are not supported")),
                Some(class) => resolved.push(class),
                None => return Err(self.bad_base(name, origin)),
            }
        }
        let key = self.heap.interned("__orig_bases__");
        let known = self.namespace_get(namespace, key).is_some();
        if !known && bases.iter().any(|base| Heap::as_class(*base).is_none()) {
            let tuple = self.heap.tuple_of(bases);
            self.namespace_set_text(namespace, "__orig_bases__", tuple);
        }
        if resolved.is_empty() {
            resolved.push(classes::OBJECT);
        }
        self.check_bases(resolved)
    }

    /// The bases with what `__mro_entries__` of those that are no classes puts in their place.
    fn entries_of_bases(&mut self, bases: &[Value], namespace: Value) -> Res<Vec<Value>> {
        #[expect(clippy::disallowed_methods, reason = "as many as the call has arguments")]
        let mut entries = Vec::with_capacity(bases.len());
        let mut original = None;
        for base in bases {
            if !base.is_kind(Kind::Instance) {
                entries.push(*base);
                continue;
            }
            let Some(method) = self.optional_attribute(*base, "__mro_entries__")? else {
                entries.push(*base);
                continue;
            };
            let tuple = match original {
                Some(tuple) => tuple,
                None => self.heap.tuple_of(bases),
            };
            original = Some(tuple);
            let result = self.holding(&entries.clone(), |vm| vm.holding(&[tuple], |vm| vm.call(method, &[tuple])))?;
            let plain = self.heap.plain(result);
            let Some(items) = self.heap.tuple(plain).map(|items| items.to_vec()) else {
                return Err(self.type_error("__mro_entries__ must return a tuple"));
            };
            entries.extend(items);
        }
        if let Some(tuple) = original {
            self.namespace_set_text(namespace, "__orig_bases__", tuple);
        }
        Ok(entries)
    }

    /// `class C(5)` calls `type(5)` with three arguments, which is an error for every built-in type.
    #[cold]
    fn bad_base(&mut self, name: &str, base: Value) -> Raised {
        let message = match self.heap.class_of(base) {
            classes::INT => "int expected at most 2 arguments, got 3".to_string(),
            classes::FLOAT | classes::LIST | classes::TUPLE | classes::DICT | classes::SET | classes::FROZENSET => {
                format!("{} expected at most 1 argument, got 3", self.heap.type_name(base))
            }
            classes::STR => "str() argument 'encoding' must be str, not tuple".to_string(),
            classes::FUNCTION => "function() argument 'code' must be code, not str".to_string(),
            classes::NONE_TYPE => "NoneType takes no arguments".to_string(),
            classes::MODULE => "module() takes at most 2 arguments (3 given)".to_string(),
            _ => format!("the bases of class {name} must be types"),
        };
        self.type_error(message)
    }

    pub(super) fn check_bases(&mut self, classes: Vec<ClassId>) -> Res<Bases> {
        let mut winner: Option<(ClassId, ClassId)> = None;
        for base in &classes {
            if self.heap.script_class(*base).is_none() && !types::builtin(*base).is_base {
                let message = format!("type '{}' is not an acceptable base type", self.heap.class_name(*base));
                return Err(self.type_error(message));
            }
            let candidate = self.solid_base(*base);
            winner = match winner {
                None => Some((*base, candidate)),
                Some((_, solid)) if self.heap.is_subclass(solid, candidate) => winner,
                Some((_, solid)) if self.heap.is_subclass(candidate, solid) => Some((*base, candidate)),
                Some(_) => return Err(self.type_error("multiple bases have instance lay-out conflict")),
            };
        }
        let (best, solid) = winner.unwrap_or((classes::OBJECT, classes::OBJECT));
        Ok(Bases { classes, best, solid })
    }

    /// The nearest class that adds to the layout of instances.
    pub(super) fn solid_base(&self, class: ClassId) -> ClassId {
        if let Some(object) = self.heap.script_class(class) {
            return object.solid;
        }
        let mro = self.heap.mro(class);
        mro.iter().copied().find(|base| is_solid(*base)).unwrap_or(classes::OBJECT)
    }

    fn read_qualname(&mut self, name: Value, namespace: Value) -> Res {
        let key = self.heap.symbol_value(names::QUALNAME);
        let Some(qualname) = self.namespace_get(namespace, key) else { return Ok(name) };
        if self.heap.text(qualname).is_none() {
            let message = format!("type __qualname__ must be a str, not {}", self.heap.type_name(qualname));
            return Err(self.type_error(message));
        }
        Ok(qualname)
    }

    fn read_class_cell(&mut self, namespace: Value) -> Res<Option<Value>> {
        let key = self.heap.symbol_value(names::CLASSCELL);
        let Some(cell) = self.namespace_get(namespace, key) else { return Ok(None) };
        if cell.is_kind(Kind::Cell) {
            return Ok(Some(cell));
        }
        let class = self.class_repr(self.heap.class_of(cell));
        Err(self.type_error(format!("__classcell__ must be a nonlocal cell, not {class}")))
    }

    // ---- the method resolution order

    pub(super) fn new_class(&mut self, name: &str, qualname: Value, bases: &Bases) -> Res<ClassId> {
        let rest = self.merge_bases(&bases.classes)?;
        // A long chain of classes has long resolution orders: they count as work and as memory.
        self.charge_fuel(rest.len())?;
        self.heap.charge(rest.len() * size_of::<ClassId>());
        let layout = match self.heap.script_class(bases.best) {
            Some(object) => object.layout,
            None => types::layout_of(bases.best),
        };
        let name = self.heap.intern(name);
        let object = ClassObject {
            name,
            qualname,
            bases: bases.classes.as_slice().into(),
            base: bases.best,
            solid: bases.solid,
            layout,
            ..ClassObject::default()
        };
        let slot = self.heap.new_class_object(object);
        let class = ClassId(slot.index() + types::builtin_count());
        if let Some(object) = self.heap.script_class_mut(class) {
            object.mro = std::iter::once(class).chain(rest).collect();
        }
        self.note_subclass(class, &bases.classes);
        Ok(class)
    }

    /// Enters a class into its bases' lists of subclasses.
    pub(super) fn note_subclass(&mut self, class: ClassId, bases: &[ClassId]) {
        for base in bases {
            match self.heap.script_class_mut(*base) {
                Some(object) => object.subclasses.push(class),
                None => self.heap.builtin_subclasses.push((*base, class)),
            }
        }
    }

    /// C3: the MROs of the bases and the list of bases merged.
    pub(super) fn merge_bases(&mut self, bases: &[ClassId]) -> Res<Vec<ClassId>> {
        for (index, base) in bases.iter().enumerate() {
            if bases[..index].contains(base) {
                let message = format!("duplicate base class {}", self.heap.class_name(*base));
                return Err(self.type_error(message));
            }
        }
        if let [base] = bases {
            return Ok(self.heap.mro(*base).to_vec());
        }
        let mut lists: Vec<Vec<ClassId>> = bases.iter().map(|base| self.heap.mro(*base).to_vec()).collect();
        lists.push(bases.to_vec());
        #[expect(clippy::disallowed_methods, reason = "one for each base")]
        let mut positions = vec![0; lists.len()];
        let mut merged = Vec::new();
        loop {
            self.charge_fuel(lists.len())?;
            let heads: Vec<ClassId> =
                lists.iter().zip(&positions).filter_map(|(list, at): (_, &usize)| list.get(*at).copied()).collect();
            if heads.is_empty() {
                return Ok(merged);
            }
            let in_tail = |class: ClassId| {
                lists.iter().zip(&positions).any(|(list, at)| list.iter().skip(*at + 1).any(|other| *other == class))
            };
            let Some(next) = heads.iter().copied().find(|class| !in_tail(*class)) else {
                return Err(self.no_order(&heads));
            };
            merged.push(next);
            for (list, at) in lists.iter().zip(positions.iter_mut()) {
                *at += (list.get(*at) == Some(&next)) as usize;
            }
        }
    }

    #[cold]
    fn no_order(&mut self, heads: &[ClassId]) -> Raised {
        let mut seen: Vec<ClassId> = Vec::new();
        for class in heads {
            if !seen.contains(class) {
                seen.push(*class);
            }
        }
        let names: Vec<&str> = seen.iter().map(|class| self.heap.class_name(*class)).collect();
        let names = names.join(", ");
        self.type_error(format!("Cannot create a consistent method resolution order (MRO) for bases {names}"))
    }

    // ---- attributes

    pub(super) fn fill_class(&mut self, class: ClassId, bases: &Bases, namespace: Value, slots: &Slots) {
        let entries: Vec<(Value, Value)> = self
            .heap
            .dict(namespace)
            .map_or(Vec::new(), |dict| dict.iter().map(|entry| (entry.key, entry.value)).collect());
        let mut attributes = Attributes::default();
        for (key, value) in entries {
            let Some(text) = self.heap.text(key).map(str::to_string) else { continue };
            let symbol = self.heap.intern(&text);
            if symbol == names::QUALNAME || symbol == names::CLASSCELL {
                continue;
            }
            let value = match symbol {
                names::NEW if value.is_kind(Kind::Function) => self.heap.new_other(OtherObject::StaticMethod(value)),
                names::INIT_SUBCLASS | names::CLASS_GETITEM if value.is_kind(Kind::Function) => {
                    self.heap.new_other(OtherObject::ClassMethod(value))
                }
                _ => value,
            };
            attributes.set(symbol, value);
        }
        if attributes.get(names::MODULE).is_none()
            && let Some(module) = self.current_module_name()
        {
            attributes.set(names::MODULE, module);
        }
        let has_dict = slots.adds_dict || bases.classes.iter().any(|base| self.heap.class_has_dict(*base));
        let inherited: Vec<Symbol> = self
            .heap
            .script_class(bases.best)
            .and_then(|object| object.slots.as_deref())
            .map_or(Vec::new(), <[Symbol]>::to_vec);
        let Some(object) = self.heap.script_class_mut(class) else { return };
        object.attributes = attributes;
        if !slots.names.is_empty() {
            object.solid = class;
        }
        object.slots = (!has_dict).then(|| inherited.iter().chain(&slots.names).copied().collect());
    }

    /// The `__name__` of the module whose code is running.
    pub fn current_module_name(&mut self) -> Option<Value> {
        let globals = self.linked.get(self.current.code().0 as usize)?.globals;
        let key = self.heap.symbol_value(names::NAME);
        self.namespace_get(globals, key)
    }

    /// Adds what `type` adds to a namespace: members of slots, `__dict__`, `__weakref__`, `__doc__`, `__hash__`.
    pub(super) fn add_members(&mut self, class: ClassId, bases: &Bases, slots: &Slots) {
        let mut added: Vec<(Symbol, Value)> = Vec::new();
        for name in &slots.names {
            added.push((*name, self.heap.new_other(OtherObject::SlotMember { class, name: *name })));
        }
        let had_dict = bases.classes.iter().any(|base| self.heap.class_has_dict(*base));
        if !had_dict && slots.adds_dict {
            added.push((names::DICT, self.heap.new_other(OtherObject::DictMember(class))));
        }
        if slots.adds_weakref {
            added.push((names::WEAKREF, self.heap.new_other(OtherObject::WeakrefMember(class))));
        }
        let Some(object) = self.heap.script_class_mut(class) else { return };
        for (name, value) in added {
            // What the class body says of `__dict__` and `__weakref__` stays.
            if !matches!(name, names::DICT | names::WEAKREF) || object.attributes.get(name).is_none() {
                object.attributes.set(name, value);
            }
        }
        if object.attributes.get(names::DOC).is_none() {
            object.attributes.set(names::DOC, Value::NONE);
        }
        if object.attributes.get(names::EQ).is_some() && object.attributes.get(names::HASH).is_none() {
            object.attributes.set(names::HASH, Value::NONE);
        }
    }

    pub(super) fn make_shapes(&mut self, class: ClassId, bases: &Bases, slots: &Slots) {
        let inherited = match self.heap.script_class(bases.best).map(|object| object.root_shape) {
            Some(root) => self.heap.shape_names(root),
            None => Vec::new(),
        };
        let hidden: Vec<Symbol> = inherited.into_iter().chain(slots.names.iter().map(|name| name.hidden())).collect();
        let Some(layout) = self.heap.script_class(class).map(|object| object.layout) else { return };
        let (fields, dict) = match layout {
            Layout::Instance | Layout::Exception => (ShapeMode::Fields, ShapeMode::Dict),
            Layout::Builtin(_) => (ShapeMode::Payload, ShapeMode::PayloadDict),
        };
        let mut chain = |mode: ShapeMode| -> ShapeId {
            let root = self.heap.new_root_shape(class, mode);
            hidden.iter().fold(root, |shape, name| self.heap.shape_with(shape, *name))
        };
        let (root_shape, dict_shape) = (chain(fields), chain(dict));
        if let Some(object) = self.heap.script_class_mut(class) {
            (object.root_shape, object.dict_shape) = (root_shape, dict_shape);
        }
    }

    /// Finds out which hooks a class and its bases define.
    pub fn update_hooks(&mut self, class: ClassId) {
        // The slot wrapper of that very name is what happens without a hook; another built-in method is a hook.
        let has = |name: Symbol| match self.heap.class_lookup(class, name) {
            Some(value) => value.index_of(Kind::Native).is_none_or(|index| !self.is_native_named(index, name)),
            None => false,
        };
        let hooks = Hooks {
            getattr: has(names::GETATTR),
            getattribute: has(names::GETATTRIBUTE),
            setattr: has(names::SETATTR),
            delattr: has(names::DELATTR),
            finalizer: has(names::DEL),
            new: has(names::NEW),
        };
        if let Some(object) = self.heap.script_class_mut(class) {
            object.hooks = hooks;
        }
    }

    // ---- the end: __set_name__ and __init_subclass__

    fn announce_class(&mut self, class: ClassId, value: Value, keywords: Vec<(Symbol, Value)>) -> Res {
        let attributes: Vec<(Symbol, Value)> =
            self.heap.script_class(class).map_or(Vec::new(), |object| object.attributes.iter().copied().collect());
        let mut named = Vec::new();
        for (name, attribute) in attributes {
            let text = self.heap.symbol_value(name);
            if let Some(OtherObject::Property(property)) = self.heap.other_mut(attribute) {
                property.name = text;
            }
            if self.special_method(attribute, names::SET_NAME).is_some() {
                named.extend([text, attribute]);
            }
        }
        let hook = self.heap.mro(class).iter().skip(1);
        let hook = hook.copied().find_map(|base| self.heap.own_attribute(base, names::INIT_SUBCLASS));
        let hook = hook.filter(|hook| !hook.is_kind(Kind::Native));
        if hook.is_none() && !keywords.is_empty() {
            let name = self.class_qualname(class);
            let message = format!("{name}.__init_subclass__() takes no keyword arguments");
            return Err(self.type_error(message));
        }
        if hook.is_none() && named.is_empty() {
            return Ok(value);
        }
        let hook = match hook {
            Some(hook) => self.bound_class_hook(hook, class)?,
            None => Value::NONE,
        };
        let dict = self.heap.new_dict(Default::default());
        for (name, value) in keywords {
            let name = self.heap.symbol_value(name);
            self.namespace_set(dict, name, value);
        }
        let named = self.heap.list_of(named);
        self.tail_prelude("finish_class", &[value, named, hook, dict])
    }

    fn bound_class_hook(&mut self, hook: Value, class: ClassId) -> Res {
        match self.bind_attribute(hook, Value::UNBOUND, class)? {
            Attribute::Value(value) => Ok(value),
            Attribute::Bind { function, receiver } => Ok(self.bind(function, receiver)),
            Attribute::Call { callee, args } => {
                let base = self.roots.len();
                self.roots.push(Heap::class_value(class));
                let result = self.call(callee, &args);
                self.roots.truncate(base);
                result
            }
            Attribute::Missing => Ok(Value::NONE),
        }
    }

    /// A function bound to a receiver: a method object.
    pub fn bind(&mut self, function: Value, receiver: Value) -> Value {
        self.heap.new_method(MethodObject { function, receiver })
    }
}

/// Whether a built-in class has fields of its own in CPython, so that two such classes cannot both be bases.
fn is_solid(class: ClassId) -> bool {
    use classes::*;
    match types::layout_of(class) {
        Layout::Instance => false,
        Layout::Builtin(_) => true,
        Layout::Exception => matches!(
            class,
            BASE_EXCEPTION
                | BASE_EXCEPTION_GROUP
                | STOP_ITERATION
                | SYSTEM_EXIT
                | OS_ERROR
                | IMPORT_ERROR
                | ATTRIBUTE_ERROR
                | NAME_ERROR
                | SYNTAX_ERROR
                | UNICODE_DECODE_ERROR
                | UNICODE_ENCODE_ERROR
                | UNICODE_TRANSLATE_ERROR
        ),
    }
}
