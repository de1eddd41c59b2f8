//! Code objects with a few changes made to them, as somebody could write them who means no good.

use crate::bytes::Bytes;
use hognose_bytecode::{CacheSite, Code, CodeKind, Const, Flavor, Handler, HandlingRange, Op, SpanEntry};
use std::sync::Arc;

/// More changes than these are not made to one input.
const MOST: usize = 32;

/// A copy of `code` and the code inside it, changed as the bytes say.
pub(crate) fn mutate(code: &Code, bytes: &mut Bytes<'_>) -> Arc<Code> {
    let mut copy = code.clone();
    for _ in 0..MOST {
        if bytes.is_empty() {
            break;
        }
        let depth = bytes.byte();
        change_inside(&mut copy, depth, bytes);
    }
    Arc::new(copy)
}

/// Changes the code itself, or a child of it, at most so deep.
fn change_inside(code: &mut Code, depth: u8, bytes: &mut Bytes<'_>) {
    if depth == 0 || code.children.is_empty() {
        return change(code, bytes);
    }
    let index = bytes.below(code.children.len());
    if let Some(child) = code.children.get_mut(index) {
        let mut copy = Code::clone(child);
        change_inside(&mut copy, depth - 1, bytes);
        *child = Arc::new(copy);
    }
}

/// One change.
fn change(code: &mut Code, bytes: &mut Bytes<'_>) {
    match bytes.byte() % 16 {
        // The instructions are most of it.
        0..=2 => change_operand(code, bytes),
        3 | 4 => replace_op(code, bytes),
        5 => edit(&mut code.ops, bytes, |op, _| op),
        6 => code.register_count = bytes.number() as u16,
        7 => code.local_count = bytes.byte(),
        8 => change_parameters(code, bytes),
        9 => change_kind(code, bytes),
        10 => change_constants(code, bytes),
        11 => edit_list(&mut code.captures, bytes, |_, bytes| bytes.byte()),
        12 => edit_list(&mut code.handlers, bytes, change_handler),
        13 => edit_list(&mut code.handling, bytes, change_handling),
        14 => edit_list(&mut code.sites, bytes, |_, bytes| CacheSite { name: bytes.number() }),
        _ => change_places(code, bytes),
    }
}

fn change_operand(code: &mut Code, bytes: &mut Bytes<'_>) {
    let index = bytes.below(code.ops.len());
    let (which, value) = (bytes.byte(), bytes.number());
    edit_op(code, index, |op| {
        let mut operands = Vec::new();
        op.operands(&mut |operand| operands.push(operand));
        let count = operands.len().max(1);
        if let Some(operand) = operands.get_mut(usize::from(which) % count) {
            *operand = value;
        }
        let mut operands = operands.into_iter();
        Op::of_row(op.index(), &mut || operands.next().unwrap_or(0))
    });
}

fn replace_op(code: &mut Code, bytes: &mut Bytes<'_>) {
    let index = bytes.below(code.ops.len());
    let row = usize::from(bytes.byte()) % Op::COUNT;
    let new = Op::of_row(row, &mut || bytes.number());
    edit_op(code, index, |_| new);
}

fn edit_op(code: &mut Code, index: usize, new: impl FnOnce(&Op) -> Option<Op>) {
    let mut ops = code.ops.to_vec();
    if let Some(op) = ops.get_mut(index)
        && let Some(new) = new(op)
    {
        *op = new;
    }
    code.ops = ops.into();
}

/// Removes an item, doubles one, swaps two, or cuts the list off.
fn edit<T: Clone>(list: &mut Arc<[T]>, bytes: &mut Bytes<'_>, new: impl FnOnce(T, &mut Bytes<'_>) -> T) {
    let mut items = list.to_vec();
    edit_items(&mut items, bytes, new);
    *list = items.into();
}

/// The same, or replaces one.
fn edit_list<T: Clone>(list: &mut Box<[T]>, bytes: &mut Bytes<'_>, new: impl FnOnce(T, &mut Bytes<'_>) -> T) {
    let mut items = list.to_vec();
    edit_items(&mut items, bytes, new);
    *list = items.into();
}

fn edit_items<T: Clone>(items: &mut Vec<T>, bytes: &mut Bytes<'_>, new: impl FnOnce(T, &mut Bytes<'_>) -> T) {
    let action = bytes.byte() % 5;
    let (index, other) = (bytes.below(items.len()), bytes.below(items.len()));
    let Some(item) = items.get(index).cloned() else { return };
    match action {
        0 => drop(items.remove(index)),
        1 => items.insert(other, item),
        2 => items.swap(index, other),
        3 => items.truncate(index),
        _ => items[index] = new(item, bytes),
    }
}

fn change_parameters(code: &mut Code, bytes: &mut Bytes<'_>) {
    let flags = bytes.byte();
    code.parameters.positional = bytes.byte();
    code.parameters.positional_only = bytes.byte();
    code.parameters.keyword_only = bytes.byte();
    code.parameters.var_positional = flags & 1 == 1;
    code.parameters.var_keyword = flags & 2 == 2;
}

fn change_kind(code: &mut Code, bytes: &mut Bytes<'_>) {
    let kinds =
        [CodeKind::Module, CodeKind::Function, CodeKind::Lambda, CodeKind::Class, CodeKind::GeneratorExpression];
    let flavors = [Flavor::Plain, Flavor::Generator, Flavor::Coroutine, Flavor::AsyncGenerator];
    match bytes.byte() % 2 {
        0 => code.kind = kinds[bytes.below(kinds.len())],
        _ => code.flavor = flavors[bytes.below(flavors.len())],
    }
}

fn change_constants(code: &mut Code, bytes: &mut Bytes<'_>) {
    edit_list(&mut code.constants, bytes, constant);
}

fn constant(old: Const, bytes: &mut Bytes<'_>) -> Const {
    match bytes.byte() % 12 {
        0 => Const::None,
        1 => Const::Bool(true),
        2 => Const::Ellipsis,
        3 => Const::Int(i64::from_le_bytes(bytes.array())),
        4 => Const::Float(f64::from_bits(u64::from_le_bytes(bytes.array()))),
        5 => Const::Str("name".into()),
        6 => Const::Bytes(bytes.array::<3>().into()),
        7 => Const::Tuple([old].into()),
        8 => Const::FrozenSet([old].into()),
        9 => Const::Tuple(Box::default()),
        10 => Const::BigInt { digits: "123456789012345678901234567890".into(), radix: u32::from(bytes.byte()) },
        _ => Const::BigInt { digits: String::from_utf8_lossy(bytes.slice(5)).into(), radix: 10 },
    }
}

fn change_handler(handler: Handler, bytes: &mut Bytes<'_>) -> Handler {
    match bytes.byte() % 4 {
        0 => Handler { start: bytes.number(), ..handler },
        1 => Handler { end: bytes.number(), ..handler },
        2 => Handler { target: bytes.number(), ..handler },
        _ => Handler { exception: bytes.byte(), ..handler },
    }
}

fn change_handling(range: HandlingRange, bytes: &mut Bytes<'_>) -> HandlingRange {
    match bytes.byte() % 3 {
        0 => HandlingRange { start: bytes.number(), ..range },
        1 => HandlingRange { end: bytes.number(), ..range },
        _ => HandlingRange { exception: bytes.byte(), ..range },
    }
}

/// Names, named registers, and where the code comes from.
fn change_places(code: &mut Code, bytes: &mut Bytes<'_>) {
    match bytes.byte() % 5 {
        0 => edit_list(&mut code.names, bytes, |_, bytes| String::from_utf8_lossy(bytes.slice(3)).into()),
        1 => edit_list(&mut code.locals, bytes, |mut local, bytes| {
            local.register = bytes.byte();
            local
        }),
        2 => edit_list(&mut code.spans, bytes, |entry, bytes| SpanEntry { first: bytes.number(), ..entry }),
        3 => edit_list(&mut code.spans, bytes, |mut entry, bytes| {
            (entry.span.start, entry.span.end) = (bytes.number(), bytes.number());
            entry
        }),
        _ => (code.span.start, code.span.end) = (bytes.number(), bytes.number()),
    }
}
