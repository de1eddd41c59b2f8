//! `hognose dis`: code beside the source it comes from.

use crate::{Code, Const, Flavor, LocalKind, Op};
use std::collections::HashSet;
use std::fmt::{self, Write};

/// Nested code deeper than this is not shown.
const DEPTH_LIMIT: usize = 64;

/// Shows a code object and those inside it.
pub fn disassemble(code: &Code) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = show(code, 0, &mut text);
    text
}

fn show(code: &Code, depth: usize, out: &mut String) -> fmt::Result {
    header(code, out)?;
    let mut shown_line = 0;
    let targets = targets(code);
    for (pc, op) in code.ops.iter().enumerate() {
        let span = code.span_at(pc as u32);
        let line = code.file.line_column(span.start).line;
        if line != shown_line {
            shown_line = line;
            writeln!(out, "{line:>5} | {}", code.file.line_text(line).trim_end())?;
        }
        let marker = if targets.contains(&(pc as u32)) { '>' } else { ' ' };
        writeln!(out, "    {marker}{pc:>5} {op}{}", Comment { code, op })?;
    }
    for handler in &code.handlers {
        let (start, end, target, exception) = (handler.start, handler.end, handler.target, handler.exception);
        writeln!(out, "  handler {start}..{end} -> {target} r{exception}")?;
    }
    for range in &code.handling {
        writeln!(out, "  handling {}..{} r{}", range.start, range.end, range.exception)?;
    }
    if depth < DEPTH_LIMIT {
        for child in &code.children {
            out.push('\n');
            show(child, depth + 1, out)?;
        }
    }
    Ok(())
}

fn header(code: &Code, out: &mut String) -> fmt::Result {
    let flavor = match code.flavor {
        Flavor::Plain => "",
        Flavor::Generator => " generator",
        Flavor::Coroutine => " coroutine",
        Flavor::AsyncGenerator => " async generator",
    };
    writeln!(out, "{:?}{flavor} {}: {} registers", code.kind, code.qualname, code.register_count)?;
    for local in &code.locals {
        let kind = match local.kind {
            LocalKind::Plain => "",
            LocalKind::Cell => " (cell)",
            LocalKind::Free => " (captured)",
        };
        writeln!(out, "  r{} = {}{kind}", local.register, local.name)?;
    }
    if !code.captures.is_empty() {
        let captures: Vec<String> = code.captures.iter().map(|register| format!("r{register}")).collect();
        writeln!(out, "  captures {}", captures.join(", "))?;
    }
    Ok(())
}

/// Where jumps and handlers go.
fn targets(code: &Code) -> HashSet<u32> {
    let jumps = code.ops.iter().filter_map(|op| {
        let mut op = *op;
        op.target_mut().map(|target| *target)
    });
    jumps.chain(code.handlers.iter().map(|handler| handler.target)).collect()
}

/// What an instruction's indices stand for.
struct Comment<'a> {
    code: &'a Code,
    op: &'a Op,
}

impl fmt::Display for Comment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |index: u32| self.code.names.get(index as usize).map_or("?", |name| name);
        let site = |index: u32| self.code.sites.get(index as usize).map_or("?", |site| name(site.name));
        match self.op {
            Op::LoadConst { constant, .. } => constant_comment(self.code, constant.0, f),
            Op::CallKw { names, .. } => constant_comment(self.code, u32::from(names.0), f),
            Op::BuildClass { names, .. } | Op::MatchClass { names, .. } => constant_comment(self.code, names.0, f),
            Op::LoadGlobal { site: index, .. }
            | Op::StoreGlobal { site: index, .. }
            | Op::GetAttr { site: index, .. }
            | Op::SetAttr { site: index, .. }
            | Op::GetMethod { site: index, .. }
            | Op::GetSuperMethod { site: index, .. } => write!(f, " ; {}", site(index.0)),
            Op::DeleteGlobal { name: index }
            | Op::LoadName { name: index, .. }
            | Op::LoadNameOrCell { name: index, .. }
            | Op::StoreName { name: index, .. }
            | Op::DeleteName { name: index, .. }
            | Op::DeleteAttr { name: index, .. }
            | Op::Import { name: index, .. }
            | Op::ImportFrom { name: index, .. }
            | Op::StoreSpill { index, .. }
            | Op::LoadSpill { index, .. } => write!(f, " ; {}", name(index.0)),
            Op::MakeFunction { code, .. } => {
                let child = self.code.children.get(code.0 as usize);
                write!(f, " ; {}", child.map_or("?", |child| &child.qualname))
            }
            _ => Ok(()),
        }
    }
}

fn constant_comment(code: &Code, index: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(" ; ")?;
    match code.constants.get(index as usize) {
        Some(constant) => show_constant(constant, 0, f),
        None => f.write_str("?"),
    }
}

fn show_constant(constant: &Const, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match constant {
        Const::None => f.write_str("None"),
        Const::Bool(true) => f.write_str("True"),
        Const::Bool(false) => f.write_str("False"),
        Const::Ellipsis => f.write_str("..."),
        Const::Int(value) => write!(f, "{value}"),
        Const::BigInt { digits, radix } => write!(f, "{digits} (base {radix})"),
        Const::Float(value) => write!(f, "{value:?}"),
        Const::Str(text) => write!(f, "{text:?}"),
        Const::Bytes(bytes) => write!(f, "b\"{}\"", bytes.escape_ascii()),
        Const::Tuple(_) | Const::FrozenSet(_) if depth >= DEPTH_LIMIT => f.write_str("(...)"),
        Const::Tuple(items) => show_items("(", items, ")", depth, f),
        Const::FrozenSet(items) => show_items("{", items, "}", depth, f),
    }
}

fn show_items(open: &str, items: &[Const], close: &str, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(open)?;
    for (index, item) in items.iter().enumerate() {
        f.write_str(if index > 0 { ", " } else { "" })?;
        show_constant(item, depth + 1, f)?;
    }
    f.write_str(close)
}
