//! What is told of values: their attributes' names, whether they are callable; and the change of their class.

use super::Vm;
use crate::heap::Heap;
use crate::native::{NativeKind, Res};
use crate::object::class::ClassId;
use crate::object::other::OtherObject;
use crate::symbol::{Symbol, names};
use crate::types;
use crate::value::{Kind, Value};
use rustc_hash::FxHashSet;

/// Below so many attributes it is not asked whether there is room for their names.
const MANY: usize = 1 << 7;

/// Bytes that the name of an attribute takes while names are collected: in a set that grows and in a list that grows.
const NAME: usize = 48;

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
    /// The end where there is no room for the names of as many attributes as it has.
    pub fn attribute_names(&mut self, object: Value) -> Res<Vec<Value>> {
        // A bound method shows its function's own attributes.
        let holder = self.heap.method(object).map_or(object, |method| method.function);
        let class = Heap::as_class(object).unwrap_or(self.heap.class_of(object));
        let inherited = self.heap.mro(class).iter().filter_map(|class| self.heap.script_class(*class));
        let count = inherited.map(|class| class.attributes.len()).sum::<usize>() + self.field_count(holder);
        if count > MANY {
            self.check_size(count.saturating_mul(NAME))?;
        }
        let mut symbols: FxHashSet<Symbol> = FxHashSet::default();
        match object.split() {
            Some((Kind::Class, class)) => self.collect_class_names(ClassId(class), &mut symbols),
            Some((Kind::Module, _)) => {}
            _ => self.collect_class_names(self.heap.class_of(object), &mut symbols),
        }
        let mut names = self.field_names(holder);
        names.retain(|name| self.heap.text(*name).is_some());
        names.extend(symbols.iter().map(|symbol| self.heap.symbol_value(*symbol)));
        names.sort_unstable_by(|a, b| self.heap.text(*a).cmp(&self.heap.text(*b)));
        names.dedup_by(|a, b| self.heap.text(*a) == self.heap.text(*b));
        Ok(names)
    }

    fn collect_class_names(&self, class: ClassId, names: &mut FxHashSet<Symbol>) {
        for class in self.heap.mro(class) {
            match self.heap.script_class(*class) {
                Some(object) => names.extend(object.attributes.iter().map(|(name, _)| *name)),
                None => names.extend(types::builtin(*class).order.iter().copied()),
            }
        }
    }

    /// Whether the instances of two classes are laid out alike: the nearest classes that add to the layout are the same, or
    /// add the same to the same base (CPython `compatible_for_assignment`).
    fn have_same_layout(&self, a: ClassId, b: ClassId) -> bool {
        let [a, b] = [a, b].map(|class| self.nearest_layout(class));
        let base = |class: ClassId| self.heap.script_class(class).map(|object| object.base);
        a == b || base(a).is_some() && base(a) == base(b) && self.layout_of(a) == self.layout_of(b)
    }

    /// The nearest class, itself included, whose instances are not laid out as those of its base.
    fn nearest_layout(&self, mut class: ClassId) -> ClassId {
        while let Some(base) = self.heap.script_class(class).map(|object| object.base)
            && self.layout_of(class) == self.layout_of(base)
        {
            class = base;
        }
        class
    }

    fn layout_of(&self, class: ClassId) -> (Vec<Symbol>, bool, bool) {
        (self.hidden_fields(class), self.heap.class_has_dict(class), self.class_has_weakref(class))
    }

    /// `object.__class__ = class`
    pub fn assign_class(&mut self, object: Value, class: ClassId) -> Res<()> {
        let old = self.heap.class_of(object);
        let layouts = [old, class].map(|class| self.heap.script_class(class).map(|object| object.layout));
        let ([Some(from), Some(to)], Some((Kind::Instance | Kind::Exception, _))) = (layouts, object.split()) else {
            let message = "__class__ assignment only supported for mutable types or ModuleType subclasses";
            return Err(self.type_error(message));
        };
        if from != to || !self.have_same_layout(old, class) {
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
