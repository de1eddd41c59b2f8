//! Bytes as a value of the host's: it is handed to a script, comes back, and is taken as types that fit and types that do
//! not. What comes back is what went in.

use crate::bytes::Bytes;
use crate::run::{engine, limits};
use hognose::{Context, Error, FromValue, IntoValue, Program, Result, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::OnceLock;
use std::time::Duration;

/// A value of any shape.
#[derive(Clone, PartialEq, Debug)]
enum Tree {
    None,
    Bool(bool),
    Int(i128),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Tree>),
    Pair(Box<(Tree, Tree)>),
    Map(Vec<(String, Tree)>),
}

impl IntoValue for Tree {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> Result<Value<'v>> {
        match self {
            Tree::None => ().into_value(cx),
            Tree::Bool(bool) => bool.into_value(cx),
            Tree::Int(int) => int.into_value(cx),
            Tree::Float(float) => float.into_value(cx),
            Tree::Text(text) => text.into_value(cx),
            Tree::Bytes(bytes) => hognose::Bytes(bytes).into_value(cx),
            Tree::List(items) => items.into_value(cx),
            Tree::Pair(pair) => (pair.0, pair.1).into_value(cx),
            Tree::Map(entries) => entries.into_iter().collect::<BTreeMap<String, Tree>>().into_value(cx),
        }
    }
}

impl<'v> FromValue<'v> for Tree {
    fn from_value(cx: &mut Context<'v>, value: Value<'v>) -> Result<Tree> {
        match cx.type_name(value) {
            "NoneType" => Ok(Tree::None),
            "bool" => cx.take(value).map(Tree::Bool),
            "int" => cx.take(value).map(Tree::Int),
            "float" => cx.take(value).map(Tree::Float),
            "str" => cx.take(value).map(Tree::Text),
            "bytes" => cx.take::<hognose::Bytes>(value).map(|bytes| Tree::Bytes(bytes.0)),
            "list" => cx.take(value).map(Tree::List),
            "tuple" => cx.take(value).map(|pair| Tree::Pair(Box::new(pair))),
            "dict" => cx.take::<BTreeMap<String, Tree>>(value).map(|map| Tree::Map(map.into_iter().collect())),
            other => Err(Error::host(format!("no tree is of the class {other}"))),
        }
    }
}

/// Deeper trees are not made: deep ones come from the script.
const DEPTH: usize = 40;

fn tree(bytes: &mut Bytes<'_>, depth: usize) -> Tree {
    if bytes.is_empty() {
        return Tree::None;
    }
    let many = |bytes: &mut Bytes<'_>| if depth == 0 { 0 } else { bytes.byte() % 8 };
    match bytes.byte() % 10 {
        0 => Tree::None,
        1 => Tree::Bool(bytes.byte() % 2 == 1),
        2 => Tree::Int(i128::from(i64::from_le_bytes(bytes.array()))),
        3 => Tree::Int(i128::from_le_bytes(bytes.array())),
        // A NaN is not equal to itself: it would look as if it had not come back.
        4 => Tree::Float(Some(f64::from_le_bytes(bytes.array())).filter(|float| !float.is_nan()).unwrap_or(0.5)),
        5 => {
            let length = usize::from(bytes.byte());
            Tree::Text(String::from_utf8_lossy(bytes.slice(length)).into_owned())
        }
        6 => {
            let length = usize::from(bytes.byte());
            Tree::Bytes(bytes.slice(length).to_vec())
        }
        7 => {
            let count = many(bytes);
            Tree::List((0..count).map(|_| tree(bytes, depth.saturating_sub(1))).collect())
        }
        8 if depth > 0 => Tree::Pair(Box::new((tree(bytes, depth - 1), tree(bytes, depth - 1)))),
        8 => Tree::None,
        _ => {
            let count = many(bytes);
            let entries = (0..count).map(|_| {
                let length = usize::from(bytes.byte() % 16);
                let key = String::from_utf8_lossy(bytes.slice(length)).into_owned();
                (key, tree(bytes, depth.saturating_sub(1)))
            });
            Tree::Map(entries.collect::<BTreeMap<String, Tree>>().into_iter().collect())
        }
    }
}

const SCRIPT: &str = "
def same(value):
    return value

def shown(value):
    return [repr(value), str(value), hash(repr(value))]

def among_others(value):
    return [value, (value,), {'value': value}]

def deep(value):
    for _ in range(5000):
        value = [value]
    return value

def around(value):
    value = [value]
    value.append(value)
    return value

def around_a_dict(value):
    found = {'value': value}
    found['found'] = (1, found)
    return found

def in_subclasses(value):
    class List(list): pass
    class Dict(dict): pass
    class Text(str): pass
    class Int(int): pass
    return List([Dict({Text('value'): value, Text('int'): Int(5)})])

def many(value):
    return [value] * 100_000

def raised(value):
    raise ValueError(value)

async def waited(value):
    return value
";

/// The functions of the script.
const FUNCTIONS: &[&str] = &[
    "same",
    "shown",
    "among_others",
    "deep",
    "around",
    "around_a_dict",
    "in_subclasses",
    "many",
    "raised",
    "waited",
    "missing",
];

fn program() -> &'static Program {
    static PROGRAM: OnceLock<Program> = OnceLock::new();
    PROGRAM.get_or_init(|| engine().compile("convert.py", SCRIPT).expect("the script above compiles"))
}

/// Hands a value to a script and takes what comes back.
pub fn convert(bytes: &[u8]) {
    let mut bytes = Bytes::new(bytes);
    let mut vm = engine().vm(limits()).expect("the machine starts under these limits");
    hognose::block_on(vm.run(program())).expect("the script only defines functions");
    let (function, target) = (bytes.below(FUNCTIONS.len()), bytes.byte());
    let given = tree(&mut bytes, DEPTH);
    let name = FUNCTIONS.get(function).copied().unwrap_or("same");
    let back: Result<Tree> = hognose::block_on(vm.call(name, (given.clone(),)));
    match (name, back) {
        ("same" | "waited", Ok(back)) => assert_eq!(back, given),
        ("same" | "waited", Err(error)) => panic!("a value that a script gives back as it is: {error}"),
        (_, Ok(_)) => {}
        (_, Err(error)) => assert!(!error.to_string().is_empty()),
    }
    vm.with(|cx| {
        if let Ok(function) = cx.global(name)
            && let Ok(value) = cx.call::<Value<'_>>(function, (given,))
        {
            take(cx, value, target);
        }
    });
    assert!(vm.close().is_ok());
}

/// Takes a value as a type that it may not fit; what fits is handed in again.
fn take<'v>(cx: &mut Context<'v>, value: Value<'v>, target: u8) {
    fn as_type<'v, T: FromValue<'v> + IntoValue>(cx: &mut Context<'v>, value: Value<'v>) {
        match cx.take::<T>(value) {
            Ok(taken) => {
                let again = taken.into_value(cx);
                assert!(again.is_ok_and(|again| cx.take::<T>(again).is_ok()));
            }
            Err(error) => assert!(!error.message().is_empty()),
        }
    }
    match target % 24 {
        0 => as_type::<i8>(cx, value),
        1 => as_type::<u64>(cx, value),
        2 => as_type::<i128>(cx, value),
        3 => as_type::<f32>(cx, value),
        4 => as_type::<char>(cx, value),
        5 => as_type::<String>(cx, value),
        6 => as_type::<hognose::Bytes>(cx, value),
        7 => as_type::<Vec<u8>>(cx, value),
        8 => as_type::<Vec<String>>(cx, value),
        9 => as_type::<Option<Vec<Option<i64>>>>(cx, value),
        10 => as_type::<HashMap<String, Tree>>(cx, value),
        11 => as_type::<BTreeMap<i64, Tree>>(cx, value),
        12 => as_type::<HashSet<String>>(cx, value),
        13 => as_type::<BTreeSet<i64>>(cx, value),
        14 => as_type::<(Tree, Tree)>(cx, value),
        15 => as_type::<[Tree; 3]>(cx, value),
        16 => as_type::<Duration>(cx, value),
        17 => as_type::<VecDeque<Tree>>(cx, value),
        18 => as_type::<Vec<Vec<Tree>>>(cx, value),
        19 => as_type::<HashMap<String, Vec<(String, Tree)>>>(cx, value),
        20 => as_type::<bool>(cx, value),
        21 => as_type::<()>(cx, value),
        22 => as_type::<Box<Tree>>(cx, value),
        _ => as_type::<hognose::Handle>(cx, value),
    }
}
