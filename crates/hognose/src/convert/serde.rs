//! Types that serde knows, as values of scripts: structs and maps are dicts, sequences lists, tuples tuples, variants of enums
//! their names or dicts of one entry. The data model is serde's, `https://serde.rs/data-model.html`.

use super::collections::{entries, items, members};
use super::nested::{descend, reserve};
use super::{Bytes, FromValue, IntoValue, misfit};
use crate::context::{Context, Value};
use crate::error::{Error, Result};
use hognose_runtime::Raised;
use serde::de::value::StringDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant,
};
use serde::{Deserializer, Serialize, Serializer, forward_to_deserialize_any};
use std::fmt;
use std::vec;

/// A value that converts by serde, for types that derive `Serialize` and `Deserialize` and not the traits of this crate.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Engine, Limits, Module, Serde};
///
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Order { article: String, count: u32, note: Option<String> }
///
/// let shop = Module::new("shop").function("double", |_cx, (Serde(order),): (Serde<Order>,)| {
///     Ok(Serde(Order { count: order.count * 2, ..order }))
/// });
/// let engine = Engine::builder().module(shop).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let script = "import shop\norder = shop.double({'article': 'fig', 'count': 2, 'note': None})\n";
/// hognose::block_on(vm.run(&engine.compile("order.py", script)?))?;
/// let order: Serde<Order> = vm.with(|cx| cx.global("order").and_then(|order| cx.take(order)))?;
/// assert_eq!(order.0.count, 4);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Serde<T>(pub T);

impl<'v, T: DeserializeOwned> FromValue<'v> for Serde<T> {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Serde<T>> {
        T::deserialize(Script { cx, value }).map(Serde)
    }
}

impl<T: Serialize> IntoValue for Serde<T> {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        self.0.serialize(Maker { cx })
    }
}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Error {
        Error::misfit("ValueError", message.to_string())
    }

    fn invalid_type(unexpected: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Error {
        Error::misfit("TypeError", format!("expected {expected}, not {unexpected}"))
    }

    fn invalid_value(unexpected: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Error {
        Error::misfit("ValueError", format!("expected {expected}, not {unexpected}"))
    }
}

impl serde::ser::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Error {
        Error::misfit("ValueError", message.to_string())
    }
}

// ---- from values of scripts

/// A value to be taken apart.
struct Script<'a, 'v> {
    cx: &'a mut Context<'v>,
    value: Value<'v>,
}

impl<'de> Deserializer<'de> for Script<'_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let Script { cx, value } = self;
        let plain = cx.vm.heap.plain(value.0);
        if plain.is_none() {
            return visitor.visit_unit();
        }
        if let Some(truth) = plain.as_bool() {
            return visitor.visit_bool(truth);
        }
        if let Some(float) = plain.as_float() {
            return visitor.visit_f64(float);
        }
        if let Some(integer) = cx.vm.heap.as_integer(plain) {
            let overflow = || Error::misfit("OverflowError", "the int does not fit");
            return match (i64::try_from(&integer), u64::try_from(&integer)) {
                (Ok(integer), _) => visitor.visit_i64(integer),
                (_, Ok(integer)) => visitor.visit_u64(integer),
                _ => match i128::try_from(&integer) {
                    Ok(integer) => visitor.visit_i128(integer),
                    Err(_) => visitor.visit_u128(u128::try_from(&integer).map_err(|_| overflow())?),
                },
            };
        }
        if cx.vm.heap.text(plain).is_some() {
            return visitor.visit_string(String::from_value(cx, value)?);
        }
        if cx.vm.heap.bytes(plain).is_some() {
            return visitor.visit_byte_buf(Bytes::from_value(cx, value)?.0);
        }
        let found = match members(cx, value)? {
            Some(members) => Some(members),
            None => items(cx, value)?,
        };
        if let Some(items) = found {
            return descend(cx, items.len(), |cx| visitor.visit_seq(Items { cx, items: items.into_iter() }));
        }
        if let Some(entries) = entries(cx, value)? {
            return descend(cx, entries.len(), |cx| {
                visitor.visit_map(Entries { cx, entries: entries.into_iter(), value: None })
            });
        }
        Err(misfit(cx, value, "data"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let Script { cx, value } = self;
        match value.is_none() {
            true => visitor.visit_none(),
            false => descend(cx, 0, |cx| visitor.visit_some(Script { cx, value })),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value> {
        let Script { cx, value } = self;
        descend(cx, 0, |cx| visitor.visit_newtype_struct(Script { cx, value }))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let plain = self.cx.vm.heap.plain(self.value.0);
        if self.cx.vm.heap.text(plain).is_some() {
            let variant = String::from_value(self.cx, self.value)?;
            return visitor.visit_enum(Variant { variant, content: None });
        }
        let is_one = self.cx.vm.heap.dict(plain).is_some_and(|dict| dict.len() == 1);
        let entry = if is_one { entries(self.cx, self.value)? } else { None };
        match entry.as_deref() {
            Some([(variant, content)]) => {
                let variant = String::from_value(self.cx, *variant)?;
                let content = *content;
                descend(self.cx, 1, |cx| {
                    visitor.visit_enum(Variant { variant, content: Some(Script { cx, value: content }) })
                })
            }
            _ => Err(misfit(self.cx, self.value, &format!("a str or a dict of one entry for {name}"))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct Items<'a, 'v> {
    cx: &'a mut Context<'v>,
    items: vec::IntoIter<Value<'v>>,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some(value) = self.items.next() else { return Ok(None) };
        seed.deserialize(Script { cx: self.cx, value }).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Entries<'a, 'v> {
    cx: &'a mut Context<'v>,
    entries: vec::IntoIter<(Value<'v>, Value<'v>)>,
    /// The value of the key that was given last.
    value: Option<Value<'v>>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Script { cx: self.cx, value: key }).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value> {
        let value = self.value.take().unwrap_or_else(Value::none);
        seed.deserialize(Script { cx: self.cx, value })
    }
}

/// A variant, with what it holds.
struct Variant<'a, 'v> {
    variant: String,
    content: Option<Script<'a, 'v>>,
}

impl<'de, 'a, 'v> EnumAccess<'de> for Variant<'a, 'v> {
    type Error = Error;
    type Variant = Content<'a, 'v>;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Content<'a, 'v>)> {
        let name: StringDeserializer<Error> = serde::de::IntoDeserializer::into_deserializer(self.variant);
        Ok((seed.deserialize(name)?, Content(self.content)))
    }
}

struct Content<'a, 'v>(Option<Script<'a, 'v>>);

impl<'a, 'v> Content<'a, 'v> {
    fn content(self) -> Result<Script<'a, 'v>> {
        self.0.ok_or_else(|| Error::misfit("TypeError", "the variant holds something: give it as a dict of one entry"))
    }
}

impl<'de> VariantAccess<'de> for Content<'_, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<()> {
        match self.0 {
            None => Ok(()),
            Some(content) if content.value.is_none() => Ok(()),
            Some(content) => Err(misfit(content.cx, content.value, "nothing in the variant")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value> {
        self.content()?.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _fields: &'static [&'static str], visitor: V) -> Result<V::Value> {
        self.content()?.deserialize_any(visitor)
    }
}

// ---- to values of scripts

/// Makes values in a machine, which keeps them until host code leaves it.
struct Maker<'a, 'v> {
    cx: &'a mut Context<'v>,
}

impl<'a, 'v> Maker<'a, 'v> {
    fn sequence(self, is_tuple: bool, variant: Option<&'static str>) -> Sequence<'a, 'v> {
        Sequence { cx: self.cx, items: Vec::new(), is_tuple, variant }
    }

    fn dict(self, variant: Option<&'static str>) -> Dict<'a, 'v> {
        let dict = self.cx.vm.heap.new_dict(Default::default());
        let dict = self.cx.keep(dict);
        Dict { cx: self.cx, dict, key: None, variant }
    }
}

/// `{variant: content}`
fn variant<'v>(cx: &mut Context<'v>, name: Option<&'static str>, content: Value<'v>) -> Result<Value<'v>> {
    let Some(name) = name else { return Ok(content) };
    let mut dict = Maker { cx }.dict(None);
    dict.put_field(name, content)?;
    Ok(dict.dict)
}

struct Sequence<'a, 'v> {
    cx: &'a mut Context<'v>,
    items: Vec<Value<'v>>,
    is_tuple: bool,
    variant: Option<&'static str>,
}

impl<'v> Sequence<'_, 'v> {
    fn put<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<()> {
        let item = descend(self.cx, 1, |cx| item.serialize(Maker { cx }))?;
        self.items.push(item);
        Ok(())
    }

    fn done(self) -> Result<Value<'v>> {
        let items: Vec<_> = self.items.into_iter().map(|item| item.0).collect();
        reserve(self.cx, items.len().saturating_mul(size_of::<Value<'_>>()))?;
        let sequence = match self.is_tuple {
            true => self.cx.vm.heap.tuple_of(&items),
            false => self.cx.vm.heap.list_of(items),
        };
        let sequence = self.cx.keep(sequence);
        variant(self.cx, self.variant, sequence)
    }
}

struct Dict<'a, 'v> {
    cx: &'a mut Context<'v>,
    dict: Value<'v>,
    /// The key whose value comes next.
    key: Option<Value<'v>>,
    variant: Option<&'static str>,
}

impl<'v> Dict<'_, 'v> {
    fn put(&mut self, key: Value<'v>, value: Value<'v>) -> Result<()> {
        self.cx.vm.dict_set(self.dict.0, key.0, value.0).map_err(|Raised| self.cx.raised())
    }

    fn put_field(&mut self, name: &'static str, value: Value<'v>) -> Result<()> {
        let key = name.into_value(self.cx)?;
        self.put(key, value)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        let value = descend(self.cx, 1, |cx| value.serialize(Maker { cx }))?;
        self.put_field(name, value)
    }

    fn done(self) -> Result<Value<'v>> {
        variant(self.cx, self.variant, self.dict)
    }
}

/// Values that convert by themselves.
macro_rules! scalars {
    ($($method:ident $ty:ty),* $(,)?) => {
        $(
            fn $method(self, value: $ty) -> Result<Value<'v>> {
                value.into_value(self.cx)
            }
        )*
    };
}

impl<'a, 'v> Serializer for Maker<'a, 'v> {
    type Ok = Value<'v>;
    type Error = Error;
    type SerializeSeq = Sequence<'a, 'v>;
    type SerializeTuple = Sequence<'a, 'v>;
    type SerializeTupleStruct = Sequence<'a, 'v>;
    type SerializeTupleVariant = Sequence<'a, 'v>;
    type SerializeMap = Dict<'a, 'v>;
    type SerializeStruct = Dict<'a, 'v>;
    type SerializeStructVariant = Dict<'a, 'v>;

    scalars! {
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128, serialize_f32 f32,
        serialize_f64 f64, serialize_char char, serialize_str &str,
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Value<'v>> {
        Bytes(bytes.to_vec()).into_value(self.cx)
    }

    fn serialize_none(self) -> Result<Value<'v>> {
        Ok(Value::none())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value<'v>> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value<'v>> {
        Ok(Value::none())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<Value<'v>> {
        Ok(Value::none())
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<Value<'v>> {
        variant.into_value(self.cx)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<Value<'v>> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        name: &'static str,
        value: &T,
    ) -> Result<Value<'v>> {
        let content = descend(self.cx, 1, |cx| value.serialize(Maker { cx }))?;
        variant(self.cx, Some(name), content)
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Sequence<'a, 'v>> {
        Ok(self.sequence(false, None))
    }

    fn serialize_tuple(self, _length: usize) -> Result<Sequence<'a, 'v>> {
        Ok(self.sequence(true, None))
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Sequence<'a, 'v>> {
        Ok(self.sequence(true, None))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Sequence<'a, 'v>> {
        Ok(self.sequence(true, Some(variant)))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Dict<'a, 'v>> {
        Ok(self.dict(None))
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Dict<'a, 'v>> {
        Ok(self.dict(None))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Dict<'a, 'v>> {
        Ok(self.dict(Some(variant)))
    }
}

/// The traits of serde that are sequences to a script.
macro_rules! sequences {
    ($($part:ident $method:ident),*) => {
        $(
            impl<'v> $part for Sequence<'_, 'v> {
                type Ok = Value<'v>;
                type Error = Error;

                fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                    self.put(value)
                }

                fn end(self) -> Result<Value<'v>> {
                    self.done()
                }
            }
        )*
    };
}

sequences!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);

/// The traits of serde that are dicts with names as keys.
macro_rules! structs {
    ($($part:ident),*) => {
        $(
            impl<'v> $part for Dict<'_, 'v> {
                type Ok = Value<'v>;
                type Error = Error;

                fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
                    self.field(name, value)
                }

                fn end(self) -> Result<Value<'v>> {
                    self.done()
                }
            }
        )*
    };
}

structs!(SerializeStruct, SerializeStructVariant);

impl<'v> SerializeMap for Dict<'_, 'v> {
    type Ok = Value<'v>;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.key = Some(key.serialize(Maker { cx: self.cx })?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let key = self.key.take().ok_or_else(|| Error::host("a value without a key"))?;
        let value = descend(self.cx, 1, |cx| value.serialize(Maker { cx }))?;
        self.put(key, value)
    }

    fn end(self) -> Result<Value<'v>> {
        self.done()
    }
}
