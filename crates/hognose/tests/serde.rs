//! `Serde<T>`: what serde knows, as values of scripts.
#![cfg(feature = "serde")]

use hognose::{Engine, FromValue, IntoValue, Limits, Serde, Vm, block_on};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Order {
    #[serde(rename = "type")]
    kind: Kind,
    lines: Vec<(String, u32)>,
    #[serde(default)]
    note: Option<String>,
    prices: BTreeMap<u8, f64>,
    shape: Vec<Shape>,
    unit: (),
    meters: Meters,
    big: u128,
    letter: char,
}

#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    SoldOut,
    Standard,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
enum Shape {
    Point,
    Circle(f64),
    Line(i64, i64),
    Box { width: i64, height: Option<i64> },
}

#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
struct Meters(f64);

fn order() -> Order {
    Order {
        kind: Kind::SoldOut,
        lines: vec![("fig".to_string(), 3), ("ä".to_string(), 0)],
        note: None,
        prices: BTreeMap::from([(1, 0.5), (2, 1.0)]),
        shape: vec![Shape::Point, Shape::Circle(1.5), Shape::Line(1, -2), Shape::Box { width: 3, height: None }],
        unit: (),
        meters: Meters(2.5),
        big: u128::MAX,
        letter: 'ß',
    }
}

const SHOWN: &str = "{'type': 'sold_out', 'lines': [('fig', 3), ('ä', 0)], 'note': None, 'prices': {1: 0.5, 2: 1.0}, \
    'shape': ['Point', {'Circle': 1.5}, {'Line': (1, -2)}, {'Box': {'width': 3, 'height': None}}], 'unit': None, \
    'meters': 2.5, 'big': 340282366920938463463374607431768211455, 'letter': 'ß'}";

fn machine() -> Vm {
    let engine = Engine::builder().build().expect("the engine builds");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    let script = "def show(value): return repr(value)\ndef read(text): return eval_of[text]\neval_of = {}\n";
    block_on(vm.run(&engine.compile("show.py", script).expect("it compiles"))).expect("it runs");
    vm
}

/// A value that a script writes down, as a type of Rust's.
fn taken<T: for<'v> FromValue<'v> + Send + 'static>(expression: &str) -> hognose::Result<T> {
    let engine = Engine::builder().build()?;
    let mut vm = engine.vm(Limits::default())?;
    block_on(vm.run(&engine.compile("value.py", &format!("value = {expression}\n"))?))?;
    vm.with(|cx| cx.global("value").and_then(|value| cx.take(value)))
}

#[test]
fn data_goes_in_and_comes_back() {
    let mut vm = machine();
    let shown: String = block_on(vm.call("show", (Serde(order()),))).expect("it is shown");
    assert_eq!(shown, SHOWN);
    let Serde(back): Serde<Order> = taken(SHOWN).expect("it fits");
    assert_eq!(back, order());
}

#[test]
fn scripts_may_write_it_in_other_ways() {
    let Serde(values): Serde<Vec<Option<i64>>> = taken("(1, None, 3)").expect("a tuple is a sequence");
    assert_eq!(values, [Some(1), None, Some(3)]);
    let Serde(values): Serde<Vec<f64>> = taken("[1, 2.5, True + 1]").expect("ints are floats");
    assert_eq!(values, [1.0, 2.5, 2.0]);
    let Serde(values): Serde<Vec<i64>> = taken("{5}").expect("a set is a sequence");
    assert_eq!(values, [5]);
    let Serde(Shape::Line(from, to)) = taken("{'Line': [1, 2]}").expect("a list is a tuple") else { panic!("a line") };
    assert_eq!((from, to), (1, 2));
}

#[test]
fn what_does_not_fit_is_told() {
    let cases = [
        (taken::<Serde<u8>>("300").map(|_| ()), "expected u8, not integer `300`"),
        (taken::<Serde<u8>>("'x'").map(|_| ()), "expected u8, not string \"x\""),
        (taken::<Serde<i64>>("10 ** 50").map(|_| ()), "the int does not fit"),
        (taken::<Serde<Kind>>("'gone'").map(|_| ()), "unknown variant `gone`, expected `sold_out` or `standard`"),
        (taken::<Serde<Kind>>("5").map(|_| ()), "expected a str or a dict of one entry for Kind, not int"),
        (taken::<Serde<Shape>>("'Circle'").map(|_| ()), "the variant holds something: give it as a dict of one entry"),
        (taken::<Serde<Order>>("{}").map(|_| ()), "missing field `type`"),
        (taken::<Serde<String>>("print").map(|_| ()), "expected data, not builtin_function_or_method"),
    ];
    for (result, expected) in cases {
        assert_eq!(result.expect_err(expected).message(), expected);
    }
}

#[test]
fn depth_is_bounded_both_ways() {
    #[derive(Serialize, Deserialize)]
    struct Deep(Vec<Deep>);
    let mut deep = Deep(Vec::new());
    for _ in 0..150 {
        deep = Deep(vec![deep]);
    }
    let mut vm = machine();
    vm.with(|cx| Serde(&deep).into_value(cx).map(|_| ())).expect("150 levels");
    for _ in 0..150 {
        deep = Deep(vec![deep]);
    }
    let error = vm.with(|cx| Serde(&deep).into_value(cx).map(|_| ())).expect_err("300 levels");
    assert_eq!(error.type_name(), "RecursionError");
    let engine = Engine::builder().build().expect("an engine");
    let script = "value = []\nfor _ in range(1000): value = [value]\nvalue.append(value)\n";
    let mut vm = engine.vm(Limits::default()).expect("a machine");
    block_on(vm.run(&engine.compile("deep.py", script).expect("it compiles"))).expect("it runs");
    let error = vm.with(|cx| cx.global("value").and_then(|value| cx.take::<Serde<Deep>>(value)).map(|_| ()));
    assert_eq!(error.expect_err("it holds itself").type_name(), "RecursionError");
}

#[test]
fn what_a_small_value_becomes_is_within_the_limits() -> hognose::Result<()> {
    let engine = Engine::builder().build()?;
    let script = "
def texts(): return ['x' * 1_000_000] * 200
def data(): return [b'x' * 1_000_000] * 200
def keys(): return [{'x' * 1_000_000: 1}] * 200
";
    let limited = || -> hognose::Result<Vm> {
        let mut vm = engine.vm(Limits::default().memory(16 << 20))?;
        block_on(vm.run(&engine.compile("large.py", script)?))?;
        Ok(vm)
    };
    let errors = [
        block_on(limited()?.call::<Serde<Vec<String>>>("texts", ())).err(),
        block_on(limited()?.call::<Serde<Vec<std::ffi::CString>>>("data", ())).err(),
        block_on(limited()?.call::<Serde<Vec<BTreeMap<String, i64>>>>("keys", ())).err(),
    ];
    for error in errors {
        let message = error.map(|error| error.message().to_string());
        assert_eq!(message.as_deref(), Some("the script reached its limit of memory, 16777216 bytes"));
    }
    Ok(())
}
