//! Expressions back to text, as CPython's `ast_unparse.c` writes the annotations under
//! `from __future__ import annotations`.

use crate::walk::left_spine;
use hognose_syntax::ast::*;

/// How tightly an expression binds, from loose to tight (CPython's `PR_*`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Product,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    /// One tighter, for the operand on the side that does not associate.
    fn tighter(self) -> Level {
        match self {
            Level::Tuple => Level::Test,
            Level::Test => Level::Or,
            Level::Or => Level::And,
            Level::And => Level::Not,
            Level::Not => Level::Compare,
            Level::Compare => Level::BitOr,
            Level::BitOr => Level::BitXor,
            Level::BitXor => Level::BitAnd,
            Level::BitAnd => Level::Shift,
            Level::Shift => Level::Sum,
            Level::Sum => Level::Product,
            Level::Product => Level::Factor,
            Level::Factor => Level::Power,
            Level::Power => Level::Await,
            Level::Await | Level::Atom => Level::Atom,
        }
    }
}

/// The text of `expr`.
pub(crate) fn unparse(expr: &Expr) -> String {
    let mut text = String::new();
    write(expr, Level::Test, &mut text);
    text
}

fn write(expr: &Expr, level: Level, out: &mut String) {
    let (leaf, nodes) = left_spine(expr);
    if nodes.is_empty() {
        leaf_text(leaf, level, out);
        return;
    }
    // From the inside out: what an outer node wants of its left side decides about the inner one's parentheses.
    let mut text = String::new();
    leaf_text(leaf, left_level(nodes[0]), &mut text);
    for (index, node) in nodes.iter().enumerate() {
        let wanted = nodes.get(index + 1).map_or(level, |outer| left_level(outer));
        let own = match &node.kind {
            ExprKind::Binary { op, right, .. } => {
                let own = binary_level(*op);
                text.push_str(&format!(" {} ", op.symbol()));
                write(right, if *op == BinaryOp::Pow { own } else { own.tighter() }, &mut text);
                own
            }
            ExprKind::Attribute { value, attribute } => {
                let is_integer = matches!(value.kind, ExprKind::Number(Number::Int(_) | Number::BigInt { .. }));
                text.push_str(if is_integer { " ." } else { "." });
                text.push_str(&attribute.name);
                Level::Atom
            }
            ExprKind::Subscript { index, .. } => {
                text.push('[');
                match &index.kind {
                    ExprKind::Tuple(items) if !items.is_empty() => join(items, Level::Test, &mut text),
                    _ => write(index, Level::Tuple, &mut text),
                }
                if matches!(&index.kind, ExprKind::Tuple(items) if items.len() == 1) {
                    text.push(',');
                }
                text.push(']');
                Level::Atom
            }
            ExprKind::Call { arguments, .. } => {
                call_arguments(arguments, &mut text);
                Level::Atom
            }
            _ => Level::Atom,
        };
        if own < wanted {
            text = format!("({text})");
        }
    }
    out.push_str(&text);
}

/// What a node wants of its left side.
fn left_level(node: &Expr) -> Level {
    match &node.kind {
        ExprKind::Binary { op: BinaryOp::Pow, .. } => Level::Await,
        ExprKind::Binary { op, .. } => binary_level(*op),
        _ => Level::Atom,
    }
}

fn binary_level(op: BinaryOp) -> Level {
    match op {
        BinaryOp::Add | BinaryOp::Sub => Level::Sum,
        BinaryOp::Mul | BinaryOp::MatMul | BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod => Level::Product,
        BinaryOp::Pow => Level::Power,
        BinaryOp::LeftShift | BinaryOp::RightShift => Level::Shift,
        BinaryOp::BitAnd => Level::BitAnd,
        BinaryOp::BitOr => Level::BitOr,
        BinaryOp::BitXor => Level::BitXor,
    }
}

fn join(items: &[Expr], level: Level, out: &mut String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write(item, level, out);
    }
}

fn call_arguments(arguments: &[Argument], out: &mut String) {
    if let [Argument::Positional(only)] = arguments
        && matches!(&only.kind, ExprKind::Comprehension(inner) if inner.kind == ComprehensionKind::Generator)
    {
        write(only, Level::Test, out);
        return;
    }
    out.push('(');
    for (index, argument) in arguments.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        match argument {
            Argument::Positional(value) => write(value, Level::Test, out),
            Argument::Star(value, _) => {
                out.push('*');
                write(value, Level::BitOr, out);
            }
            Argument::Keyword(name, value, _) => {
                out.push_str(&name.name);
                out.push('=');
                write(value, Level::Test, out);
            }
            Argument::DoubleStar(value, _) => {
                out.push_str("**");
                write(value, Level::BitOr, out);
            }
        }
    }
    out.push(')');
}

/// Writes `body` in parentheses when it binds more loosely than `level`.
fn wrapped(own: Level, level: Level, out: &mut String, body: impl FnOnce(&mut String)) {
    let needed = own < level;
    if needed {
        out.push('(');
    }
    body(out);
    if needed {
        out.push(')');
    }
}

fn leaf_text(expr: &Expr, level: Level, out: &mut String) {
    match &expr.kind {
        ExprKind::Name(name) => out.push_str(name),
        ExprKind::None => out.push_str("None"),
        ExprKind::True => out.push_str("True"),
        ExprKind::False => out.push_str("False"),
        ExprKind::Ellipsis => out.push_str("..."),
        ExprKind::Number(number) => number_text(number, out),
        ExprKind::Str(text) => out.push_str(&quoted(text)),
        ExprKind::Bytes(bytes) => bytes_text(bytes, out),
        ExprKind::FString(parts) => {
            let mut inner = String::new();
            fstring_text(parts, &mut inner);
            out.push('f');
            out.push_str(&quoted(&inner));
        }
        ExprKind::Tuple(items) => {
            let parenthesized = items.is_empty() || level > Level::Tuple;
            out.push_str(if parenthesized { "(" } else { "" });
            join(items, Level::Test, out);
            out.push_str(if items.len() == 1 { "," } else { "" });
            out.push_str(if parenthesized { ")" } else { "" });
        }
        ExprKind::List(items) => bracketed('[', ']', out, |out| join(items, Level::Test, out)),
        ExprKind::Set(items) => bracketed('{', '}', out, |out| join(items, Level::Test, out)),
        ExprKind::Dict(items) => bracketed('{', '}', out, |out| dict_items(items, out)),
        ExprKind::Unary { op, operand } => {
            let (symbol, own) = match op {
                UnaryOp::Negative => ("-", Level::Factor),
                UnaryOp::Positive => ("+", Level::Factor),
                UnaryOp::Invert => ("~", Level::Factor),
                UnaryOp::Not => ("not ", Level::Not),
            };
            wrapped(own, level, out, |out| {
                out.push_str(symbol);
                write(operand, own, out);
            });
        }
        ExprKind::Bool { op, operands } => {
            let (word, own) = if *op == BoolOp::And { (" and ", Level::And) } else { (" or ", Level::Or) };
            wrapped(own, level, out, |out| {
                for (index, operand) in operands.iter().enumerate() {
                    out.push_str(if index > 0 { word } else { "" });
                    write(operand, own.tighter(), out);
                }
            });
        }
        ExprKind::Compare { left, rest } => wrapped(Level::Compare, level, out, |out| {
            write(left, Level::BitOr, out);
            for (op, right) in rest {
                out.push_str(compare_text(*op));
                write(right, Level::BitOr, out);
            }
        }),
        ExprKind::Conditional { test, body, orelse } => wrapped(Level::Test, level, out, |out| {
            write(body, Level::Or, out);
            out.push_str(" if ");
            write(test, Level::Or, out);
            out.push_str(" else ");
            write(orelse, Level::Test, out);
        }),
        ExprKind::Lambda(lambda) => wrapped(Level::Test, level, out, |out| lambda_text(lambda, out)),
        ExprKind::Named { target, value } => wrapped(Level::Tuple, level, out, |out| {
            out.push_str(&target.name);
            out.push_str(" := ");
            write(value, Level::Atom, out);
        }),
        ExprKind::Starred(value) => {
            out.push('*');
            write(value, Level::BitOr, out);
        }
        ExprKind::Slice { lower, upper, step } => {
            lower.iter().for_each(|part| write(part, Level::Test, out));
            out.push(':');
            upper.iter().for_each(|part| write(part, Level::Test, out));
            if let Some(part) = step {
                out.push(':');
                write(part, Level::Test, out);
            }
        }
        ExprKind::Comprehension(comprehension) => comprehension_text(comprehension, out),
        ExprKind::Yield(None) => out.push_str("(yield)"),
        ExprKind::Yield(Some(value)) => bracketed('(', ')', out, |out| {
            out.push_str("yield ");
            write(value, Level::Test, out);
        }),
        ExprKind::YieldFrom(value) => bracketed('(', ')', out, |out| {
            out.push_str("yield from ");
            write(value, Level::Test, out);
        }),
        ExprKind::Await(value) => wrapped(Level::Await, level, out, |out| {
            out.push_str("await ");
            write(value, Level::Atom, out);
        }),
        ExprKind::Binary { .. }
        | ExprKind::Attribute { .. }
        | ExprKind::Subscript { .. }
        | ExprKind::Call { .. }
        | ExprKind::Error => {}
    }
}

fn bracketed(open: char, close: char, out: &mut String, body: impl FnOnce(&mut String)) {
    out.push(open);
    body(out);
    out.push(close);
}

fn dict_items(items: &[(Option<Expr>, Expr)], out: &mut String) {
    for (index, (key, value)) in items.iter().enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        match key {
            Some(key) => {
                write(key, Level::Test, out);
                out.push_str(": ");
                write(value, Level::Test, out);
            }
            None => {
                out.push_str("**");
                write(value, Level::BitOr, out);
            }
        }
    }
}

fn compare_text(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => " == ",
        CompareOp::NotEq => " != ",
        CompareOp::Lt => " < ",
        CompareOp::LtE => " <= ",
        CompareOp::Gt => " > ",
        CompareOp::GtE => " >= ",
        CompareOp::Is => " is ",
        CompareOp::IsNot => " is not ",
        CompareOp::In => " in ",
        CompareOp::NotIn => " not in ",
    }
}

fn lambda_text(lambda: &Lambda, out: &mut String) {
    let mut parts: Vec<String> = Vec::new();
    let parameters = &lambda.parameters;
    let one = |parameter: &Parameter, stars: &str| {
        let mut text = format!("{stars}{}", parameter.name.name);
        if let Some(default) = &parameter.default {
            text.push('=');
            write(default, Level::Test, &mut text);
        }
        text
    };
    parts.extend(parameters.positional_only.iter().map(|parameter| one(parameter, "")));
    if !parameters.positional_only.is_empty() {
        parts.push("/".to_owned());
    }
    parts.extend(parameters.positional_or_keyword.iter().map(|parameter| one(parameter, "")));
    match &parameters.var_positional {
        Some(parameter) => parts.push(one(parameter, "*")),
        None if !parameters.keyword_only.is_empty() => parts.push("*".to_owned()),
        None => {}
    }
    parts.extend(parameters.keyword_only.iter().map(|parameter| one(parameter, "")));
    parts.extend(parameters.var_keyword.iter().map(|parameter| one(parameter, "**")));
    out.push_str(if parts.is_empty() { "lambda" } else { "lambda " });
    out.push_str(&parts.join(", "));
    out.push_str(": ");
    write(&lambda.body, Level::Test, out);
}

fn comprehension_text(comprehension: &Comprehension, out: &mut String) {
    let (open, close) = match comprehension.kind {
        ComprehensionKind::List => ('[', ']'),
        ComprehensionKind::Set | ComprehensionKind::Dict => ('{', '}'),
        ComprehensionKind::Generator => ('(', ')'),
    };
    bracketed(open, close, out, |out| {
        write(&comprehension.element, Level::Test, out);
        if let Some(value) = &comprehension.value {
            out.push_str(": ");
            write(value, Level::Test, out);
        }
        for clause in &comprehension.clauses {
            out.push_str(if clause.is_async { " async for " } else { " for " });
            write(&clause.target, Level::Tuple, out);
            out.push_str(" in ");
            write(&clause.iter, Level::Or, out);
            for condition in &clause.conditions {
                out.push_str(" if ");
                write(condition, Level::Or, out);
            }
        }
    });
}

fn number_text(number: &Number, out: &mut String) {
    match number {
        Number::Int(value) => out.push_str(&value.to_string()),
        Number::BigInt { digits, radix: 10 } => out.push_str(digits),
        Number::BigInt { digits, radix } => {
            let prefix = match radix {
                2 => "0b",
                8 => "0o",
                _ => "0x",
            };
            out.push_str(prefix);
            out.push_str(digits);
        }
        Number::Float(value) => float_text(*value, out),
        Number::Imaginary(value) => {
            float_text(*value, out);
            out.push('j');
        }
    }
}

fn float_text(value: f64, out: &mut String) {
    if value.is_infinite() {
        out.push_str("1e309");
        return;
    }
    let plain = format!("{value:?}");
    // Rust writes 1e16 and 1e-5 where Python writes 1e+16 and 1e-05.
    match plain.split_once('e') {
        None => out.push_str(&plain),
        Some((digits, exponent)) => {
            let (sign, exponent) = match exponent.strip_prefix('-') {
                Some(rest) => ('-', rest),
                None => ('+', exponent),
            };
            let digits = digits.strip_suffix(".0").unwrap_or(digits);
            out.push_str(&format!("{digits}e{sign}{exponent:0>2}"));
        }
    }
}

/// A string literal as `repr()` writes it.
fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if character == quote => out.extend(['\\', quote]),
            ' '..='~' => out.push(character),
            // Rust and Python agree about what is printable but for rare characters.
            _ if format!("a{character}").escape_debug().count() > 2 => match character as u32 {
                code @ ..0x100 => out.push_str(&format!("\\x{code:02x}")),
                code @ 0x100..0x10000 => out.push_str(&format!("\\u{code:04x}")),
                code => out.push_str(&format!("\\U{code:08x}")),
            },
            _ => out.push(character),
        }
    }
    out.push(quote);
    out
}

fn bytes_text(bytes: &[u8], out: &mut String) {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    out.extend(['b', quote]);
    for byte in bytes.iter().copied() {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if char::from(byte) == quote => out.extend(['\\', quote]),
            0x20..0x7f => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push(quote);
}

fn fstring_text(parts: &[FStringPart], out: &mut String) {
    for part in parts {
        match part {
            FStringPart::Literal(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
            FStringPart::Field(field) => {
                out.push_str(&field.debug_text.as_deref().unwrap_or_default().replace('{', "{{").replace('}', "}}"));
                let mut value = String::new();
                write(&field.value, Level::Test.tighter(), &mut value);
                out.push_str(if value.starts_with('{') { "{ " } else { "{" });
                out.push_str(&value);
                out.push_str(match field.conversion {
                    Some(Conversion::Str) => "!s",
                    Some(Conversion::Repr) => "!r",
                    Some(Conversion::Ascii) => "!a",
                    None if field.debug_text.is_some() && field.format_spec.is_none() => "!r",
                    None => "",
                });
                if let Some(spec) = &field.format_spec {
                    out.push(':');
                    fstring_text(spec, out);
                }
                out.push('}');
            }
        }
    }
}
