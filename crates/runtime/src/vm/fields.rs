//! Fields of instances: shapes and their transitions, blocks that grow, dict mode; and the dicts of exceptions and functions.
//!
//! Knows nothing of classes' attributes and descriptors: see `attribute`.

use super::Vm;
use crate::heap::{Block, Blocks, Heap};
use crate::object::class::{ClassId, Layout};
use crate::object::dict::DictObject;
use crate::object::exception::ExceptionObject;
use crate::object::instance::{InstanceObject, MAX_FIELDS, ShapeId};
use crate::symbol::Symbol;
use crate::value::{Kind, Value};

/// Most names that may follow one shape: a script that sets names made of data goes over to dict mode.
const MAX_TRANSITIONS: usize = 64;

impl Heap {
    /// A field of an instance by number, as an inline cache has it; unbound for a slot that is not set.
    #[inline(always)]
    pub fn field_at(&self, instance: InstanceObject, slot: u32) -> Value {
        self.fields.values[(instance.fields.start + slot) as usize]
    }

    /// Sets a field that the instance's shape has.
    #[inline(always)]
    pub fn set_field_at(&mut self, instance: InstanceObject, slot: u32, value: Value) {
        self.fields.values[(instance.fields.start + slot) as usize] = value;
    }

    /// Sets a field that the instance's shape does not have yet: the instance gets the shape `next`.
    #[inline(always)]
    pub fn append_field(&mut self, index: u32, slot: u32, next: ShapeId, value: Value) {
        let instance = self.instances.get_mut(index);
        instance.shape = next;
        if slot as usize >= instance.fields.size() {
            self.grow_fields(index, slot as usize + 1);
        }
        let start = self.instances.get(index).fields.start;
        self.fields.values[(start + slot) as usize] = value;
    }

    #[inline(never)]
    fn grow_fields(&mut self, index: u32, count: usize) {
        let InstanceObject { shape, fields: old } = *self.instances.get(index);
        let block = self.fields.allocate(Blocks::class_for(count), &mut self.account, &mut self.budget);
        self.budget -= (block.size() * size_of::<Value>()) as isize;
        self.fields.values.copy_within(old.range(), block.start as usize);
        self.fields.values[block.range()][old.size()..].fill(Value::UNBOUND);
        self.fields.release(old);
        self.instances.get_mut(index).fields = block;
        let class = self.shapes[shape.0 as usize].class;
        if let Some(object) = self.script_class_mut(class) {
            object.block_class = object.block_class.max(block.class);
        }
    }

    fn empty_block(&mut self, count: usize, least: u8) -> Block {
        let block = self.fields.allocate(Blocks::class_for(count).max(least), &mut self.account, &mut self.budget);
        self.budget -= (block.size() * size_of::<Value>()) as isize;
        self.fields.values[block.range()].fill(Value::UNBOUND);
        block
    }

    /// Whether instances of a class have a dict.
    pub fn class_has_dict(&self, class: ClassId) -> bool {
        match self.script_class(class) {
            Some(object) => object.slots.is_none(),
            None => crate::types::layout_of(class) == Layout::Exception,
        }
    }
}

impl Vm {
    /// A new instance of a class. For a class that derives from a built-in type the payload is the value of that type.
    pub fn new_instance(&mut self, class: ClassId, payload: Option<Value>) -> Value {
        let Some(object) = self.heap.script_class(class) else {
            if crate::types::layout_of(class) == Layout::Exception {
                return self.new_bare_exception(class);
            }
            return payload.unwrap_or_else(|| self.new_bare_instance(ShapeId(0), 0, None));
        };
        if object.layout == Layout::Exception {
            return self.new_bare_exception(class);
        }
        let (shape, least, finalizer) = (object.root_shape, object.block_class, object.hooks.finalizer);
        let instance = self.new_bare_instance(shape, least, payload);
        if finalizer {
            self.note_finalizable(instance);
        }
        instance
    }

    fn new_bare_instance(&mut self, shape: ShapeId, least: u8, payload: Option<Value>) -> Value {
        let root = &self.heap.shapes[shape.0 as usize];
        let (has_payload, count) = (root.mode.has_payload(), root.mode.first() + root.count);
        let fields = self.heap.empty_block(count as usize, least);
        if has_payload {
            self.heap.fields.values[fields.start as usize] = payload.unwrap_or(Value::NONE);
        }
        self.heap.new_instance_object(InstanceObject { shape, fields })
    }

    fn new_bare_exception(&mut self, class: ClassId) -> Value {
        let args = self.heap.tuple_of(&[]);
        self.heap.new_exception_object(ExceptionObject { class, args, ..ExceptionObject::default() })
    }

    /// A field by name: an instance's own attribute, before any class is asked.
    pub fn field(&mut self, object: Value, name: Symbol) -> Option<Value> {
        match object.split()? {
            (Kind::Instance, index) => self.instance_field(*self.heap.instances.get(index), name),
            _ => {
                let dict = self.existing_dict(object)?;
                let name = self.heap.symbol_value(name.shown());
                self.namespace_get(dict, name)
            }
        }
    }

    fn instance_field(&mut self, instance: InstanceObject, name: Symbol) -> Option<Value> {
        let mode = self.heap.shapes[instance.shape.0 as usize].mode;
        match mode.dict_field() {
            Some(dict) if !name.is_hidden() => {
                let dict = self.heap.field_at(instance, dict);
                let name = self.heap.symbol_value(name);
                self.namespace_get(dict, name)
            }
            _ => {
                let slot = self.heap.shape_slot(instance.shape, name)?;
                Some(self.heap.field_at(instance, slot)).filter(|value| !value.is_unbound())
            }
        }
    }

    /// Sets a field by name. The value must be one that has fields: see `has_fields`.
    pub fn set_field(&mut self, object: Value, name: Symbol, value: Value) {
        let Some(index) = object.index_of(Kind::Instance) else {
            let dict = self.instance_dict(object);
            let name = self.heap.symbol_value(name.shown());
            return self.namespace_set(dict, name, value);
        };
        let instance = *self.heap.instances.get(index);
        if let Some(slot) = self.heap.shape_slot(instance.shape, name) {
            return self.heap.set_field_at(instance, slot, value);
        }
        match self.shape_after(instance.shape, name) {
            Some((slot, next)) => self.heap.append_field(index, slot, next, value),
            None => {
                let dict = self.instance_dict(object);
                let name = self.heap.symbol_value(name);
                self.namespace_set(dict, name, value);
            }
        }
    }

    /// The slot and the shape that a new field of that name gets; None where it goes to the instance's dict.
    fn shape_after(&mut self, shape: ShapeId, name: Symbol) -> Option<(u32, ShapeId)> {
        let from = &self.heap.shapes[shape.0 as usize];
        if from.mode.is_dict() || from.count >= MAX_FIELDS {
            return None;
        }
        let known = from.transitions.iter().any(|(symbol, _)| *symbol == name);
        if !known && from.transitions.len() >= MAX_TRANSITIONS {
            return None;
        }
        let slot = from.mode.first() + from.count;
        Some((slot, self.heap.shape_with(shape, name)))
    }

    /// For an inline cache of an assignment: the field's slot, and the shape that the instance then has.
    pub(super) fn store_slot(&mut self, shape: ShapeId, name: Symbol) -> Option<(u32, ShapeId)> {
        match self.heap.shape_slot(shape, name) {
            Some(slot) => Some((slot, shape)),
            None => self.shape_after(shape, name),
        }
    }

    /// Deletes a field; false when there is none.
    pub fn delete_field(&mut self, object: Value, name: Symbol) -> bool {
        if self.field(object, name).is_none() {
            return false;
        }
        if let (true, Some(instance)) = (name.is_hidden(), self.heap.instance(object).copied()) {
            if let Some(slot) = self.heap.shape_slot(instance.shape, name) {
                self.heap.set_field_at(instance, slot, Value::UNBOUND);
            }
            return true;
        }
        let dict = self.instance_dict(object);
        let name = self.heap.symbol_value(name.shown());
        self.namespace_remove(dict, name).is_some()
    }

    /// Whether new attributes can be set on a value.
    pub fn has_fields(&self, object: Value) -> bool {
        match object.split() {
            Some((Kind::Instance, _)) => self.heap.class_has_dict(self.heap.class_of(object)),
            Some((Kind::Exception, _)) => self.heap.class_has_dict(self.heap.class_of(object)),
            Some((Kind::Function | Kind::Module, _)) => true,
            _ => false,
        }
    }

    /// The dict of a value's own attributes, if one was made already.
    pub fn existing_dict(&self, object: Value) -> Option<Value> {
        let dict = match object.split()? {
            (Kind::Instance, index) => {
                let instance = *self.heap.instances.get(index);
                let field = self.heap.shapes[instance.shape.0 as usize].mode.dict_field()?;
                self.heap.field_at(instance, field)
            }
            (Kind::Exception, index) => self.heap.exceptions.get(index).dict,
            (Kind::Function, index) => self.heap.functions.get(index).extra.as_ref()?.dict,
            (Kind::Module, index) => self.heap.modules.get(index).dict,
            _ => return None,
        };
        Some(dict).filter(|dict| !dict.is_unbound())
    }

    /// `__dict__`: the live dict of a value's own attributes. An instance goes over to dict mode.
    pub fn instance_dict(&mut self, object: Value) -> Value {
        if let Some(dict) = self.existing_dict(object) {
            return dict;
        }
        let dict = self.heap.new_dict(Default::default());
        self.set_instance_dict(object, dict);
        dict
    }

    /// Gives a value another dict of its own attributes; an instance's fields are copied into it when it was not in dict
    /// mode and the dict is a new one of `instance_dict`.
    fn set_instance_dict(&mut self, object: Value, dict: Value) {
        match object.split() {
            Some((Kind::Instance, index)) => self.enter_dict_mode(index, dict),
            Some((Kind::Exception, index)) => self.heap.exceptions.get_mut(index).dict = dict,
            Some((Kind::Function, index)) => {
                self.heap.functions.get_mut(index).extra.get_or_insert_default().dict = dict;
            }
            _ => {}
        }
    }

    /// `object.__dict__ = dict`
    pub fn replace_dict(&mut self, object: Value, dict: Value) {
        self.instance_dict(object);
        match self.heap.instance(object).copied() {
            Some(instance) => {
                if let Some(field) = self.heap.shapes[instance.shape.0 as usize].mode.dict_field() {
                    self.heap.set_field_at(instance, field, dict);
                }
            }
            None => self.set_instance_dict(object, dict),
        }
    }

    fn enter_dict_mode(&mut self, index: u32, dict: Value) {
        let instance = *self.heap.instances.get(index);
        let names = self.heap.shape_names(instance.shape);
        let shape = &self.heap.shapes[instance.shape.0 as usize];
        let (class, mode, first) = (shape.class, shape.mode, shape.mode.first());
        let next = self.heap.script_class(class).map_or(instance.shape, |object| object.dict_shape);
        let next_mode = self.heap.shapes[next.0 as usize].mode;
        let Some(dict_field) = next_mode.dict_field() else { return };
        let hidden = names.iter().take_while(|name| name.is_hidden()).count();
        let block = self.heap.empty_block(next_mode.first() as usize + hidden, 0);
        let moved = InstanceObject { shape: next, fields: block };
        if mode.has_payload() {
            self.heap.set_field_at(moved, 0, self.heap.field_at(instance, 0));
        }
        self.heap.set_field_at(moved, dict_field, dict);
        for (number, name) in names.iter().enumerate() {
            let value = self.heap.field_at(instance, first + number as u32);
            if name.is_hidden() {
                self.heap.set_field_at(moved, next_mode.first() + number as u32, value);
            } else {
                let name = self.heap.symbol_value(*name);
                self.namespace_set(dict, name, value);
            }
        }
        self.heap.fields.release(instance.fields);
        *self.heap.instances.get_mut(index) = moved;
    }

    /// How many attributes of its own a value has.
    pub(super) fn field_count(&self, object: Value) -> usize {
        match self.existing_dict(object) {
            Some(dict) => self.heap.dict(dict).map_or(0, DictObject::len),
            None => self.heap.instance(object).map_or(0, |instance| self.heap.shape_names(instance.shape).len()),
        }
    }

    /// Names of a value's own attributes in the order of their first assignment, as `dir` and `vars` list them.
    pub fn field_names(&mut self, object: Value) -> Vec<Value> {
        if let Some(dict) = self.existing_dict(object) {
            return self.heap.dict(dict).map_or(Vec::new(), |dict| dict.iter().map(|entry| entry.key).collect());
        }
        let Some(instance) = self.heap.instance(object).copied() else { return Vec::new() };
        let names = self.heap.shape_names(instance.shape);
        names.into_iter().filter(|name| !name.is_hidden()).map(|name| self.heap.symbol_value(name)).collect()
    }

    /// `object.__class__ = class`, both being script classes of the same layout.
    pub(super) fn change_class(&mut self, object: Value, class: ClassId) {
        if let Some(exception) = self.heap.exception_mut(object) {
            exception.class = class;
            return;
        }
        let Some(index) = object.index_of(Kind::Instance) else { return };
        let Some((root, dict_shape)) =
            self.heap.script_class(class).map(|object| (object.root_shape, object.dict_shape))
        else {
            return;
        };
        let shape = self.heap.instances.get(index).shape;
        let next = if self.heap.shapes[shape.0 as usize].mode.is_dict() {
            dict_shape
        } else {
            let names = self.heap.shape_names(shape);
            let hidden = self.heap.shapes[root.0 as usize].count as usize;
            names.iter().skip(hidden).fold(root, |shape, name| self.heap.shape_with(shape, *name))
        };
        self.heap.instances.get_mut(index).shape = next;
    }
}
