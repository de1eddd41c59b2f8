//! One code object under construction: instructions, labels, registers, exception ranges and what is known to be bound.

use crate::place::Place;
use crate::pool::{ConstantPool, NamePool};
use crate::register::{Bound, Register};
use crate::scope::ScopeId;
use hognose_bytecode::*;
use hognose_source::Span;
use hognose_syntax::ast::{Identifier, Name, Stmt};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A place in the code that jumps go to; its position may be known later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Label(u32);

#[derive(Default)]
struct LabelData {
    position: Option<u32>,
    /// What is bound on every jump to it so far; None when nothing jumps to it.
    bound: Option<Bound>,
}

/// An exception range: a handler's, or one in which an exception is being handled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct RangeId(u32);

struct Range {
    /// Where a handler begins; None for a range of handling.
    target: Option<Label>,
    exception: Register,
    segments: Vec<(u32, u32)>,
    open: Option<u32>,
    /// Inner ranges end before outer ones: the order in the tables.
    ended: u32,
}

/// What a loop over a generator of its own closes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closing {
    pub(crate) range: RangeId,
    pub(crate) state: Register,
    pub(crate) exception: Register,
    /// The code that closes it because of an exception.
    pub(crate) failed: Label,
}

/// What a `return`, `break` or `continue` passes on its way out.
pub(crate) enum Block<'a> {
    Loop {
        on_break: Label,
        on_continue: Label,
        /// The state of a loop whose header may have made a generator: it is closed when the loop is left early.
        closes: Option<Closing>,
    },
    /// The body of a `try` with `except` clauses.
    Try { range: RangeId },
    /// Everything before the `finally` of a `try`.
    Finally { range: RangeId, body: &'a [Stmt] },
    /// A `finally` body that runs because of an exception.
    FinallyEnd { handling: RangeId },
    /// An `except` clause.
    Handler { handling: RangeId },
    /// The body of `except ... as name`.
    NamedHandler { range: RangeId, name: &'a Identifier },
    /// The body of a `with` item; the method pair of its exit is in `exit`.
    With { range: RangeId, exit: Register, is_async: bool, span: Span },
    /// An `except*` clause, which nothing leaves.
    StarHandler,
}

impl Block<'_> {
    /// The range that covers it.
    pub(crate) fn range(&self) -> Option<RangeId> {
        match self {
            Block::Try { range }
            | Block::Finally { range, .. }
            | Block::NamedHandler { range, .. }
            | Block::With { range, .. } => Some(*range),
            Block::FinallyEnd { handling } | Block::Handler { handling } => Some(*handling),
            Block::Loop { closes, .. } => closes.map(|closing| closing.range),
            Block::StarHandler => None,
        }
    }
}

/// Code that is rarely run and is put after everything else.
pub(crate) struct Cold {
    pub(crate) kind: ColdKind,
    pub(crate) entry: Label,
    pub(crate) resume: Label,
    pub(crate) dst: Register,
    pub(crate) span: Span,
    pub(crate) top: u16,
    ranges: Vec<RangeId>,
}

#[derive(Clone, Copy)]
pub(crate) enum ColdKind {
    /// `await R[generator].method(R[value])`, the general way. The value r0 stands for no argument.
    Method { generator: Register, value: Register, site: CacheIndex, method_span: Span, await_span: Span },
    /// `await R[callee](R[argument])`
    Call { callee: Register, argument: Register, await_span: Span },
    /// The handler of a loop that closes its generator.
    CloseLoop { state: Register, exception: Register },
    /// The next item of an `async for` over something that is no native async generator.
    Next { iter: Register },
}

pub(crate) struct Unit<'a> {
    pub(crate) scope: ScopeId,
    pub(crate) kind: CodeKind,
    pub(crate) flavor: Flavor,
    pub(crate) name: Box<str>,
    pub(crate) qualname: Box<str>,
    pub(crate) definition: Span,
    pub(crate) parameters: ParameterSpec,
    pub(crate) docstring: Option<Box<str>>,
    pub(crate) ops: Vec<Op>,
    spans: Vec<SpanEntry>,
    pub(crate) span: Span,
    labels: Vec<LabelData>,
    ranges: Vec<Range>,
    ended_ranges: u32,
    pub(crate) constants: ConstantPool,
    pub(crate) names: NamePool,
    sites: Vec<CacheSite>,
    pub(crate) load_sites: HashMap<u32, CacheIndex>,
    pub(crate) store_sites: HashMap<u32, CacheIndex>,
    children: Vec<Arc<Code>>,
    pub(crate) child_of_scope: HashMap<ScopeId, ChildIndex>,
    pub(crate) locals: Vec<Local>,
    pub(crate) captures: Vec<u8>,
    /// Where the variables of this frame's scopes are.
    pub(crate) places: HashMap<(ScopeId, Name), Place>,
    /// Where captured variables are.
    pub(crate) free: HashMap<Name, Register>,
    /// Where the cell of `__class__` is, in a class that needs one.
    pub(crate) class_cell: Option<Register>,
    /// The list of spilled variables.
    pub(crate) spill: Option<Register>,
    /// The frame's scope and the inlined comprehensions that the code is inside of.
    pub(crate) scopes: Vec<ScopeId>,
    pub(crate) first_temporary: u16,
    /// The next free temporary.
    pub(crate) top: u16,
    highest: u16,
    /// What is bound here; None where the code cannot be reached.
    pub(crate) bound: Option<Bound>,
    pub(crate) blocks: Vec<Block<'a>>,
    pub(crate) cold: Vec<Cold>,
    /// Attributes of `self` that methods of this class assign.
    pub(crate) static_attributes: BTreeSet<Name>,
    pub(crate) overflowed: bool,
}

/// The most instructions of one code object: duplicated `finally` bodies grow exponentially with their nesting.
const OPS_LIMIT: usize = 1 << 22;

impl<'a> Unit<'a> {
    pub(crate) fn new(scope: ScopeId, kind: CodeKind, name: &str, qualname: &str, definition: Span) -> Unit<'a> {
        Unit {
            scope,
            kind,
            flavor: Flavor::Plain,
            name: name.into(),
            qualname: qualname.into(),
            definition,
            parameters: ParameterSpec::default(),
            docstring: None,
            ops: Vec::new(),
            spans: Vec::new(),
            span: definition,
            labels: Vec::new(),
            ranges: Vec::new(),
            ended_ranges: 0,
            constants: ConstantPool::default(),
            names: NamePool::default(),
            sites: Vec::new(),
            load_sites: HashMap::new(),
            store_sites: HashMap::new(),
            children: Vec::new(),
            child_of_scope: HashMap::new(),
            locals: Vec::new(),
            captures: Vec::new(),
            places: HashMap::new(),
            free: HashMap::new(),
            class_cell: None,
            spill: None,
            scopes: vec![scope],
            first_temporary: 1,
            top: 1,
            highest: 1,
            bound: Some(Bound::default()),
            blocks: Vec::new(),
            cold: Vec::new(),
            static_attributes: BTreeSet::new(),
            overflowed: false,
        }
    }

    // ---- instructions

    /// Appends `op` where the code can be reached.
    pub(crate) fn emit(&mut self, op: Op) {
        if self.bound.is_none() {
            return;
        }
        if self.ops.len() >= OPS_LIMIT {
            self.overflowed = true;
            return;
        }
        if self.spans.last().is_none_or(|entry| entry.span != self.span) {
            self.spans.push(SpanEntry { first: self.ops.len() as u32, span: self.span });
        }
        self.ops.push(op);
    }

    /// Appends `op` and goes on where it cannot be reached.
    pub(crate) fn emit_end(&mut self, op: Op) {
        self.emit(op);
        self.bound = None;
    }

    fn position(&self) -> u32 {
        self.ops.len() as u32
    }

    pub(crate) fn is_reachable(&self) -> bool {
        self.bound.is_some()
    }

    // ---- labels

    pub(crate) fn label(&mut self) -> Label {
        self.labels.push(LabelData::default());
        Label(self.labels.len() as u32 - 1)
    }

    /// The operand for a jump to `label` from here.
    pub(crate) fn target(&mut self, label: Label) -> Target {
        if let Some(here) = self.bound {
            let data = &mut self.labels[label.0 as usize];
            if data.position.is_none() {
                match &mut data.bound {
                    Some(bound) => bound.meet(here),
                    None => data.bound = Some(here),
                }
            }
        }
        Target(label.0)
    }

    pub(crate) fn jump(&mut self, label: Label) {
        let target = self.target(label);
        self.emit_end(Op::Jump { target });
    }

    /// Puts a forward label here: it is reached from before and by the jumps seen so far.
    pub(crate) fn place(&mut self, label: Label) {
        let position = self.position();
        let data = &mut self.labels[label.0 as usize];
        data.position = Some(position);
        self.bound = match (self.bound, data.bound) {
            (Some(mut here), Some(jumps)) => {
                here.meet(jumps);
                Some(here)
            }
            (here, jumps) => here.or(jumps),
        };
    }

    /// Puts the label of a loop's body or of a handler here, with `bound` on every path to it.
    pub(crate) fn place_with(&mut self, label: Label, bound: Option<Bound>) {
        let position = self.position();
        self.labels[label.0 as usize].position = Some(position);
        self.bound = bound;
    }

    // ---- exception ranges

    /// Opens the range whose exceptions go to `target` with the exception in `exception`.
    pub(crate) fn open_handler(&mut self, target: Label, exception: Register) -> RangeId {
        self.open_range(Some(target), exception)
    }

    /// Opens a range in which R[exception] is the exception being handled.
    pub(crate) fn open_handling(&mut self, exception: Register) -> RangeId {
        self.open_range(None, exception)
    }

    fn open_range(&mut self, target: Option<Label>, exception: Register) -> RangeId {
        let open = Some(self.position());
        self.ranges.push(Range { target, exception, segments: Vec::new(), open, ended: u32::MAX });
        RangeId(self.ranges.len() as u32 - 1)
    }

    pub(crate) fn pause(&mut self, range: RangeId) {
        let position = self.position();
        let range = &mut self.ranges[range.0 as usize];
        if let Some(start) = range.open.take()
            && start < position
        {
            range.segments.push((start, position));
        }
    }

    pub(crate) fn resume(&mut self, range: RangeId) {
        let position = self.position();
        self.ranges[range.0 as usize].open = Some(position);
    }

    pub(crate) fn end_range(&mut self, range: RangeId) {
        self.pause(range);
        self.ranges[range.0 as usize].ended = self.ended_ranges;
        self.ended_ranges += 1;
    }

    /// Whether the range holds any instruction.
    pub(crate) fn range_is_empty(&self, range: RangeId) -> bool {
        self.ranges[range.0 as usize].segments.is_empty()
    }

    /// Sets code aside that belongs to all ranges open now.
    pub(crate) fn defer(&mut self, kind: ColdKind, entry: Label, resume: Label, dst: Register) {
        if !self.is_reachable() {
            return;
        }
        let is_open = |range: &RangeId| self.ranges[range.0 as usize].open.is_some();
        let ranges = (0..self.ranges.len() as u32).map(RangeId).filter(is_open).collect();
        self.cold.push(Cold { kind, entry, resume, dst, span: self.span, top: self.top, ranges });
    }

    /// Begins the code of `cold`.
    pub(crate) fn begin_cold(&mut self, cold: &Cold) {
        self.span = cold.span;
        self.top = cold.top;
        self.place_with(cold.entry, Some(Bound::default()));
        cold.ranges.iter().for_each(|range| self.resume(*range));
    }

    /// Ends the code of `cold`: back to where it was left.
    pub(crate) fn end_cold(&mut self, cold: &Cold) {
        self.jump(cold.resume);
        cold.ranges.iter().for_each(|range| self.pause(*range));
    }

    // ---- registers

    /// A new temporary on top of the others.
    pub(crate) fn temporary(&mut self) -> Register {
        self.temporaries(1)
    }

    /// A run of `count` new temporaries.
    pub(crate) fn temporaries(&mut self, count: u16) -> Register {
        let first = self.top;
        self.top += count;
        self.highest = self.highest.max(self.top);
        if self.top > 256 {
            self.overflowed = true;
            self.top = self.top.min(256 + 16);
        }
        Register(first.min(255) as u8)
    }

    /// How many temporaries are left.
    pub(crate) fn temporaries_left(&self) -> u16 {
        256_u16.saturating_sub(self.top)
    }

    /// Whether `register` is the topmost temporary, so that intermediate values may be put there.
    pub(crate) fn is_top_temporary(&self, register: Register) -> bool {
        u16::from(register.0) + 1 == self.top && u16::from(register.0) >= self.first_temporary
    }

    pub(crate) fn is_temporary(&self, register: Register) -> bool {
        u16::from(register.0) >= self.first_temporary
    }

    // ---- tables

    pub(crate) fn constant(&mut self, constant: Const) -> u32 {
        self.constants.intern(constant)
    }

    pub(crate) fn name_index(&mut self, name: &str) -> NameIndex {
        NameIndex(self.names.intern(name))
    }

    /// A cache of its own for an attribute named `name`.
    pub(crate) fn site(&mut self, name: &str) -> CacheIndex {
        let name = self.names.intern(name);
        self.sites.push(CacheSite { name });
        CacheIndex(self.sites.len() as u32 - 1)
    }

    /// The cache that all loads (or stores) of a global share.
    pub(crate) fn global_site(&mut self, name: &str, is_store: bool) -> CacheIndex {
        let index = self.names.intern(name);
        let known = if is_store { self.store_sites.get(&index) } else { self.load_sites.get(&index) };
        if let Some(site) = known {
            return *site;
        }
        let site = self.site(name);
        if is_store { &mut self.store_sites } else { &mut self.load_sites }.insert(index, site);
        site
    }

    pub(crate) fn add_child(&mut self, scope: ScopeId, code: Arc<Code>) -> ChildIndex {
        self.children.push(code);
        let index = ChildIndex(self.children.len() as u32 - 1);
        self.child_of_scope.insert(scope, index);
        index
    }

    /// Makes the code object: jumps and ranges get their positions.
    pub(crate) fn finish(mut self, file: Arc<hognose_source::SourceFile>, visibility: Visibility) -> Code {
        let position = |labels: &[LabelData], label: u32| {
            labels.get(label as usize).and_then(|data| data.position).unwrap_or_default()
        };
        for op in &mut self.ops {
            if let Some(target) = op.target_mut() {
                *target = position(&self.labels, *target);
            }
        }
        shorten_jumps(&mut self.ops);
        self.ranges.sort_by_key(|range| range.ended);
        let (mut handlers, mut handling) = (Vec::new(), Vec::new());
        for range in &self.ranges {
            for (start, end) in range.segments.iter().copied() {
                let exception = range.exception.0;
                match range.target {
                    Some(label) => {
                        let target = position(&self.labels, label.0);
                        handlers.push(Handler { start, end, target, exception });
                    }
                    None => handling.push(HandlingRange { start, end, exception }),
                }
            }
        }
        Code {
            name: self.name,
            qualname: self.qualname,
            kind: self.kind,
            flavor: self.flavor,
            parameters: self.parameters,
            register_count: self.highest.max(self.first_temporary).min(256),
            local_count: self.first_temporary.saturating_sub(1).min(255) as u8,
            locals: self.locals.into(),
            ops: self.ops.into(),
            spans: self.spans.into(),
            constants: self.constants.into_boxed(),
            names: self.names.into_boxed(),
            sites: self.sites.into(),
            children: self.children.into(),
            captures: self.captures.into(),
            handlers: handlers.into(),
            handling: handling.into(),
            docstring: self.docstring,
            span: self.definition,
            file,
            visibility,
        }
    }
}

/// Chains of jumps that are followed at most.
const JUMP_CHAIN: usize = 8;

/// A jump to a jump goes to where that one goes. `done` of a fused await stays: the instruction before it counts.
fn shorten_jumps(ops: &mut [Op]) {
    for index in 0..ops.len() {
        let mut op = ops[index];
        if matches!(op, Op::CallAwait { .. } | Op::CallMethodAwait { .. }) {
            continue;
        }
        let Some(target) = op.target_mut() else { continue };
        for _ in 0..JUMP_CHAIN {
            match ops.get(*target as usize) {
                Some(Op::Jump { target: next }) => *target = next.0,
                _ => break,
            }
        }
        ops[index] = op;
    }
}
