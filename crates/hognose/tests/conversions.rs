//! Every Rust type goes to a script and comes back as it was, and what a script sees of it is what a reader would expect.

use hognose::{
    Bytes, Context, Engine, FromValue, FromValueOwned, IntoValue, Limits, Module, Rest, Result, Value, Vm, block_on,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt::Debug;
use std::time::Duration;

fn machine(modules: Vec<Module>, script: &str) -> Vm {
    let engine = modules.into_iter().fold(Engine::builder(), |builder, module| builder.module(module));
    let engine = engine.build().expect("the engine builds");
    let program = engine.compile("test.py", script).expect("the script compiles");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    block_on(vm.run(&program)).expect("the script runs");
    vm
}

fn check<T>(value: T, shown: &str)
where
    T: IntoValue + FromValueOwned + Clone + PartialEq + Debug,
{
    let mut vm = machine(Vec::new(), "def show(value): return value, repr(value)");
    let (back, text): (T, String) = block_on(vm.call("show", (value.clone(),))).expect("the call succeeds");
    assert_eq!((back, text.as_str()), (value, shown));
}

#[test]
fn scalars_come_back() {
    check(-7i8, "-7");
    check(u64::MAX, "18446744073709551615");
    check(i128::MIN, "-170141183460469231731687303715884105728");
    check(0.1f64, "0.1");
    check(0.5f32, "0.5");
    check(true, "True");
    check('ß', "'ß'");
    check("text".to_string(), "'text'");
    check(Bytes(vec![0, 255]), "b'\\x00\\xff'");
    check(Duration::from_millis(1500), "1.5");
    check(Some(1i64), "1");
    check(None::<i64>, "None");
    check(Box::new(3i64), "3");
}

#[test]
fn an_int_of_any_size_is_a_float_where_one_is_wanted() {
    let mut vm = machine(Vec::new(), "def power(bits): return 1 << bits");
    let mut power = |bits: i64| block_on(vm.call::<f64>("power", (bits,)));
    assert_eq!(power(3).ok(), Some(8.0));
    assert_eq!(power(60).ok(), Some((1u64 << 60) as f64));
    assert_eq!(power(1000).ok(), Some(2f64.powi(1000)));
    assert_eq!(power(1024).expect_err("it is too large").to_string(), "the int does not fit into f64");
}

#[test]
fn collections_come_back() {
    check(vec![1i64, 2], "[1, 2]");
    check(VecDeque::from([1i64, 2]), "[1, 2]");
    check([1i64, 2, 3], "[1, 2, 3]");
    check(vec![vec!["a".to_string()], vec![]], "[['a'], []]");
    check((1i64, "b".to_string(), 2.5f64), "(1, 'b', 2.5)");
    check(BTreeMap::from([("a".to_string(), 1i64), ("b".to_string(), 2)]), "{'a': 1, 'b': 2}");
    check(HashMap::from([(1i64, true)]), "{1: True}");
    check(BTreeSet::from([3i64, 1]), "{1, 3}");
    check(HashSet::from(["x".to_string()]), "{'x'}");
}

#[test]
fn bytes_are_a_sequence_of_ints() {
    let mut vm = machine(Vec::new(), "def data(): return b'ab'");
    assert_eq!(block_on(vm.call::<Vec<u8>>("data", ())).ok(), Some(vec![97, 98]));
    block_on(vm.call::<()>("data", ())).expect("the unit drops whatever comes");
}

#[test]
fn what_does_not_fit_says_what_was_expected() {
    let mut vm = machine(Vec::new(), "def give(value): return value");
    fn refused<T: FromValueOwned + Debug>(vm: &mut Vm, value: impl IntoValue + Send + 'static) -> String {
        block_on(vm.call::<T>("give", (value,))).expect_err("it does not fit").to_string()
    }
    assert_eq!(refused::<char>(&mut vm, "ab"), "expected a str of one character, not str");
    assert_eq!(refused::<Duration>(&mut vm, -1.5), "-1.5 seconds are no duration");
    assert_eq!(refused::<[i64; 2]>(&mut vm, vec![1i64]), "expected 2 items, not 1");
    assert_eq!(refused::<HashMap<i64, i64>>(&mut vm, vec![1i64]), "expected a dict, not list");
    assert_eq!(refused::<HashSet<i64>>(&mut vm, 1i64), "expected a set, not int");
    assert_eq!(refused::<bool>(&mut vm, 1i64), "expected a bool, not int");
}

#[test]
fn an_unhashable_key_is_an_error() {
    let mut vm = machine(Vec::new(), "def give(value): return value");
    let keys: BTreeMap<Vec<i64>, i64> = BTreeMap::from([(vec![1], 1)]);
    let error = block_on(vm.call::<()>("give", (keys,))).expect_err("a list is no key");
    assert_eq!(error.to_string(), "TypeError: unhashable type: 'list'");
}

#[test]
fn host_functions_take_optional_and_further_arguments() {
    let module = Module::new("host")
        .function("greet", |_cx, (name, times): (String, Option<u32>)| Ok(format!("{name}{}", times.unwrap_or(1))))
        .function("sum", |_cx, (first, Rest(others)): (i64, Rest<i64>)| Ok(first + others.iter().sum::<i64>()))
        .function("fails", |_cx, (): ()| -> Result<Result<i64, std::num::ParseIntError>> { Ok("x".parse::<i64>()) });
    let script = "
import host
def attempt(function, *args):
    try:
        return repr(function(*args))
    except Exception as error:
        return repr(error)
def greet(*args): return attempt(host.greet, *args)
def sum(*args): return attempt(host.sum, *args)
def fails(*args): return attempt(host.fails, *args)
def named(): return attempt(lambda: host.greet(name='x'))
";
    let mut vm = machine(vec![module], script);
    let mut ask = |name: &str, args: Vec<&'static str>| -> String {
        let call = match args.as_slice() {
            [] => block_on(vm.call(name, ())),
            [one] => block_on(vm.call(name, (*one,))),
            [one, two] => block_on(vm.call(name, (*one, two.parse::<i64>().ok()))),
            _ => unreachable!("no test gives more"),
        };
        call.expect("the script answers")
    };
    assert_eq!(ask("greet", vec!["a"]), "'a1'");
    assert_eq!(ask("greet", vec!["a", "3"]), "'a3'");
    assert_eq!(ask("greet", vec![]), "TypeError('greet expected at least 1 argument, got 0')");
    assert_eq!(ask("sum", vec!["a"]), "TypeError('sum() argument 1: expected an int, not str')");
    assert_eq!(ask("fails", vec![]), "RuntimeError('invalid digit found in string')");
    assert_eq!(ask("fails", vec!["a"]), "TypeError('fails expected 0 arguments, got 1')");
    assert_eq!(ask("named", vec![]), "TypeError('greet() takes no keyword arguments')");
    assert_eq!(block_on(vm.call::<String>("sum", (1, 2, 3))).ok().as_deref(), Some("6"));
}

/// A value of the host's own type, which can be as deep as a script likes.
#[derive(hognose::FromValue, Debug)]
struct Node {
    next: Option<Box<Node>>,
}

/// Lists of lists.
#[derive(Debug)]
struct Lists(Vec<Lists>);

impl<'v> hognose::FromValue<'v> for Lists {
    fn from_value(cx: &mut hognose::Context<'v>, value: hognose::Value<'v>) -> Result<Lists> {
        cx.take(value).map(Lists)
    }
}

#[test]
fn values_that_hold_themselves_or_are_too_deep_are_an_error() {
    let mut vm = machine(
        Vec::new(),
        "
def node():
    node = {}
    node['next'] = node
    return node

def leaf():
    return {'next': {'next': None}}

def around():
    items = []
    items.append(items)
    return items

def deep(levels):
    items = []
    for _ in range(levels):
        items = [items]
    return items
",
    );
    let error = block_on(vm.call::<Node>("node", ())).expect_err("it holds itself");
    assert_eq!(error.type_name(), "RecursionError");
    assert!(error.message().ends_with("the value is nested too deeply"), "{error}");
    let error = block_on(vm.call::<Lists>("around", ())).expect_err("it holds itself");
    assert_eq!(error.type_name(), "RecursionError");
    assert!(block_on(vm.call::<Lists>("deep", (150,))).is_ok_and(|lists| lists.0.len() == 1));
    let error = block_on(vm.call::<Lists>("deep", (10_000,))).expect_err("it is too deep");
    assert_eq!(error.type_name(), "RecursionError");
    let node = block_on(vm.call::<Node>("leaf", ())).expect("it is a node");
    assert!(node.next.is_some_and(|leaf| leaf.next.is_none()));
    assert!(block_on(vm.call::<Lists>("deep", (150,))).is_ok(), "what failed before leaves nothing behind");
}

/// A machine under limits in which `script` has run.
fn limited(limits: Limits, script: &str) -> Vm {
    let engine = Engine::builder().build().expect("the engine builds");
    let program = engine.compile("test.py", script).expect("the script compiles");
    let mut vm = engine.vm(limits).expect("the machine starts");
    block_on(vm.run(&program)).expect("the script runs");
    vm
}

#[test]
fn what_a_small_value_becomes_is_within_the_limits() {
    let script = "
def tree():
    items = []
    for _ in range(100):
        items = [items, items]
    return items

def texts():
    return ['x' * 1_000_000] * 1000
";
    let mut vm = limited(Limits::default().fuel(1_000_000), script);
    let error = block_on(vm.call::<Lists>("tree", ())).expect_err("it has 2**100 leaves");
    assert_eq!(error.message(), "the script reached its limit of fuel, 1000000");
    let mut vm = limited(Limits::default().memory(16 << 20), script);
    let error = block_on(vm.call::<Vec<String>>("texts", ())).expect_err("it is a gigabyte");
    assert_eq!(error.message(), "the script reached its limit of memory, 16777216 bytes");
}

#[test]
fn a_host_gives_a_script_no_more_than_its_limit() {
    let limits = Limits::default().memory(4 << 20);
    let large = || vec![7u8; 8 << 20];
    let give = |vm: &mut Vm, what: &str| match what {
        "text" => block_on(vm.call::<()>("same", (String::from_utf8(large()).expect("it is ASCII"),))),
        "bytes" => block_on(vm.call::<()>("same", (Bytes(large()),))),
        _ => block_on(vm.call::<()>("same", (large(),))),
    };
    for what in ["text", "bytes", "list"] {
        let mut vm = limited(limits, "def same(value): return value");
        let error = give(&mut vm, what).expect_err("it is too large");
        assert_eq!(error.message(), "the script reached its limit of memory, 4194304 bytes", "{what}");
    }
}

/// Calls the object that it is made from.
struct Called;

impl<'v> FromValue<'v> for Called {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Called> {
        cx.call::<()>(value, ()).map(|()| Called)
    }
}

#[test]
fn what_a_conversion_runs_takes_nothing_from_it() -> Result<()> {
    let module = Module::new("host").function("take", |_cx, ((_, text),): ((Called, String),)| Ok(text));
    let engine = Engine::builder().module(module).build()?;
    let script = "
import gc, host
def clear():
    items.clear()
    gc.collect()
    return ['other' + str(number) for number in range(10)]
items = [clear, 'te' + str(5)]
text = host.take(items)
assert text == 'te5', text
";
    for stress in [false, true] {
        let mut vm = engine.vm(Limits::default().gc_stress(stress))?;
        block_on(vm.run(&engine.compile("take.py", script)?))?;
    }
    Ok(())
}
