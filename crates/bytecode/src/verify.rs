//! The verifier: what the run loop takes for granted, checked once. It trusts nothing and never panics.

use crate::*;
use std::fmt;
use std::sync::Arc;

/// Nested code deeper than this is refused.
const DEPTH_LIMIT: usize = 256;

/// Why code was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyError {
    /// The code object, by its qualified name.
    pub code: Box<str>,
    /// The instruction, where one is to blame.
    pub pc: Option<u32>,
    pub problem: Problem,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// No instructions, or more than 32 bits can count.
    Length,
    /// Register 0 is the function; there are 1 to 256 of them, and the locals are among them.
    RegisterCount,
    /// The parameters are more than the locals.
    Parameters,
    /// A register beyond the code's own.
    Register,
    /// A jump or handler out of the code.
    Target,
    /// The last instruction goes on.
    NoEnd,
    Constant,
    Name,
    Site,
    Child,
    /// A range that is empty or out of the code.
    Range,
    /// Source spans out of order.
    Spans,
    /// The number of captured cells differs from what is captured.
    Captures,
    /// An operand that the instruction gives no meaning.
    Operand,
    /// Code nested too deeply.
    Depth,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bad code in {}: {:?}", self.code, self.problem)?;
        self.pc.iter().try_for_each(|pc| write!(f, " at {pc}"))
    }
}

impl std::error::Error for VerifyError {}

/// Whether the run loop can run `code` and the code inside it.
pub fn verify(code: &Code) -> Result<(), VerifyError> {
    let mut pending: Vec<(&Code, usize)> = vec![(code, 0)];
    while let Some((code, depth)) = pending.pop() {
        verify_one(code).map_err(|(pc, problem)| VerifyError { code: code.qualname.clone(), pc, problem })?;
        if depth >= DEPTH_LIMIT && !code.children.is_empty() {
            return Err(VerifyError { code: code.qualname.clone(), pc: None, problem: Problem::Depth });
        }
        pending.extend(code.children.iter().map(|child| (&**child, depth + 1)));
    }
    Ok(())
}

type Found = Result<(), (Option<u32>, Problem)>;

fn require(holds: bool, problem: Problem) -> Result<(), Problem> {
    if holds { Ok(()) } else { Err(problem) }
}

fn verify_one(code: &Code) -> Found {
    let whole = |problem| (None, problem);
    let length = u32::try_from(code.ops.len()).map_err(|_| whole(Problem::Length))?;
    require(length > 0, Problem::Length).map_err(whole)?;
    verify_frame(code).map_err(whole)?;
    for (pc, op) in code.ops.iter().enumerate() {
        verify_op(code, op, length).map_err(|problem| (Some(pc as u32), problem))?;
    }
    require(code.ops.last().is_some_and(is_end), Problem::NoEnd).map_err(whole)?;
    for handler in &code.handlers {
        require(handler.start < handler.end && handler.end <= length, Problem::Range).map_err(whole)?;
        require(handler.target < length, Problem::Target).map_err(whole)?;
        require(u16::from(handler.exception) < code.register_count, Problem::Register).map_err(whole)?;
    }
    for range in &code.handling {
        require(range.start < range.end && range.end <= length, Problem::Range).map_err(whole)?;
        require(u16::from(range.exception) < code.register_count, Problem::Register).map_err(whole)?;
    }
    let ascending = code.spans.windows(2).all(|pair| matches!(pair, [a, b] if a.first < b.first));
    require(ascending, Problem::Spans).map_err(whole)
}

fn verify_frame(code: &Code) -> Result<(), Problem> {
    let registers = code.register_count;
    require((1..=256).contains(&registers), Problem::RegisterCount)?;
    require(u16::from(code.local_count) < registers, Problem::RegisterCount)?;
    let spec = &code.parameters;
    let parameters = u32::from(spec.positional)
        + u32::from(spec.keyword_only)
        + u32::from(spec.var_positional)
        + u32::from(spec.var_keyword);
    require(spec.positional_only <= spec.positional, Problem::Parameters)?;
    require(parameters <= u32::from(code.local_count), Problem::Parameters)?;
    require(code.locals.iter().all(|local| u16::from(local.register) < registers), Problem::Register)?;
    require(code.sites.iter().all(|site| (site.name as usize) < code.names.len()), Problem::Site)?;
    let child_captures = |child: &Arc<Code>| child.captures.iter().all(|register| u16::from(*register) < registers);
    require(code.children.iter().all(child_captures), Problem::Captures)
}

/// Whether nothing runs on after the instruction.
fn is_end(op: &Op) -> bool {
    matches!(
        op,
        Op::Jump { .. }
            | Op::Return { .. }
            | Op::ReturnNone { .. }
            | Op::Raise { .. }
            | Op::RaiseFrom { .. }
            | Op::Reraise { .. }
            | Op::RaiseCurrent { .. }
    )
}

fn verify_op(code: &Code, op: &Op, length: u32) -> Result<(), Problem> {
    let registers = u32::from(code.register_count);
    let mut in_range = true;
    op.accesses(&mut |access| match access {
        Access::Read(register) | Access::Write(register) => in_range &= u32::from(register) < registers,
        Access::Window(_) => {}
    });
    require(in_range, Problem::Register)?;
    if let Some((first, count)) = window(op) {
        require(count == 0 || u32::from(first) + count <= registers, Problem::Register)?;
    }
    let mut copy = *op;
    if let Some(target) = copy.target_mut() {
        require(*target < length, Problem::Target)?;
    }
    verify_tables(code, op)
}

/// The run of registers that an instruction touches: the first, and how many.
fn window(op: &Op) -> Option<(u8, u32)> {
    let run = |window: Window, count: u32| Some((window.0, count));
    let counted = |count: Count| u32::from(count.0);
    match *op {
        Op::CopyFree { first, count } => run(first, counted(count)),
        Op::GetMethod { base, .. } | Op::GetSuperMethod { base, .. } => run(base, 2),
        Op::BuildSlice { base, .. } => run(base, 3),
        Op::Call { base, argc, .. } | Op::CallAwait { base, argc, .. } => run(base, 1 + counted(argc)),
        Op::CallMethod { base, argc, .. } | Op::CallMethodAwait { base, argc, .. } => run(base, 2 + counted(argc)),
        Op::CallKw { base, argc, method, .. } => run(base, 1 + u32::from(method.0) + counted(argc)),
        Op::CallEx { base, keywords, .. } => run(base, 2 + u32::from(keywords.0)),
        Op::MakeFunction { base, has, .. } => run(base, u32::from(8 - has.0.leading_zeros() as u8)),
        Op::BuildClass { base, argc, .. } => run(base, 2 + counted(argc)),
        Op::BuildList { base, count, .. }
        | Op::BuildTuple { base, count, .. }
        | Op::BuildSet { base, count, .. }
        | Op::BuildString { base, count, .. }
        | Op::Unpack { base, count, .. } => run(base, counted(count)),
        Op::BuildDict { base, count, .. } => run(base, 2 * counted(count)),
        Op::UnpackStar { base, before, after, .. } => run(base, counted(before) + 1 + counted(after)),
        Op::GetIter { iter, .. } | Op::ForIter { iter, .. } => run(iter, 3),
        Op::Delegate { iter, .. } => run(iter, 2),
        Op::SplitGroup { pair, .. } => run(pair, 2),
        Op::LoadExceptionInfo { base, .. } => run(base, 3),
        Op::EnterContext { base, .. } => run(base, 4),
        Op::MatchClass { base, .. } => run(base, 2),
        Op::Move { .. }
        | Op::LoadInt { .. }
        | Op::LoadConst { .. }
        | Op::LoadSingleton { .. }
        | Op::CheckLocal { .. }
        | Op::DeleteLocal { .. }
        | Op::ClearLocal { .. }
        | Op::LoadGlobal { .. }
        | Op::StoreGlobal { .. }
        | Op::DeleteGlobal { .. }
        | Op::LoadName { .. }
        | Op::LoadNameOrCell { .. }
        | Op::StoreName { .. }
        | Op::DeleteName { .. }
        | Op::MakeCell { .. }
        | Op::LoadCell { .. }
        | Op::StoreCell { .. }
        | Op::DeleteCell { .. }
        | Op::ClearCell { .. }
        | Op::StoreSpill { .. }
        | Op::LoadSpill { .. }
        | Op::Add { .. }
        | Op::Sub { .. }
        | Op::Mul { .. }
        | Op::Div { .. }
        | Op::FloorDiv { .. }
        | Op::Mod { .. }
        | Op::Binary { .. }
        | Op::AddInt { .. }
        | Op::SubInt { .. }
        | Op::MulInt { .. }
        | Op::FloorDivInt { .. }
        | Op::ModInt { .. }
        | Op::Unary { .. }
        | Op::Not { .. }
        | Op::Compare { .. }
        | Op::Is { .. }
        | Op::Contains { .. }
        | Op::Jump { .. }
        | Op::JumpIf { .. }
        | Op::JumpIfNone { .. }
        | Op::JumpLt { .. }
        | Op::JumpLtE { .. }
        | Op::JumpEq { .. }
        | Op::JumpNotEq { .. }
        | Op::JumpGt { .. }
        | Op::JumpGtE { .. }
        | Op::JumpLtInt { .. }
        | Op::JumpLtEInt { .. }
        | Op::JumpEqInt { .. }
        | Op::JumpNotEqInt { .. }
        | Op::JumpGtInt { .. }
        | Op::JumpGtEInt { .. }
        | Op::JumpIs { .. }
        | Op::JumpContains { .. }
        | Op::GuardBuiltin { .. }
        | Op::GetAttr { .. }
        | Op::SetAttr { .. }
        | Op::DeleteAttr { .. }
        | Op::CallSuper { .. }
        | Op::GetItem { .. }
        | Op::GetItemInt { .. }
        | Op::SetItem { .. }
        | Op::DeleteItem { .. }
        | Op::Return { .. }
        | Op::ReturnNone { .. }
        | Op::ListAppend { .. }
        | Op::ListExtend { .. }
        | Op::ListToTuple { .. }
        | Op::SetAdd { .. }
        | Op::SetUpdate { .. }
        | Op::DictSet { .. }
        | Op::DictUpdate { .. }
        | Op::DictMerge { .. }
        | Op::FormatValue { .. }
        | Op::MakeIter { .. }
        | Op::CloseIter { .. }
        | Op::Discard { .. }
        | Op::Yield { .. }
        | Op::GetYieldFrom { .. }
        | Op::GetAwaitable { .. }
        | Op::AsyncSend { .. }
        | Op::GetAsyncIter { .. }
        | Op::GetAsyncNext { .. }
        | Op::EndAsyncFor { .. }
        | Op::Raise { .. }
        | Op::RaiseFrom { .. }
        | Op::Reraise { .. }
        | Op::RaiseCurrent { .. }
        | Op::JumpUnlessMatch { .. }
        | Op::MergeGroups { .. }
        | Op::MatchSequence { .. }
        | Op::MatchMapping { .. }
        | Op::Length { .. }
        | Op::MatchKeys { .. }
        | Op::MatchRest { .. }
        | Op::Import { .. }
        | Op::ImportFrom { .. }
        | Op::ImportStar { .. } => None,
    }
}

/// Checks the indices of an instruction into the code's tables.
fn verify_tables(code: &Code, op: &Op) -> Result<(), Problem> {
    let name = |index: NameIndex| require((index.0 as usize) < code.names.len(), Problem::Name);
    let site = |index: CacheIndex| require((index.0 as usize) < code.sites.len(), Problem::Site);
    let keywords = |index: u32, at_most: u8| match code.constants.get(index as usize) {
        Some(Const::Tuple(names)) => {
            let are_names = names.iter().all(|name| matches!(name, Const::Str(_)));
            require(are_names && names.len() <= usize::from(at_most), Problem::Constant)
        }
        _ => Err(Problem::Constant),
    };
    match *op {
        Op::LoadConst { constant, .. } => require((constant.0 as usize) < code.constants.len(), Problem::Constant),
        Op::LoadGlobal { site: index, .. }
        | Op::StoreGlobal { site: index, .. }
        | Op::GetAttr { site: index, .. }
        | Op::SetAttr { site: index, .. }
        | Op::GetMethod { site: index, .. }
        | Op::GetSuperMethod { site: index, .. } => site(index),
        Op::DeleteGlobal { name: index }
        | Op::LoadName { name: index, .. }
        | Op::LoadNameOrCell { name: index, .. }
        | Op::StoreName { name: index, .. }
        | Op::DeleteName { name: index, .. }
        | Op::DeleteAttr { name: index, .. }
        | Op::Import { name: index, .. }
        | Op::ImportFrom { name: index, .. }
        | Op::StoreSpill { index, .. }
        | Op::LoadSpill { index, .. } => name(index),
        Op::CopyFree { count, .. } => require(usize::from(count.0) == code.captures.len(), Problem::Captures),
        Op::CallKw { argc, names, .. } => keywords(u32::from(names.0), argc.0),
        Op::BuildClass { argc, names, .. } => keywords(names.0, argc.0),
        Op::MatchClass { names, .. } => keywords(names.0, u8::MAX),
        Op::MakeFunction { has, code: child, .. } => {
            require(has.0 < 8, Problem::Operand)?;
            require((child.0 as usize) < code.children.len(), Problem::Child)
        }
        Op::CallAwait { done, .. } | Op::CallMethodAwait { done, .. } => {
            let before = (done.0 as usize).checked_sub(1).and_then(|index| code.ops.get(index));
            require(matches!(before, Some(Op::Delegate { .. })), Problem::Operand)
        }
        Op::GetAwaitable { with_method, .. } => require(with_method.0 <= 2, Problem::Operand),
        _ => Ok(()),
    }
}
