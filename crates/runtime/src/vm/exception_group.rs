//! Exception groups: making, splitting and merging them, for their methods and for `except*`.
//!
//! Source: CPython `Objects/exceptions.c` (`exceptiongroup_split_recursive`, `_PyExc_PrepReraiseStar`).

use super::Vm;
use crate::heap::Heap;
use crate::native::Res;
use crate::object::class::ClassId;
use crate::object::exception::ExceptionObject;
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};
use rustc_hash::FxHashSet;

/// What selects the exceptions of a group.
#[derive(Clone, Debug)]
pub enum Condition {
    /// A class or a tuple of classes.
    Type(Value),
    /// A function that is asked for each group and exception.
    Callable(Value),
    /// Exactly these leaves.
    Leaves(FxHashSet<Value>),
}

/// A group's two parts, None where there is nothing.
type Parts = (Option<Value>, Option<Value>);

impl Vm {
    /// `BaseExceptionGroup.__new__(class, message, exceptions)`
    pub(super) fn new_group(&mut self, class: ClassId, args: &[Value]) -> Res<Value> {
        let [message, exceptions] = args else {
            let given = args.len();
            let message = format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)");
            return Err(self.type_error(message));
        };
        if self.heap.text(self.heap.plain(*message)).is_none() {
            let name = self.argument_type(*message);
            let message = format!("BaseExceptionGroup.__new__() argument 1 must be str, not {name}");
            return Err(self.type_error(message));
        }
        let items = self.sequence_of_exceptions(*exceptions)?;
        if items.is_empty() {
            return Err(self.value_error("second argument (exceptions) must be a non-empty sequence"));
        }
        if let Some(index) = items.iter().position(|item| !item.is_kind(Kind::Exception)) {
            let message = format!("Item {index} of second argument (exceptions) is not an exception");
            return Err(self.value_error(message));
        }
        let class = self.group_class(class, &items)?;
        let args = self.heap.tuple_of(args);
        let value = self.heap.tuple_of(&items);
        Ok(self.heap.new_exception_object(ExceptionObject { class, args, value, ..ExceptionObject::default() }))
    }

    fn sequence_of_exceptions(&mut self, value: Value) -> Res<Vec<Value>> {
        let plain = self.heap.plain(value);
        let is_sequence =
            matches!(plain.split(), Some((Kind::List | Kind::Tuple | Kind::Str | Kind::Bytes | Kind::Range, _)));
        match self.native_items(plain) {
            Some(items) if is_sequence => items,
            _ => Err(self.type_error("second argument (exceptions) must be a sequence")),
        }
    }

    /// The class of a new group: a BaseExceptionGroup of plain Exceptions is an ExceptionGroup.
    fn group_class(&mut self, class: ClassId, items: &[Value]) -> Res<ClassId> {
        let all_plain = items.iter().all(|item| self.heap.is_instance(*item, classes::EXCEPTION));
        match class {
            classes::BASE_EXCEPTION_GROUP if all_plain => Ok(classes::EXCEPTION_GROUP),
            _ if all_plain || !self.heap.is_subclass(class, classes::EXCEPTION) => Ok(class),
            classes::EXCEPTION_GROUP => Err(self.type_error("Cannot nest BaseExceptions in an ExceptionGroup")),
            _ => {
                let message = format!("Cannot nest BaseExceptions in '{}'", self.heap.class_name(class));
                Err(self.type_error(message))
            }
        }
    }

    /// Whether a value is an exception group.
    pub fn is_group(&self, value: Value) -> bool {
        self.heap.is_instance(value, classes::BASE_EXCEPTION_GROUP)
    }

    /// The exceptions of a group.
    pub fn group_items(&self, group: Value) -> Vec<Value> {
        let items = self.heap.exception(group).and_then(|object| self.heap.tuple(object.value));
        items.map_or(Vec::new(), |items| items.to_vec())
    }

    /// What `split` and `subgroup` take as their argument.
    pub fn group_condition(&mut self, value: Value) -> Res<Condition> {
        let is_exception_class = |heap: &Heap, value: Value| {
            Heap::as_class(value).is_some_and(|class| heap.is_subclass(class, classes::BASE_EXCEPTION))
        };
        if is_exception_class(&self.heap, value) {
            return Ok(Condition::Type(value));
        }
        if let Some(items) = self.heap.tuple(value)
            && items.iter().all(|item| is_exception_class(&self.heap, *item))
        {
            return Ok(Condition::Type(value));
        }
        if Heap::as_class(value).is_none() && self.is_callable(value) {
            return Ok(Condition::Callable(value));
        }
        let message = "expected an exception type, a tuple of exception types, or a callable (other than a class)";
        Err(self.type_error(message))
    }

    /// The parts of an exception that a condition selects and does not.
    pub fn split_by(&mut self, exception: Value, condition: &Condition) -> Res<Parts> {
        let base = self.roots.len();
        self.roots.push(exception);
        let parts = self.split_recursively(exception, condition);
        self.roots.truncate(base);
        parts
    }

    fn split_recursively(&mut self, exception: Value, condition: &Condition) -> Res<Parts> {
        if self.is_selected(exception, condition)? {
            return Ok((Some(exception), None));
        }
        if !self.is_group(exception) {
            return Ok((None, Some(exception)));
        }
        let (mut selected, mut rest) = (Vec::new(), Vec::new());
        for item in self.group_items(exception) {
            let (yes, no) = self.descend(|vm| vm.split_recursively(item, condition))?;
            // Groups made on the way are held here only, and a script's `derive` may be called next.
            self.roots.extend(yes.iter().chain(&no));
            selected.extend(yes);
            rest.extend(no);
        }
        let selected = self.derive_group(exception, selected)?;
        self.roots.extend(selected);
        let rest = match condition {
            Condition::Leaves(_) => None,
            _ => self.derive_group(exception, rest)?,
        };
        self.roots.extend(rest);
        Ok((selected, rest))
    }

    fn is_selected(&mut self, exception: Value, condition: &Condition) -> Res<bool> {
        match condition {
            Condition::Type(class) => self.exception_matches(exception, *class),
            Condition::Callable(callable) => {
                let answer = self.call(*callable, &[exception])?;
                self.truth(answer)
            }
            Condition::Leaves(leaves) => Ok(!self.is_group(exception) && leaves.contains(&exception)),
        }
    }

    /// A group of some of another group's exceptions, with its message, traceback, cause, context and notes.
    fn derive_group(&mut self, group: Value, items: Vec<Value>) -> Res<Option<Value>> {
        if items.is_empty() {
            return Ok(None);
        }
        let list = self.heap.list_of(items);
        let derive = self.heap.intern("derive");
        let class = self.heap.class_of(group);
        let derived = match self.heap.class_lookup(class, derive) {
            Some(method) if !method.is_kind(Kind::Native) => self.call_special(method, group, &[list])?,
            _ => self.derive_natively(group, list)?,
        };
        if !self.is_group(derived) {
            return Err(self.type_error("derive must return an instance of BaseExceptionGroup"));
        }
        self.copy_metadata(group, derived);
        Ok(Some(derived))
    }

    /// `BaseExceptionGroup.derive`
    pub fn derive_natively(&mut self, group: Value, exceptions: Value) -> Res<Value> {
        let message = self.group_message(group);
        self.new_group(classes::BASE_EXCEPTION_GROUP, &[message, exceptions])
    }

    /// The message of a group.
    pub fn group_message(&self, group: Value) -> Value {
        let args = self.heap.exception(group).and_then(|object| self.heap.tuple(object.args));
        args.and_then(|args| args.first().copied()).unwrap_or(Value::NONE)
    }

    fn copy_metadata(&mut self, from: Value, to: Value) {
        let Some(object) = self.heap.exception(from) else { return };
        let (traceback, context, cause) = (object.traceback.clone(), object.context, object.cause);
        if let Some(target) = self.heap.exception_mut(to) {
            (target.traceback, target.context, target.cause) = (traceback, context, cause);
            target.suppress_context = true;
        }
        let Some(notes) = self.field(from, names::NOTES) else { return };
        let items = match self.heap.plain(notes) {
            list if self.heap.list(list).is_some() => self.heap.list(list).cloned(),
            other => self.heap.tuple(other).map(|items| items.to_vec()),
        };
        if let Some(items) = items {
            let copy = self.heap.list_of(items);
            self.set_field(to, names::NOTES, copy);
        }
    }

    // ---- except*

    /// What one `except*` clause takes of an exception, and what it leaves: None where nothing. An exception that is no
    /// group is caught inside a new one.
    pub fn split_group(&mut self, exception: Value, class: Value) -> Res<(Value, Value)> {
        if exception.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        self.check_except_star(class)?;
        if self.exception_matches(exception, class)? {
            if self.is_group(exception) {
                return Ok((exception, Value::NONE));
            }
            let message = self.heap.interned("");
            let items = self.heap.tuple_of(&[exception]);
            let group = self.new_group(classes::BASE_EXCEPTION_GROUP, &[message, items])?;
            return Ok((group, Value::NONE));
        }
        if !self.is_group(exception) {
            return Ok((Value::NONE, exception));
        }
        let (yes, no) = self.split_by(exception, &Condition::Type(class))?;
        Ok((yes.unwrap_or(Value::NONE), no.unwrap_or(Value::NONE)))
    }

    /// What is raised at the end of `except*`: made of what the clauses raised and of what none of them took.
    pub fn merge_groups(&mut self, original: Value, raised: Value, rest: Value) -> Res<Value> {
        let raised = self.heap.list(raised).cloned().unwrap_or_default();
        let all: Vec<Value> = raised.into_iter().chain([rest]).filter(|value| !value.is_none()).collect();
        if all.is_empty() {
            return Ok(Value::NONE);
        }
        if !self.is_group(original) {
            return Ok(all[0]);
        }
        let (reraised, mut fresh): (Vec<Value>, Vec<Value>) =
            all.into_iter().partition(|exception| self.has_same_metadata(*exception, original));
        let projection = self.project(original, &reraised)?;
        if fresh.is_empty() {
            return Ok(projection.unwrap_or(Value::NONE));
        }
        fresh.extend(projection);
        if let [single] = fresh[..] {
            return Ok(single);
        }
        let message = self.heap.interned("");
        let list = self.heap.list_of(fresh);
        self.new_group(classes::BASE_EXCEPTION_GROUP, &[message, list])
    }

    fn has_same_metadata(&mut self, a: Value, b: Value) -> bool {
        let same = match (self.heap.exception(a), self.heap.exception(b)) {
            (Some(a), Some(b)) => a.traceback == b.traceback && a.cause == b.cause && a.context == b.context,
            _ => false,
        };
        let (a, b) = (self.field(a, names::NOTES), self.field(b, names::NOTES));
        let items = |notes: Option<Value>| notes.and_then(|notes| self.heap.list(notes));
        same && (a == b || (a.is_some() && items(a) == items(b)))
    }

    /// The part of a group whose leaves are those of these exceptions, in the group's own structure.
    fn project(&mut self, group: Value, exceptions: &[Value]) -> Res<Option<Value>> {
        let mut leaves = FxHashSet::default();
        let mut work = exceptions.to_vec();
        while let Some(exception) = work.pop() {
            self.charge_fuel(1)?;
            if self.is_group(exception) {
                work.extend(self.group_items(exception));
            } else {
                leaves.insert(exception);
            }
        }
        Ok(self.split_by(group, &Condition::Leaves(leaves))?.0)
    }
}
