//! `#[hognose::function]` and the derived conversions, as a script sees them.

use hognose::{Caller, Context, Engine, FromValue, IntoValue, Limits, Module, Vm, block_on};

#[derive(Clone, PartialEq, Debug, FromValue, IntoValue)]
struct Order {
    article: String,
    #[hognose(default)]
    count: i64,
    note: Option<String>,
    #[hognose(rename = "type")]
    kind: Kind,
    size: Size,
}

/// Converts what has no conversion of its own.
mod path {
    use hognose::{Context, FromValue, IntoValue, Result, Value};
    use std::path::PathBuf;

    pub fn from_value<'v>(cx: &mut Context<'v>, value: Value<'v>) -> Result<PathBuf> {
        String::from_value(cx, value).map(PathBuf::from)
    }

    pub fn into_value<'v>(path: PathBuf, cx: &mut Context<'v>) -> Result<Value<'v>> {
        path.to_string_lossy().into_owned().into_value(cx)
    }
}

#[derive(Clone, PartialEq, Debug, FromValue, IntoValue)]
struct Document {
    #[hognose(with = path)]
    place: std::path::PathBuf,
    #[hognose(with = path, default)]
    copy: std::path::PathBuf,
}

#[test]
fn fields_of_foreign_types_convert_by_a_module() {
    let engine = Engine::builder().build().expect("the engine builds");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    let program = engine.compile("document.py", "document = {'place': 'a/b'}\ndef show(it): return str(it)\n");
    block_on(vm.run(&program.expect("it compiles"))).expect("it runs");
    let document: Document = vm.with(|cx| cx.global("document").and_then(|value| cx.take(value))).expect("it fits");
    assert_eq!(document, Document { place: "a/b".into(), copy: "".into() });
    let shown: String = block_on(vm.call("show", (document,))).expect("it is shown");
    assert_eq!(shown, "{'place': 'a/b', 'copy': ''}");
}

#[derive(Clone, Copy, PartialEq, Debug, FromValue, IntoValue)]
enum Kind {
    Standard,
    SoldOut,
    #[hognose(rename = "gift!")]
    Gift,
}

#[derive(Clone, PartialEq, Debug, FromValue, IntoValue)]
struct Size(f64, f64);

#[derive(Clone, PartialEq, Debug, FromValue, IntoValue)]
struct Meters(f64);

/// What an order costs.
///
/// In cents.
#[hognose::function]
fn price(article: String, #[default = 1] count: i64, #[keyword] discount: Option<f64>) -> i64 {
    let full = article.len() as i64 * count * 100;
    (full as f64 * (1.0 - discount.unwrap_or(0.0))) as i64
}

#[hognose::function]
fn join(separator: String, #[rest] parts: Vec<String>, #[keyword] upper: bool) -> String {
    let joined = parts.join(&separator);
    if upper { joined.to_uppercase() } else { joined }
}

#[hognose::function]
fn parse(text: String) -> Result<i64, std::num::ParseIntError> {
    text.parse()
}

#[hognose::function]
fn apply(cx: &mut Context<'_>, times: u32, start: i64) -> hognose::Result<i64> {
    let step = cx.global("step")?;
    (0..times).try_fold(start, |value, _| cx.call(step, (value,)))
}

#[hognose::function]
fn ship(order: Order) -> Order {
    Order { count: order.count + 1, ..order }
}

#[hognose::function]
fn convert(length: Meters) -> Meters {
    Meters(length.0 * 2.0)
}

/// Waits for the warehouse.
#[hognose::function]
async fn stock(caller: Caller, article: String, #[default = 2] factor: i64) -> hognose::Result<i64> {
    let known: i64 = caller.call("known", (article,)).await?;
    Ok(known * factor)
}

#[hognose::function]
async fn nothing() {}

const SCRIPT: &str = "
import shop
def known(article): return len(article)
def step(value): return value * 10
def show(function):
    try:
        return repr(function())
    except Exception as error:
        return f'{type(error).__name__}: {error}'
";

fn shop() -> Vm {
    let module = Module::new("shop")
        .define(price::definition())
        .define(join::definition())
        .define(parse::definition())
        .define(apply::definition())
        .define(ship::definition())
        .define(convert::definition())
        .define(stock::definition())
        .define(nothing::definition());
    let engine = Engine::builder().module(module).build().expect("the engine builds");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    block_on(vm.run(&engine.compile("shop.py", SCRIPT).expect("it compiles"))).expect("it runs");
    vm
}

/// What an expression of the script comes to.
fn shown(expression: &str) -> String {
    let mut vm = shop();
    let source = format!("{SCRIPT}answer = show(lambda: {expression})\n");
    let program = Engine::builder().build().and_then(|engine| engine.compile("ask.py", &source));
    block_on(vm.run(&program.expect("it compiles"))).expect("it runs");
    vm.with(|cx| cx.global("answer").and_then(|answer| cx.take::<String>(answer))).expect("there is an answer")
}

fn check(expression: &str, expected: &str) {
    assert_eq!(shown(expression), expected, "{expression}");
}

#[test]
fn arguments_go_by_position_and_by_name() {
    check("shop.price('fig')", "300");
    check("shop.price('fig', 2)", "600");
    check("shop.price(count=2, article='fig')", "600");
    check("shop.price('fig', discount=0.5)", "150");
    check("shop.join('-', 'a', 'b', upper=False)", "'a-b'");
    check("shop.join('-', upper=True)", "''");
    check("shop.apply(3, 1)", "1000");
}

#[test]
fn wrong_arguments_are_cpythons_errors() {
    check("shop.price()", "TypeError: price() missing 1 required positional argument: 'article'");
    check("shop.apply()", "TypeError: apply() missing 2 required positional arguments: 'times' and 'start'");
    check("shop.price('a', 1, 2)", "TypeError: price() takes 2 positional arguments but 3 were given");
    check("shop.price('a', article='b')", "TypeError: price() got multiple values for argument 'article'");
    check("shop.price('a', colour='red')", "TypeError: price() got an unexpected keyword argument 'colour'");
    check("shop.join('-', 'a')", "TypeError: join() missing 1 required keyword-only argument: 'upper'");
    check("shop.price('a', count='b')", "TypeError: price() argument 'count': expected an int, not str");
    check("shop.join('-', 'a', 2, upper=False)", "TypeError: join() argument 3: expected a str, not int");
    check("shop.parse('x')", "RuntimeError: invalid digit found in string");
}

#[test]
fn a_docstring_comes_from_the_comments() {
    check("shop.price.__doc__", "'What an order costs.\\n\\nIn cents.'");
    check("shop.parse.__doc__", "None");
    check("shop.stock.__doc__", "'Waits for the warehouse.'");
    check("(shop.stock.__name__, shop.stock.__module__)", "('stock', 'shop')");
}

#[test]
fn structs_are_dicts_and_enums_are_names() {
    let order = "{'article': 'fig', 'type': 'sold_out', 'size': (1, 2.5)}";
    let shipped = "{'article': 'fig', 'count': 1, 'note': None, 'type': 'sold_out', 'size': (1.0, 2.5)}";
    check(&format!("shop.ship({order})"), shipped);
    check("shop.ship({**{'article': 'a', 'count': 2, 'note': 'n', 'type': 'gift!', 'size': [0, 0]}})['count']", "3");
    check("shop.convert(1.5)", "3.0");
    check("shop.ship({})", "TypeError: ship() argument 'order': the dict for Order has no 'article'");
}

#[test]
fn an_async_function_reaches_the_script_while_it_waits() {
    let mut vm = shop();
    let ask = "import shop\nasync def ask(): return await shop.stock('figs', factor=3), await shop.nothing()\n";
    let script = format!("{SCRIPT}{ask}");
    let program = Engine::builder().build().and_then(|engine| engine.compile("ask.py", &script));
    block_on(vm.run(&program.expect("it compiles"))).expect("it runs");
    let answer: (i64, Option<i64>) = block_on(vm.call("ask", ())).expect("the call succeeds");
    assert_eq!(answer, (12, None));
}
