//! Stubs of modules whose names are also those of types: what a type checker would take for the other one.

use hognose::{Engine, FromValue, IntoValue, Module, Stubs};
use std::collections::HashSet;
use std::sync::Arc;

/// Its members are named as types are.
struct Store;

#[hognose::class]
impl Store {
    #[allow(non_upper_case_globals)]
    const int: i64 = 1;

    fn new() -> Store {
        Store
    }

    fn list(&self, int: i64) -> Vec<String> {
        vec![int.to_string()]
    }

    fn set(&mut self, str: String, property: Option<HashSet<i64>>) -> HashSet<String> {
        drop(property);
        HashSet::from([str])
    }

    #[getter]
    fn property(&self) -> i64 {
        1
    }

    #[getter]
    fn r#in(&self) -> i64 {
        1
    }

    fn r#static() -> i64 {
        1
    }

    #[getter]
    fn last(&self) -> Option<Vec<i64>> {
        None
    }

    fn other(&self, other: Arc<Store>) -> bool {
        drop(other);
        true
    }
}

/// Its name is none.
struct Nameless;

#[hognose::class(name = "class")]
impl Nameless {}

struct Any;

#[doc = "A NUL before a digit: \x001, and \"quoted\""]
#[hognose::class]
impl Any {}

#[derive(FromValue, IntoValue)]
struct Record {
    list: Vec<i64>,
    #[hognose(rename = "dict")]
    table: HashSet<String>,
    note: Option<i64>,
}

mod functions {
    #[hognose::function]
    pub fn take(from: i64, from_: i64, nameless: std::sync::Arc<super::Nameless>) -> i64 {
        drop(nameless);
        from - from_
    }

    #[hognose::function]
    pub fn str(value: hognose::Handle, list: Option<Vec<i64>>) -> String {
        drop((value, list));
        String::new()
    }
}

fn stubs() -> hognose::Result<Stubs> {
    let module = Module::new("names")
        .class::<Store>()
        .class::<Any>()
        .class::<Nameless>()
        .define(functions::take::definition())
        .define(functions::str::definition())
        .function("list", |_cx, ()| Ok(vec![1.5]))
        .function("record", |_cx, (record,): (Record,)| Ok(record))
        .function("Iterator", |_cx, ()| Ok(hognose::Iter::new(0..3)));
    Ok(Engine::builder().module(module).build()?.stubs())
}

#[test]
fn types_are_told_from_what_bears_their_names() -> hognose::Result<()> {
    assert_eq!(stubs()?.text("names").as_deref(), Some(include_str!("stubs/names.pyi")));
    Ok(())
}

#[test]
fn what_text_says_of_a_type_is_told_apart_too() -> hognose::Result<()> {
    /// A type of the host's that says by itself what it is.
    struct Named;

    impl FromValue<'_> for Named {
        fn from_value(_cx: &mut hognose::Context<'_>, _value: hognose::Value<'_>) -> hognose::Result<Named> {
            Ok(Named)
        }

        fn python_type() -> hognose::PythonType {
            hognose::PythonType::named("Callable[[list[int]], 'list'] | decimal.list")
        }
    }

    let module = Module::new("names")
        .function("list", |_cx, (named,): (Named,)| {
            let Named = named;
            Ok(())
        })
        .constant("Callable", 1);
    let text = Engine::builder().module(module).build()?.stubs().text("names").unwrap_or_default();
    let head = "def list(argument: typing.Callable[[builtins.list[int]], 'list'] | decimal.list, /) -> None: ...\n";
    assert!(text.starts_with("import builtins\nimport typing\n") && text.ends_with(head), "{text}");
    Ok(())
}

#[test]
fn parameters_without_names_get_some() -> hognose::Result<()> {
    use hognose::{Function, Parameter, ParameterKind};
    const PARAMETERS: &[Parameter] = &[
        Parameter { name: "two words", kind: ParameterKind::Required },
        Parameter { name: "", kind: ParameterKind::Optional },
    ];
    let module = Module::new("names").define(Function::new("f", PARAMETERS, |_cx, _arguments| Ok(())));
    let text = Engine::builder().module(module).build()?.stubs().text("names");
    let expected = "from typing import Any\n\ndef f(argument_1: Any, argument_2: Any = ...) -> None: ...\n";
    assert_eq!(text.as_deref(), Some(expected));
    Ok(())
}

#[test]
fn a_keyword_is_no_name_for_a_module() {
    let error = Engine::builder().module(Module::new("shop.class")).build().expect_err("no script can import it");
    assert_eq!(error.message(), "'shop.class' is no name for a module");
}
