//! Stubs: the texts of `.pyi` files, compared with those in the folder `stubs`.

use hognose::{
    AsyncGenerator, AsyncIter, Bytes, Context, Engine, FromValue, Handle, IntoValue, Iter, Module, Obj, Rest, Result,
    Stubs, Value,
};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

/// How an order is sent.
#[derive(Clone, Copy, FromValue, IntoValue)]
enum Speed {
    Slow,
    VeryFast,
}

#[derive(Clone, FromValue, IntoValue)]
struct Order {
    article: String,
    #[hognose(default)]
    count: u32,
    note: Option<String>,
    #[hognose(rename = "speed")]
    how: Speed,
    parts: Vec<Order>,
}

/// Its keys are no names.
#[derive(IntoValue)]
struct Answer {
    #[hognose(rename = "class")]
    kind: String,
    #[hognose(rename = "content-type")]
    content: (i64, f32),
}

#[derive(FromValue, IntoValue)]
struct Cents(i64);

/// Points of a plane.
///
/// "A point" is \ what has an `x` and a `y`.
struct Point {
    x: f64,
    y: f64,
}

/// A point of a plane.
///
/// Two lines, and a "quotation" with a \ in it: """.
#[hognose::class]
impl Point {
    const ORIGIN: (f64, f64) = (0.0, 0.0);

    /// Makes one.
    fn new(
        x: f64,
        #[default = -1.5] y: f64,
        #[keyword] name: Option<String>,
    ) -> std::result::Result<Point, std::fmt::Error> {
        let _ = name;
        Ok(Point { x, y })
    }

    #[getter]
    fn x(&self) -> f64 {
        self.x
    }

    #[setter]
    fn set_x(&mut self, x: f64) {
        self.x = x;
    }

    /// How far it is from the middle.
    #[getter]
    fn length(&self) -> f64 {
        self.x.hypot(self.y)
    }

    fn __add__(&self, other: Arc<Point>) -> Point {
        Point { x: self.x + other.x, y: self.y + other.y }
    }

    fn __eq__(&self, other: Arc<Point>) -> bool {
        (self.x, self.y) == (other.x, other.y)
    }

    fn __len__(&self) -> usize {
        2
    }

    fn __getitem__(&self, index: usize) -> f64 {
        if index == 0 { self.x } else { self.y }
    }

    fn __iter__(&self) -> Vec<f64> {
        vec![self.x, self.y]
    }

    fn __enter__(&self) {}

    fn __exit__(&self) {}

    fn moved(&self, cx: &mut Context<'_>, #[rest] by: Vec<f64>) -> Result<Obj<Point>> {
        let sum: f64 = by.iter().sum();
        cx.object(Point { x: self.x + sum, y: self.y + sum })
    }

    async fn fetch(&self, caller: hognose::Caller, timeout: Duration) -> hognose::Result<Option<String>> {
        let _ = (caller, timeout);
        Ok(None)
    }

    fn origin() -> Point {
        Point { x: 0.0, y: 0.0 }
    }
}

struct Countdown(u32);

#[hognose::class(name = "countdown")]
impl Countdown {
    fn __next__(&mut self) -> Option<u32> {
        self.0.checked_sub(1).inspect(|left| self.0 = *left)
    }
}

struct Ticks;

#[hognose::class]
impl Ticks {
    async fn __anext__(&self) -> Result<Option<Duration>> {
        Ok(None)
    }
}

mod functions {
    use super::*;

    /// What an order costs.
    #[hognose::function]
    pub fn price(order: Order, #[default = 1] times: u8, #[default = "EUR".to_string()] currency: String) -> Cents {
        let _ = (order.note, order.how, order.parts, currency, order.article);
        Cents(i64::from(order.count) * i64::from(times))
    }

    #[hognose::function]
    pub fn all_kinds(
        maybe: Option<char>,
        pair: (i64, bool),
        table: BTreeMap<String, Vec<u8>>,
        tags: HashSet<String>,
        data: Bytes,
        anything: Handle,
    ) {
        let _ = (maybe, pair, table, tags, data, anything);
    }

    #[hognose::function]
    pub fn all_places(
        speeds: [Speed; 2],
        #[default = [1, 2].into()] numbers: Vec<i32>,
        #[default = true] flag: bool,
        #[rest] more: Vec<Cents>,
        #[keyword] last: f32,
        #[keyword]
        #[default = 'x']
        letter: char,
    ) {
        let _ = (speeds, numbers, flag, more, last, letter);
    }

    #[hognose::function]
    pub fn import_all(from: String, lambda: Option<i64>) -> Answer {
        Answer { kind: from, content: (lambda.unwrap_or(0), 0.5) }
    }

    #[hognose::function]
    pub async fn send(order: Order, point: Arc<Point>) -> Result<Order> {
        drop(point);
        Ok(order)
    }

    #[hognose::function]
    pub async fn listen(orders: AsyncGenerator<Order, i64>) {
        drop(orders);
    }
}

struct Nothing;

impl futures_core::Stream for Nothing {
    type Item = Cents;

    fn poll_next(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<Option<Cents>> {
        std::task::Poll::Ready(None)
    }
}

fn engine() -> Engine {
    let shop = Module::new("shop")
        .constant("CURRENCY", "EUR")
        .constant("RATES", BTreeMap::from([("EUR", 1.0)]))
        .class::<Countdown>()
        .class::<Ticks>()
        .define(functions::price::definition())
        .define(functions::all_kinds::definition())
        .define(functions::all_places::definition())
        .define(functions::import_all::definition())
        .define(functions::send::definition())
        .define(functions::listen::definition())
        .function("half", |_cx, (number, _exact): (i64, Option<bool>)| Ok(number / 2))
        .function("sum", |_cx, (first, Rest(others)): (i64, Rest<i64>)| Ok(first + others.iter().sum::<i64>()))
        .function("below", |_cx, (end,): (i64,)| Ok(Iter::new(0..end)))
        .function("sent", |_cx, ()| Ok(AsyncIter::new(Nothing)))
        .function("lambda", |_cx, ()| Ok(()))
        .raw("kinds", |_cx, _args| Ok(Value::none()))
        .async_function("fetch", |_caller, (url,): (String,)| async move { Ok(Some(Bytes(url.into_bytes()))) })
        .deferred("approve")
        .source("def gross(net: float) -> float:\n    return net * 1.2\n");
    let geometry = Module::new("shop.geometry").class::<Point>();
    Engine::builder().module(shop).module(geometry).build().expect("the names are names")
}

/// What a plug-in has to have.
#[hognose::interface]
trait Plugin {
    /// Its name.
    fn name(&self, cx: &mut Context<'_>) -> Result<String>;

    async fn handle(&self, order: Order, at: Duration) -> Result<Vec<Order>>;

    fn done(&self, cx: &mut Context<'_>, from: String, table: BTreeMap<String, i64>) -> Result<()>;

    /// May be missing.
    fn priority(&self, cx: &mut Context<'_>) -> Result<i64> {
        let _ = cx;
        Ok(0)
    }
}

/// Compares a stub with its file. `HOGNOSE_BLESS=1` writes the file.
fn check(stubs: &Stubs, module: &str) {
    let text = stubs.text(module).expect("the module has a stub");
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stubs").join(format!("{module}.pyi"));
    if std::env::var_os("HOGNOSE_BLESS").is_some() {
        std::fs::write(&file, &text).expect("it can be written");
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(text, expected, "the stub of {module} is not as in {}", file.display());
}

#[test]
fn modules_of_the_host_have_stubs() {
    let stubs = engine().stubs();
    assert_eq!(stubs.names().collect::<Vec<_>>(), ["shop", "shop.geometry"]);
    check(&stubs, "shop");
    check(&stubs, "shop.geometry");
    let files: Vec<String> = stubs.files().iter().map(|(path, _)| path.display().to_string()).collect();
    assert_eq!(files, ["shop/__init__.pyi", "shop/geometry.pyi"]);
}

#[test]
fn interfaces_are_protocols() {
    let stubs = engine().stubs().interface::<dyn Plugin>("plugins");
    check(&stubs, "plugins");
}

#[test]
fn modules_of_the_library_have_stubs() {
    let stubs = engine().library_stubs().expect("they can be imported");
    let names: Vec<&str> = stubs.names().collect();
    for name in ["asyncio", "contextlib", "functools", "itertools", "math", "random", "time"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(!names.contains(&"shop") && !names.iter().any(|name| name.starts_with('_')));
    for module in ["contextvars", "math", "time"] {
        check(&stubs, module);
    }
    let asyncio = stubs.text("asyncio").unwrap_or_default();
    let lines: HashSet<&str> = asyncio.lines().map(str::trim_end).collect();
    for line in [
        "async def sleep(delay, result=...): ...",
        "class Queue:",
        "    def put_nowait(self, item): ...",
        "    async def get(self): ...",
    ] {
        assert!(lines.contains(line), "{line} is not in\n{asyncio}");
    }
}

#[test]
fn stubs_are_written_into_a_folder() {
    let folder = std::env::temp_dir().join(format!("hognose_stubs_{}", std::process::id()));
    let stubs = engine().stubs();
    stubs.write_to(&folder).expect("the folder can be made");
    let written = std::fs::read_to_string(folder.join("shop/geometry.pyi")).unwrap_or_default();
    std::fs::remove_dir_all(&folder).expect("it was made");
    assert_eq!(Some(written), stubs.text("shop.geometry"));
}

/// Of a type that says nothing there is nothing to say.
#[test]
fn unknown_types_are_any() {
    struct Opaque;

    impl<'v> FromValue<'v> for Opaque {
        fn from_value(_cx: &mut Context<'v>, _value: Value<'v>) -> Result<Opaque> {
            Ok(Opaque)
        }
    }

    let module = Module::new("m").function("take", |_cx, (one, _two): (Opaque, Vec<Opaque>)| {
        let _ = one;
        Ok(())
    });
    let engine = Engine::builder().module(module).build().expect("the name is one");
    let expected = "from typing import Any\n\ndef take(argument_1: Any, argument_2: list[Any] | tuple[Any, ...], /) -> None: ...\n";
    assert_eq!(engine.stubs().text("m").as_deref(), Some(expected));
}
