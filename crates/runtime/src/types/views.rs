//! `dict_keys`, `dict_values`, `dict_items`: views of a dict.

use super::container::*;
use super::dict::reverse_iterator;
use crate::native::{Args, NativeDef, Res, Signature, getter, method};
use crate::object::iterator::DictPart;
use crate::object::other::OtherObject;
use crate::value::{Kind, Value};
use crate::vm::Vm;

/// What all three have.
pub static MEMBERS: &[NativeDef] = &[
    method("__len__", dunder_len, Signature::None),
    method("__iter__", dunder_iter, Signature::None),
    method("__reversed__", reversed, Signature::None),
    method("__repr__", dunder_repr, Signature::None),
    getter("mapping", mapping),
];

/// What keys and items have as sets.
pub static SET_LIKE: &[NativeDef] =
    &[method("__contains__", dunder_contains, Signature::One), method("isdisjoint", is_disjoint, Signature::One)];

fn parts(vm: &Vm, view: Value) -> (Value, DictPart) {
    match vm.heap.other(view) {
        Some(OtherObject::DictView { dict, part }) => (*dict, *part),
        _ => (Value::UNBOUND, DictPart::Keys),
    }
}

fn reversed(vm: &mut Vm, args: Args) -> Res {
    let (dict, part) = parts(vm, args.get(vm, 0));
    Ok(reverse_iterator(vm, dict, part))
}

fn mapping(vm: &mut Vm, args: Args) -> Res {
    let (dict, _) = parts(vm, args.get(vm, 0));
    Ok(vm.heap.new_other(OtherObject::MappingProxy(dict)))
}

fn is_disjoint(vm: &mut Vm, args: Args) -> Res {
    let (view, other) = (args.get(vm, 0), args.get(vm, 1));
    let length = vm.length_native(view).unwrap_or(0);
    let set_like = vm.is_set_view(other) || vm.heap.plain(other).is_kind(Kind::Set);
    let swap = set_like && vm.length_native(other).is_some_and(|other| other > length);
    let (walked, within) = if swap { (view, other) } else { (other, view) };
    let Some(items) = vm.native_items(walked) else { return vm.tail_prelude("view_is_disjoint", &[view, other]) };
    let items = items?;
    let base = vm.roots.len();
    vm.hold_all(&items)?;
    let result = items
        .iter()
        .try_fold(true, |disjoint, item| Ok(disjoint && !vm.contains_native(within, *item)?.unwrap_or(false)));
    vm.roots.truncate(base);
    result.map(Value::bool)
}
