//! A host's function as a native of the machine: its arguments, its errors and its panics.

use crate::capabilities::panic_text;
use crate::context::{Context, Value};
use crate::error::Result;
use crate::spans;
use hognose_runtime as runtime;
use hognose_runtime::Args;
use hognose_runtime::module::HostCall;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An argument by name.
pub(crate) type Named<'n, 'v> = (Cow<'n, str>, Value<'v>);

/// So many arguments are copied without an allocation.
const FEW: usize = 6;

/// A host's function with its arguments by position and by name; what it returns as an error, and its panics, are exceptions
/// in the script.
pub(crate) fn guarded(
    name: String,
    function: impl for<'v> Fn(&mut Context<'v>, &[Value<'v>], &[Named<'_, 'v>]) -> Result<Value<'v>> + Send + Sync + 'static,
) -> HostCall {
    Box::new(move |vm: &mut runtime::Vm, args: &Args| {
        let mark = vm.roots.len();
        let Args { start, count, keywords, names } = *args;
        // What a panic leaves behind is the host's affair; the machine's own state is whole between two steps of it.
        let result = catch_unwind(AssertUnwindSafe(|| {
            Context::enter(vm, |cx| {
                let mut few = [Value::none(); FEW];
                let many: Vec<Value<'_>>;
                let values = cx.vm.stack.get(start as usize..(start + count) as usize).unwrap_or_default();
                let given = match few.get_mut(..values.len()) {
                    Some(few) => {
                        few.iter_mut().zip(values).for_each(|(place, value)| *place = Value::new(*value));
                        &*few
                    }
                    None => {
                        many = values.iter().copied().map(Value::new).collect();
                        &many
                    }
                };
                let (given, values) = given.split_at(given.len() - keywords as usize);
                let by_name = if keywords == 0 { Vec::new() } else { named(cx, names, values) };
                // The one place where it is called, so that it can stand in here.
                let result = spans::host_call(&name, || function(cx, given, &by_name));
                match result {
                    Ok(value) => Ok(value.0),
                    Err(error) => Err(cx.raise(&error)),
                }
            })
        }));
        result.unwrap_or_else(|panic| {
            vm.roots.truncate(mark);
            Err(vm.runtime_error(format!("the host function {name}() panicked: {}", panic_text(&*panic))))
        })
    })
}

/// Arguments by name.
fn named<'v>(cx: &Context<'v>, names: runtime::Value, values: &[Value<'v>]) -> Vec<Named<'static, 'v>> {
    let names = cx.vm.heap.tuple(names).map(|names| &**names).unwrap_or_default();
    let text = |name: &runtime::Value| Cow::Owned(cx.vm.heap.text(*name).unwrap_or_default().to_string());
    names.iter().map(text).zip(values.iter().copied()).collect()
}
