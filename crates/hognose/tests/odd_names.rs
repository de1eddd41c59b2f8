//! Host functions and classes whose Rust names are odd: keywords, names that our macros use, what other macros write.

use hognose::{Context, Engine, FromValue, IntoValue, Limits, Module, Result, Vm, block_on};

mod functions {
    use hognose::Context;

    #[hognose::function]
    pub fn r#match(r#type: String, #[default = 1] r#loop: i64) -> String {
        format!("{type} {loop}", r#type = r#type, r#loop = r#loop)
    }

    #[hognose::function]
    pub async fn r#move(r#where: i64) -> i64 {
        r#where
    }

    #[hognose::function]
    pub fn arguments(arguments: i64, cx: i64) -> i64 {
        arguments - cx
    }

    #[hognose::function]
    pub fn cx(cx: &mut Context<'_>, argument_1: i64, argument_0: i64) -> i64 {
        let _ = cx;
        argument_1 - argument_0
    }

    #[hognose::function]
    pub async fn caller(value: i64) -> i64 {
        value
    }

    #[hognose::function]
    pub fn function(#[default = function_count()] count: i64) -> i64 {
        count
    }

    fn function_count() -> i64 {
        7
    }

    macro_rules! getters {
        ($($name:ident: $ty:ty = $default:expr;)*) => {
            $(
                #[hognose::function]
                pub fn $name(#[default = $default] value: $ty, other: Option<$ty>) -> $ty {
                    other.unwrap_or(value)
                }
            )*
        };
    }

    getters! {
        number: i64 = 3;
        text: String = "text".to_string();
    }

    macro_rules! maybe {
        ($name:ident, $cx:ty, $ty:ty) => {
            #[hognose::function]
            pub fn $name(cx: $cx, value: $ty) -> bool {
                let _ = cx;
                value.is_none()
            }
        };
    }

    maybe!(is_missing, &mut Context<'_>, Option<i64>);
}

struct Odd {
    value: i64,
}

#[hognose::class]
impl Odd {
    #[allow(non_upper_case_globals)]
    const r#use: i64 = 5;

    #[cfg(any())]
    const MISSING: Absent = Absent;

    fn new(r#type: i64) -> Odd {
        Odd { value: r#type }
    }

    fn r#match(&self, r#in: i64) -> i64 {
        self.value + r#in
    }

    // It stands before what reads the property.
    #[setter]
    fn set_type(&mut self, r#type: i64) {
        self.value = r#type;
    }

    #[getter]
    fn r#type(&self) -> i64 {
        self.value
    }

    #[getter]
    fn other(&self) -> i64 {
        -self.value
    }

    #[setter(other)]
    fn r#move(&mut self, value: i64) {
        self.value = -value;
    }

    fn r#static() -> i64 {
        8
    }

    #[cfg(any())]
    fn missing(&self) -> Absent {
        Absent
    }

    #[cfg(not(any()))]
    fn present(&self) -> bool {
        true
    }
}

#[hognose::interface]
trait Plugin {
    fn r#match(&self, cx: &mut Context<'_>, r#type: i64) -> Result<i64>;

    async fn r#move(&self, r#in: i64) -> Result<i64> {
        Ok(r#in * 2)
    }
}

#[derive(FromValue, IntoValue)]
struct Fields {
    r#type: i64,
}

fn engine() -> Result<Engine> {
    let module = Module::new("odd")
        .define(functions::r#match::definition())
        .define(functions::r#move::definition())
        .define(functions::arguments::definition())
        .define(functions::cx::definition())
        .define(functions::caller::definition())
        .define(functions::function::definition())
        .define(functions::number::definition())
        .define(functions::text::definition())
        .define(functions::is_missing::definition())
        .function("fields", |_cx, (fields,): (Fields,)| Ok(fields))
        .class::<Odd>();
    Engine::builder().module(module).build()
}

fn machine(script: &str) -> Result<Vm> {
    let engine = engine()?;
    let mut vm = engine.vm(Limits::default())?;
    block_on(vm.run(&engine.compile("odd.py", script)?))?;
    Ok(vm)
}

#[test]
fn keywords_of_rust_are_names_like_others() -> Result<()> {
    machine(
        "
import asyncio, odd
assert getattr(odd, 'match')('a') == 'a 1'
assert getattr(odd, 'match')(loop=2, type='b') == 'b 2'
async def main():
    return await odd.move(where=3)
assert asyncio.run(main()) == 3
assert odd.fields({'type': 4}) == {'type': 4}
assert odd.move.__name__ == 'move'
",
    )
    .map(drop)
}

#[test]
fn names_that_the_attributes_use_are_names_like_others() -> Result<()> {
    machine(
        "
import asyncio, odd
assert odd.arguments(5, 3) == odd.arguments(cx=3, arguments=5) == 2
assert odd.cx(5, 3) == odd.cx(argument_0=3, argument_1=5) == 2
async def main():
    return await odd.caller(3)
assert asyncio.run(main()) == 3
assert odd.function() == 7
",
    )
    .map(drop)
}

#[test]
fn functions_can_be_written_by_macros() -> Result<()> {
    machine(
        "
import odd
assert odd.number() == 3 and odd.number(4) == 4 and odd.number(4, 5) == 5
assert odd.text() == 'text' and odd.text(other='other') == 'other'
assert odd.is_missing() and odd.is_missing(None) and not odd.is_missing(1)
",
    )?;
    let stub = engine()?.stubs().text("odd").unwrap_or_default();
    assert!(stub.contains("def number(value: int = 3, other: int | None = None) -> int: ...\n"), "{stub}");
    assert!(stub.contains("def text(value: str = \"text\", other: str | None = None) -> str: ...\n"), "{stub}");
    Ok(())
}

#[test]
fn members_of_classes_too() -> Result<()> {
    machine(
        "
import odd
one = odd.Odd(type=1)
assert getattr(one, 'match')(**{'in': 2}) == 3
assert one.type == 1
one.type = 5
assert one.type == 5 and one.other == -5
one.other = 4
assert one.type == -4 and one.other == 4
assert odd.Odd.type.__name__ == 'type' and odd.Odd.other.__name__ == 'other'
assert odd.Odd.static() == 8 and odd.Odd.use == 5
assert one.present() and not hasattr(one, 'missing') and not hasattr(one, 'MISSING')
try:
    one.match(3, 4)
except TypeError as error:
    assert str(error) == 'Odd.match() takes 1 positional argument but 2 were given', error
",
    )
    .map(drop)
}

#[test]
fn methods_of_interfaces_too() -> Result<()> {
    let mut vm = machine("import sys\ndef match(type): return type + 1\nplugin = sys.modules[__name__]\n")?;
    let plugin: Box<dyn Plugin> = vm.interface("plugin")?;
    assert_eq!(vm.with(|cx| plugin.r#match(cx, 4))?, 5);
    assert_eq!(block_on(vm.run_until(plugin.r#move(4)))?, 8);
    Ok(())
}
