//! What is told of values: their attributes' names, whether they are callable; and the change of their class.

use super::Vm;
use crate::native::{NativeKind, Res};
use crate::object::class::ClassId;
use crate::object::other::OtherObject;
use crate::symbol::{Symbol, names};
use crate::types;
use crate::value::{Kind, Value};
use rustc_hash::FxHashSet;

impl Vm {
    /// Whether a value can be called.
    pub fn is_callable(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Function | Kind::Method | Kind::Class, _)) => true,
            Some((Kind::Native, index)) => {
                !matches!(self.builtins.native(index).kind, NativeKind::Getter | NativeKind::Accessor)
            }
            Some((Kind::Instance | Kind::Exception, _)) => {
                self.heap.class_lookup(self.heap.class_of(value), names::CALL).is_some()
            }
            Some((Kind::Other, index)) => {
                matches!(self.heap.others.get(index), OtherObject::StaticMethod(_) | OtherObject::GenericAlias { .. })
            }
            _ => false,
        }
    }

    /// Names of a value's attributes, as `object.__dir__`, `type.__dir__` and `module.__dir__` give them; sorted.
    pub fn attribute_names(&mut self, object: Value) -> Vec<Value> {
        let mut symbols: FxHashSet<Symbol> = FxHashSet::default();
        let mut texts: Vec<String> = Vec::new();
        match object.split() {
            Some((Kind::Class, class)) => self.collect_class_names(ClassId(class), &mut symbols),
            Some((Kind::Module, _)) => {}
            _ => self.collect_class_names(self.heap.class_of(object), &mut symbols),
        }
        for name in self.field_names(object) {
            if let Some(text) = self.heap.text(name) {
                texts.push(text.to_string());
            }
        }
        texts.extend(symbols.iter().map(|symbol| self.heap.symbols.text(*symbol).to_string()));
        texts.sort();
        texts.dedup();
        texts.iter().map(|text| self.heap.str(text)).collect()
    }

    fn collect_class_names(&self, class: ClassId, names: &mut FxHashSet<Symbol>) {
        for class in self.heap.mro(class) {
            match self.heap.script_class(*class) {
                Some(object) => names.extend(object.attributes.iter().map(|(name, _)| *name)),
                None => names.extend(types::builtin(*class).order.iter().copied()),
            }
        }
    }

    /// `object.__class__ = class`
    pub fn assign_class(&mut self, object: Value, class: ClassId) -> Res<()> {
        let old = self.heap.class_of(object);
        let layouts = [old, class].map(|class| self.heap.script_class(class).map(|object| object.layout));
        let ([Some(from), Some(to)], Some((Kind::Instance | Kind::Exception, _))) = (layouts, object.split()) else {
            let message = "__class__ assignment only supported for mutable types or ModuleType subclasses";
            return Err(self.type_error(message));
        };
        let same_dict = self.heap.class_has_dict(old) == self.heap.class_has_dict(class);
        let same_weakref = self.class_has_weakref(old) == self.class_has_weakref(class);
        let same_slots = self.hidden_fields(old) == self.hidden_fields(class);
        if from != to || !same_dict || !same_weakref || !same_slots {
            let (new, old) = (self.heap.class_name(class), self.heap.class_name(old));
            let message = format!("__class__ assignment: '{new}' object layout differs from '{old}'");
            return Err(self.type_error(message));
        }
        self.change_class(object, class);
        Ok(())
    }

    fn hidden_fields(&self, class: ClassId) -> Vec<Symbol> {
        self.heap.script_class(class).map_or(Vec::new(), |object| self.heap.shape_names(object.root_shape))
    }
}
