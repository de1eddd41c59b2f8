//! Arguments of calls: of scripts' functions by a host, and of host functions by scripts.

use super::{FromValue, IntoValue};
use crate::context::{Context, Value};
use crate::error::{Error, Result};
use crate::stubs::ArgumentTypes;
use hognose_runtime as runtime;
use smallvec::SmallVec;
use std::marker::PhantomData;

/// What can be the positional arguments of a call: a tuple of values.
pub trait IntoArgs {
    /// Makes the values.
    ///
    /// # Errors
    /// When one of them cannot be made.
    fn into_args<'v>(self, cx: &mut Context<'v>, out: &mut Positional<'v>) -> Result<()>;
}

/// The positional arguments of a call of a script's function, in order; they are made one after the other.
#[derive(Debug, Default)]
pub struct Positional<'v> {
    values: SmallVec<[runtime::Value; 6]>,
    brand: PhantomData<Value<'v>>,
}

impl<'v> Positional<'v> {
    /// One more.
    pub fn push(&mut self, value: Value<'v>) {
        self.values.push(value.0);
    }

    pub(crate) fn values(&self) -> &[runtime::Value] {
        &self.values
    }
}

/// What the arguments of a host function can become: a tuple. An `Option` at its end may be missing; a [`Rest`] takes all
/// that are left.
pub trait FromArgs<'v>: Sized {
    /// Takes the arguments of the function of that name.
    ///
    /// # Errors
    /// When there are too few or too many, or one does not fit.
    fn from_args(cx: &mut Context<'v>, function: &str, args: &[Value<'v>]) -> Result<Self>;

    /// What stubs say that a script has to give.
    fn python_types() -> ArgumentTypes {
        ArgumentTypes::any()
    }
}

/// All further arguments of a host function.
///
/// ```
/// use hognose::{Module, Rest};
///
/// let module = Module::new("m").function("sum", |_cx, (first, Rest(others)): (i64, Rest<i64>)| {
///     Ok(first + others.iter().sum::<i64>())
/// });
/// # let _ = module;
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rest<T>(pub Vec<T>);

fn wrong_count(function: &str, least: usize, most: usize, given: usize) -> Error {
    let (bound, count) = match (given < least, least == most) {
        (_, true) => ("", least),
        (true, false) => ("at least ", least),
        (false, false) => ("at most ", most),
    };
    let plural = if count == 1 { "" } else { "s" };
    Error::misfit("TypeError", format!("{function} expected {bound}{count} argument{plural}, got {given}"))
}

impl IntoArgs for () {
    fn into_args<'v>(self, _cx: &mut Context<'v>, _out: &mut Positional<'v>) -> Result<()> {
        Ok(())
    }
}

impl<'v> FromArgs<'v> for () {
    fn from_args(_cx: &mut Context<'v>, function: &str, args: &[Value<'v>]) -> Result<()> {
        if args.is_empty() { Ok(()) } else { Err(wrong_count(function, 0, 0, args.len())) }
    }

    fn python_types() -> ArgumentTypes {
        ArgumentTypes { types: Vec::new(), least: 0, rest: None }
    }
}

/// One argument, or what stands for it when it is missing.
fn argument<'v, T: FromValue<'v>>(cx: &mut Context<'v>, function: &str, args: &[Value<'v>], index: usize) -> Result<T> {
    let found = match args.get(index) {
        Some(value) => T::from_value(cx, *value).map_err(|error| error.in_argument(function, index + 1))?,
        None => T::missing().ok_or_else(|| wrong_count(function, index + 1, usize::MAX, args.len()))?,
    };
    Ok(found)
}

macro_rules! tuples {
    ($($count:literal: $($name:ident $field:tt),+;)*) => {
        $(
            impl<$($name: IntoValue),+> IntoArgs for ($($name,)+) {
                fn into_args<'v>(self, cx: &mut Context<'v>, out: &mut Positional<'v>) -> Result<()> {
                    $(out.push(self.$field.into_value(cx)?);)+
                    Ok(())
                }
            }

            impl<'v, $($name: FromValue<'v>),+> FromArgs<'v> for ($($name,)+) {
                fn from_args(cx: &mut Context<'v>, function: &str, args: &[Value<'v>]) -> Result<Self> {
                    let least = [$($name::missing().is_none()),+].iter().rposition(|required| *required);
                    let least = least.map_or(0, |last| last + 1);
                    if args.len() < least || args.len() > $count {
                        return Err(wrong_count(function, least, $count, args.len()));
                    }
                    Ok(($(argument::<$name>(cx, function, args, $field)?,)+))
                }

                fn python_types() -> ArgumentTypes {
                    let least = [$($name::missing().is_none()),+].iter().rposition(|required| *required);
                    let least = least.map_or(0, |last| last + 1);
                    ArgumentTypes { types: vec![$($name::python_type()),+], least, rest: None }
                }
            }
        )*
    };
}

each_tuple!(tuples);

/// The same with a [`Rest`] at the end.
macro_rules! tuples_with_rest {
    ($($count:literal: $($name:ident $field:tt),*;)*) => {
        $(
            impl<'v, $($name: FromValue<'v>,)* Z: FromValue<'v>> FromArgs<'v> for ($($name,)* Rest<Z>,) {
                fn from_args(cx: &mut Context<'v>, function: &str, args: &[Value<'v>]) -> Result<Self> {
                    let least: usize = $count;
                    if args.len() < least {
                        return Err(wrong_count(function, least, usize::MAX, args.len()));
                    }
                    let rest: Result<Vec<Z>> =
                        (least..args.len()).map(|index| argument(cx, function, args, index)).collect();
                    Ok(($(argument::<$name>(cx, function, args, $field)?,)* Rest(rest?),))
                }

                fn python_types() -> ArgumentTypes {
                    let rest = Some(Z::python_type());
                    ArgumentTypes { types: vec![$($name::python_type()),*], least: $count, rest }
                }
            }
        )*
    };
}

tuples_with_rest! {
    0: ;
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
}
