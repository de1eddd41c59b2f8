//! Changing classes that exist: their attributes and bases, with what inline caches and subclasses must notice.

use super::Vm;
use crate::native::{NativeKind, Res};
use crate::object::class::ClassId;
use crate::symbol::{Symbol, names};
use crate::types;
use crate::value::{Kind, Value};

impl Vm {
    /// Sets an attribute of a script class. Inline caches notice it where they may have relied on what was there: names
    /// that are new, and functions and descriptors that come or go.
    pub fn set_class_attribute(&mut self, class: ClassId, name: Symbol, value: Value) {
        let Some(object) = self.heap.script_class_mut(class) else { return };
        let old = object.attributes.set(name, value);
        if old.is_none_or(|old| self.may_be_cached(old)) || self.may_be_cached(value) {
            self.heap.class_epoch = self.heap.class_epoch.wrapping_add(1);
        }
        if is_hook(name) {
            self.update_hooks_below(class);
        }
    }

    /// Removes an attribute of a script class; false when it has none of that name.
    pub fn remove_class_attribute(&mut self, class: ClassId, name: Symbol) -> bool {
        let removed = self.heap.script_class_mut(class).and_then(|object| object.attributes.remove(name));
        if removed.is_some() {
            self.heap.class_epoch = self.heap.class_epoch.wrapping_add(1);
            if is_hook(name) {
                self.update_hooks_below(class);
            }
        }
        removed.is_some()
    }

    /// Whether an inline cache may remember this value of a class attribute: functions and descriptors only, so that
    /// `C.count += 1` costs no cache.
    #[inline]
    pub fn may_be_cached(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Function | Kind::Other, _)) => true,
            Some((Kind::Native, index)) => self.builtins.native(index).kind != NativeKind::Function,
            Some((Kind::Instance, _)) => {
                let class = self.heap.class_of(value);
                let has = |name: &Symbol| self.heap.class_lookup(class, *name).is_some();
                [names::GET, names::SET, names::DELETE].iter().any(has)
            }
            _ => false,
        }
    }

    fn update_hooks_below(&mut self, class: ClassId) {
        let mut work = vec![class];
        let mut seen = Vec::new();
        while let Some(class) = work.pop() {
            if seen.contains(&class) {
                continue;
            }
            seen.push(class);
            self.update_hooks(class);
            work.extend(self.subclasses(class));
        }
        self.heap.class_epoch = self.heap.class_epoch.wrapping_add(1);
    }

    /// Direct subclasses that scripts made, oldest first.
    pub fn subclasses(&self, class: ClassId) -> Vec<ClassId> {
        let candidates: Vec<ClassId> = match self.heap.script_class(class) {
            Some(object) => object.subclasses.clone(),
            None => {
                let all = self.heap.builtin_subclasses.iter();
                all.filter(|(base, _)| *base == class).map(|(_, subclass)| *subclass).collect()
            }
        };
        let mut found: Vec<ClassId> = Vec::new();
        for candidate in candidates {
            // A class that was collected left its number behind, which another one may have now.
            let is_direct = self.heap.script_class(candidate).is_some_and(|object| object.bases.contains(&class));
            if is_direct && !found.contains(&candidate) {
                found.push(candidate);
            }
        }
        found
    }

    /// `C.__bases__ = bases`: the class and everything below it get a new resolution order.
    pub fn replace_bases(&mut self, class: ClassId, bases: Vec<ClassId>) -> Res<()> {
        if bases.iter().any(|base| self.heap.is_subclass(*base, class)) {
            return Err(self.type_error("a __bases__ item causes an inheritance cycle"));
        }
        let bases = self.check_bases(bases)?;
        let Some(old_base) = self.heap.script_class(class).map(|object| object.base) else { return Ok(()) };
        if self.heap.script_class(old_base).is_some() != self.heap.script_class(bases.best).is_some() {
            let (new, old) = (self.heap.class_name(bases.best), self.heap.class_name(old_base));
            let message = format!("__bases__ assignment: '{new}' deallocator differs from '{old}'");
            return Err(self.type_error(message));
        }
        let same_dict = self.heap.class_has_dict(old_base) == self.heap.class_has_dict(bases.best);
        if self.solid_base(old_base) != bases.solid || !same_dict {
            let message = format!(
                "__bases__ assignment: '{}' object layout differs from '{}'",
                self.heap.class_name(bases.best),
                self.heap.class_name(old_base)
            );
            return Err(self.type_error(message));
        }
        let rest = self.merge_bases(&bases.classes)?;
        self.note_subclass(class, &bases.classes);
        if let Some(object) = self.heap.script_class_mut(class) {
            object.mro = std::iter::once(class).chain(rest).collect();
            object.base = bases.best;
            object.bases = bases.classes.into();
        }
        self.renew_orders_below(class)?;
        self.update_hooks_below(class);
        Ok(())
    }

    fn renew_orders_below(&mut self, class: ClassId) -> Res<()> {
        let mut work = self.subclasses(class);
        let mut steps = 0;
        while let Some(next) = work.pop() {
            steps += 1;
            self.charge_fuel(steps)?;
            let Some(bases) = self.heap.script_class(next).map(|object| object.bases.clone()) else { continue };
            let rest = self.merge_bases(&bases)?;
            if let Some(object) = self.heap.script_class_mut(next) {
                object.mro = std::iter::once(next).chain(rest).collect();
            }
            work.extend(self.subclasses(next));
        }
        Ok(())
    }

    /// `__qualname__` of a class.
    pub fn class_qualname(&self, class: ClassId) -> String {
        match self.heap.script_class(class) {
            Some(object) => self.heap.text(object.qualname).unwrap_or("").to_string(),
            None => types::builtin(class).name.to_string(),
        }
    }

    /// `<class 'module.Qualified.name'>`
    pub fn class_repr(&self, class: ClassId) -> String {
        format!("<class '{}'>", self.class_full_name(class))
    }

    /// `module.Qualified.name`, the module left out where it is `builtins`.
    pub fn class_full_name(&self, class: ClassId) -> String {
        let Some(object) = self.heap.script_class(class) else {
            let info = types::builtin(class);
            return match info.module {
                "builtins" => info.name.to_string(),
                module => format!("{module}.{}", info.name),
            };
        };
        let module = object.attributes.get(names::MODULE).and_then(|module| self.heap.text(module));
        let qualname = self.heap.text(object.qualname).unwrap_or("");
        match module {
            Some("builtins") => qualname.to_string(),
            Some(module) => format!("{module}.{qualname}"),
            None => self.heap.symbols.text(object.name).to_string(),
        }
    }
}

fn is_hook(name: Symbol) -> bool {
    [names::GETATTR, names::GETATTRIBUTE, names::SETATTR, names::DELATTR, names::DEL, names::NEW].contains(&name)
}
