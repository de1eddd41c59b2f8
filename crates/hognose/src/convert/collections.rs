//! Sequences, mappings, sets and tuples.

use super::nested::{bounded, descend, reserve};
use super::{FromValue, IntoValue, misfit};
use crate::context::{Context, Value};
use crate::error::{Error, Result};
use crate::stubs::PythonType;
use hognose_runtime as runtime;
use hognose_runtime::Raised;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};

/// The items of a list, a tuple or bytes.
pub(super) fn items<'v>(cx: &mut Context<'v>, value: Value<'v>) -> Result<Option<Vec<Value<'v>>>> {
    let Some(length) = length(cx, value) else { return Ok(None) };
    bounded(cx, length)?;
    let plain = cx.vm.heap.plain(value.0);
    if let Some(bytes) = cx.vm.heap.bytes(plain) {
        return Ok(Some(bytes.iter().map(|byte| Value::new(runtime::Value::small(i64::from(*byte)))).collect()));
    }
    Ok(sequence(cx, plain).map(|items| items.iter().copied().map(Value::new).collect()))
}

/// How many items they are.
fn length<'v>(cx: &Context<'v>, value: Value<'v>) -> Option<usize> {
    let plain = cx.vm.heap.plain(value.0);
    let bytes = cx.vm.heap.bytes(plain).map(|bytes| bytes.len());
    bytes.or_else(|| Some(sequence(cx, plain)?.len()))
}

/// What a list or a tuple holds.
fn sequence<'a>(cx: &'a Context<'_>, plain: runtime::Value) -> Option<&'a [runtime::Value]> {
    let list = cx.vm.heap.list(plain).map(|list| list.as_slice());
    list.or_else(|| cx.vm.heap.tuple(plain).map(|items| &**items))
}

/// Values that a conversion holds while it may run script code.
fn kept<'v>(cx: &mut Context<'v>, values: Vec<Value<'v>>) -> Vec<Value<'v>> {
    values.into_iter().map(|value| cx.keep(value.0)).collect()
}

impl<'v, T: FromValue<'v>> FromValue<'v> for Vec<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Vec<T>> {
        let items = items(cx, value)?.ok_or_else(|| misfit(cx, value, "a list or a tuple"))?;
        descend(cx, items.len(), |cx| {
            let items = kept(cx, items);
            items.into_iter().map(|item| T::from_value(cx, item)).collect()
        })
    }

    fn python_type() -> PythonType {
        T::python_type().items()
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        list(cx, self.into_iter())
    }

    fn python_type() -> PythonType {
        PythonType::generic("list", [T::python_type()])
    }
}

fn list<'v, T: IntoValue>(cx: &mut Context<'v>, items: impl Iterator<Item = T>) -> Result<Value<'v>> {
    let items: Vec<runtime::Value> = descend(cx, 0, |cx| items.map(|item| Ok(item.into_value(cx)?.0)).collect())?;
    reserve(cx, items.len().saturating_mul(size_of::<runtime::Value>()))?;
    let list = cx.vm.heap.list_of(items);
    Ok(cx.keep(list))
}

impl<'v, T: FromValue<'v>> FromValue<'v> for VecDeque<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<VecDeque<T>> {
        Vec::from_value(cx, value).map(VecDeque::from)
    }

    fn python_type() -> PythonType {
        T::python_type().items()
    }
}

impl<T: IntoValue> IntoValue for VecDeque<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        list(cx, self.into_iter())
    }

    fn python_type() -> PythonType {
        PythonType::generic("list", [T::python_type()])
    }
}

impl<T: IntoValue + Clone> IntoValue for &[T] {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        list(cx, self.iter().cloned())
    }

    fn python_type() -> PythonType {
        PythonType::generic("list", [T::python_type()])
    }
}

impl<'v, T: FromValue<'v>, const N: usize> FromValue<'v> for [T; N] {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<[T; N]> {
        let items: Vec<T> = Vec::from_value(cx, value)?;
        let wrong = |items: Vec<T>| Error::misfit("ValueError", format!("expected {N} items, not {}", items.len()));
        items.try_into().map_err(wrong)
    }

    fn python_type() -> PythonType {
        T::python_type().items()
    }
}

impl<T: IntoValue, const N: usize> IntoValue for [T; N] {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        list(cx, self.into_iter())
    }

    fn python_type() -> PythonType {
        PythonType::generic("list", [T::python_type()])
    }
}

/// The keys and values of a dict.
pub(super) fn entries<'v>(cx: &mut Context<'v>, value: Value<'v>) -> Result<Option<Vec<(Value<'v>, Value<'v>)>>> {
    let plain = cx.vm.heap.plain(value.0);
    let Some(length) = cx.vm.heap.dict(plain).map(|dict| dict.len()) else { return Ok(None) };
    bounded(cx, 2 * length)?;
    let entries = cx.vm.heap.dict(plain).into_iter().flat_map(|dict| dict.iter());
    Ok(Some(entries.map(|entry| (Value::new(entry.key), Value::new(entry.value))).collect()))
}

/// The same as a collection of Rust's.
fn pairs<'v, K: FromValue<'v>, V: FromValue<'v>, M: FromIterator<(K, V)>>(
    cx: &mut Context<'v>,
    value: Value<'v>,
) -> Result<M> {
    let entries = entries(cx, value)?.ok_or_else(|| misfit(cx, value, "a dict"))?;
    descend(cx, 2 * entries.len(), |cx| {
        entries.iter().for_each(|(key, value)| {
            cx.keep(key.0);
            cx.keep(value.0);
        });
        entries.into_iter().map(|(key, value)| Ok((K::from_value(cx, key)?, V::from_value(cx, value)?))).collect()
    })
}

fn dict<'v, K: IntoValue, V: IntoValue>(
    cx: &mut Context<'v>,
    entries: impl Iterator<Item = (K, V)>,
) -> Result<Value<'v>> {
    let dict = cx.vm.heap.new_dict(Default::default());
    let dict = cx.keep(dict);
    descend(cx, 0, |cx| {
        for (key, value) in entries {
            let (key, value) = (key.into_value(cx)?, value.into_value(cx)?);
            cx.vm.dict_set(dict.0, key.0, value.0).map_err(|Raised| cx.raised())?;
        }
        Ok(dict)
    })
}

impl<'v, K: FromValue<'v> + Eq + Hash, V: FromValue<'v>, S: BuildHasher + Default> FromValue<'v> for HashMap<K, V, S> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<HashMap<K, V, S>> {
        pairs(cx, value)
    }

    fn python_type() -> PythonType {
        PythonType::generic("dict", [K::python_type(), V::python_type()])
    }
}

/// In the order in which the map gives them: a `BTreeMap`'s is the same in every run.
impl<K: IntoValue, V: IntoValue, S> IntoValue for HashMap<K, V, S> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        dict(cx, self.into_iter())
    }

    fn python_type() -> PythonType {
        PythonType::generic("dict", [K::python_type(), V::python_type()])
    }
}

impl<'v, K: FromValue<'v> + Ord, V: FromValue<'v>> FromValue<'v> for BTreeMap<K, V> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<BTreeMap<K, V>> {
        pairs(cx, value)
    }

    fn python_type() -> PythonType {
        PythonType::generic("dict", [K::python_type(), V::python_type()])
    }
}

impl<K: IntoValue, V: IntoValue> IntoValue for BTreeMap<K, V> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        dict(cx, self.into_iter())
    }

    fn python_type() -> PythonType {
        PythonType::generic("dict", [K::python_type(), V::python_type()])
    }
}

/// The members of a set or a frozenset.
pub(super) fn members<'v>(cx: &mut Context<'v>, value: Value<'v>) -> Result<Option<Vec<Value<'v>>>> {
    let plain = cx.vm.heap.plain(value.0);
    let Some(length) = cx.vm.heap.set(plain).map(|set| set.len()) else { return Ok(None) };
    bounded(cx, length)?;
    let members = cx.vm.heap.set(plain).into_iter().flat_map(|set| set.iter());
    Ok(Some(members.map(|slot| Value::new(slot.key)).collect()))
}

/// The same as a collection of Rust's.
fn gathered<'v, T: FromValue<'v>, C: FromIterator<T>>(cx: &mut Context<'v>, value: Value<'v>) -> Result<C> {
    let members = members(cx, value)?.ok_or_else(|| misfit(cx, value, "a set"))?;
    descend(cx, members.len(), |cx| {
        let members = kept(cx, members);
        members.into_iter().map(|member| T::from_value(cx, member)).collect()
    })
}

fn set<'v, T: IntoValue>(cx: &mut Context<'v>, members: impl Iterator<Item = T>) -> Result<Value<'v>> {
    let set = cx.vm.heap.new_set(Default::default());
    let set = cx.keep(set);
    descend(cx, 0, |cx| {
        for member in members {
            let member = member.into_value(cx)?;
            cx.vm.set_add(set.0, member.0).map_err(|Raised| cx.raised())?;
        }
        Ok(set)
    })
}

impl<'v, T: FromValue<'v> + Eq + Hash, S: BuildHasher + Default> FromValue<'v> for HashSet<T, S> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<HashSet<T, S>> {
        gathered(cx, value)
    }

    fn python_type() -> PythonType {
        T::python_type().members()
    }
}

impl<T: IntoValue, S> IntoValue for HashSet<T, S> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        set(cx, self.into_iter())
    }

    fn python_type() -> PythonType {
        PythonType::generic("set", [T::python_type()])
    }
}

impl<'v, T: FromValue<'v> + Ord> FromValue<'v> for BTreeSet<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<BTreeSet<T>> {
        gathered(cx, value)
    }

    fn python_type() -> PythonType {
        T::python_type().members()
    }
}

impl<T: IntoValue> IntoValue for BTreeSet<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        set(cx, self.into_iter())
    }

    fn python_type() -> PythonType {
        PythonType::generic("set", [T::python_type()])
    }
}

/// Tuples of Rust are tuples of the script, which may be lists there.
macro_rules! tuples {
    ($($count:literal: $($name:ident $field:tt),+;)*) => {
        $(
            impl<'v, $($name: FromValue<'v>),+> FromValue<'v> for ($($name,)+) {
                fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Self> {
                    let length = length(cx, value).ok_or_else(|| misfit(cx, value, "a tuple"))?;
                    if length != $count {
                        return Err(Error::misfit("TypeError", format!("expected {} items, not {length}", $count)));
                    }
                    let items = items(cx, value)?.unwrap_or_default();
                    descend(cx, $count, |cx| {
                        let items = kept(cx, items);
                        Ok(($($name::from_value(cx, items[$field])?,)+))
                    })
                }

                fn python_type() -> PythonType {
                    PythonType::generic("tuple", [$($name::python_type()),+])
                }
            }

            impl<$($name: IntoValue),+> IntoValue for ($($name,)+) {
                fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
                    let items = descend(cx, 0, |cx| Ok([$(self.$field.into_value(cx)?.0),+]))?;
                    let value = cx.vm.heap.tuple_of(&items);
                    Ok(cx.keep(value))
                }

                fn python_type() -> PythonType {
                    PythonType::generic("tuple", [$($name::python_type()),+])
                }
            }
        )*
    };
}

each_tuple!(tuples);
