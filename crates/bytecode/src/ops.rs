//! The instruction table. Everything that is known of an instruction derives from its row.
//!
//! Notation: `R[x]` is register x of the frame; `R[x..]` a run of registers that begins there; `pc` the index of the next
//! instruction; `N[x]` a name; `K[x]` a constant. `R[0]` is the function itself. A *method pair* in `R[x], R[x+1]` is
//! (function, self), or (unbound, callable) where there is nothing to bind.

use crate::operand::*;
use std::fmt;

macro_rules! instructions {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* },)*) => {
        /// One instruction: 8 bytes.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Op { $($(#[$doc])* $name { $($field: $kind),* },)* }

        impl Op {
            /// Number of instructions in the table.
            pub const COUNT: usize = [$(stringify!($name)),*].len();
            /// Names in the order of the table.
            pub const NAMES: [&'static str; Op::COUNT] = [$(stringify!($name)),*];

            /// The instruction's name.
            pub fn name(&self) -> &'static str {
                match self { $(Op::$name { .. } => stringify!($name),)* }
            }

            /// The instruction's place in the table.
            pub fn index(&self) -> usize {
                #[allow(non_camel_case_types, clippy::enum_variant_names)]
                enum Row { $($name,)* }
                match self { $(Op::$name { .. } => Row::$name as usize,)* }
            }

            /// Reports every register that the operands name.
            pub fn accesses(&self, report: &mut dyn FnMut(Access)) {
                match *self { $(Op::$name { $($field),* } => { let _ = &report; $($field.accesses(report);)* })* }
            }

            /// Reports the operands as numbers, in the order of the row.
            pub fn operands(&self, report: &mut dyn FnMut(u32)) {
                match *self { $(Op::$name { $($field),* } => { let _ = &report; $(report($field.bits());)* })* }
            }

            /// The instruction of that row of the table with operands of these numbers. It may be one that no code can hold:
            /// the verifier tells.
            pub fn of_row(row: usize, operand: &mut dyn FnMut() -> u32) -> Option<Op> {
                type Make = fn(&mut dyn FnMut() -> u32) -> Op;
                const ROWS: [Make; Op::COUNT] = [$(
                    |operand| { let _ = &operand; Op::$name { $($field: Operand::from_bits(operand())),* } }
                ),*];
                ROWS.get(row).map(|make| make(operand))
            }

            /// The jump target, for patching.
            pub fn target_mut(&mut self) -> Option<&mut u32> {
                match self { $(Op::$name { $($field),* } => {
                    $(if let Some(target) = $field.target() { return Some(target); })*
                    None
                })* }
            }
        }

        impl fmt::Display for Op {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match *self { $(Op::$name { $($field),* } => {
                    write!(f, "{:<18}", stringify!($name))?;
                    $(write!(f, concat!(" ", stringify!($field), "="))?; $field.show(f)?;)*
                    Ok(())
                })* }
            }
        }
    };
}

instructions! {
    // ---- moves and constants
    /// R[dst] := R[src]
    Move { dst: Out, src: In },
    /// R[dst] := value
    LoadInt { dst: Out, value: Wide },
    /// R[dst] := K[constant]
    LoadConst { dst: Out, constant: ConstIndex },
    /// R[dst] := value
    LoadSingleton { dst: Out, value: Singleton },

    /// The value of an expression statement, R[src], is dropped: a coroutine made by the call before warns
    Discard { src: Update },

    // ---- variables
    /// Raise UnboundLocalError when the local variable R[local] is unbound.
    CheckLocal { local: In },
    /// Unbind the local variable R[local]; UnboundLocalError when it is unbound already.
    DeleteLocal { local: Update },
    /// Unbind R[local] without a check (the end of `except ... as`, a comprehension's variable).
    ClearLocal { local: Out },
    /// R[dst] := the global or built-in of the site's name; NameError
    LoadGlobal { dst: Out, site: CacheIndex },
    /// The global of the site's name := R[src]
    StoreGlobal { src: In, site: CacheIndex },
    /// Delete the global N[name]; NameError
    DeleteGlobal { name: NameIndex },
    /// R[dst] := R[namespace][N[name]], else the global, else the built-in (class bodies)
    LoadName { dst: Out, namespace: In, name: NameIndex },
    /// R[dst] := R[namespace][N[name]], else what the cell R[cell] holds (class bodies)
    LoadNameOrCell { dst: Out, namespace: In, cell: In, name: NameIndex },
    /// R[namespace][N[name]] := R[src]
    StoreName { namespace: In, src: In, name: NameIndex },
    /// Delete R[namespace][N[name]]; NameError
    DeleteName { namespace: In, name: NameIndex },
    /// R[local] := a new cell that holds what R[local] held (perhaps nothing)
    MakeCell { local: Update },
    /// R[first..first+count] := the cells that the function R[0] captured, in order (first instruction of a closure)
    CopyFree { first: Window, count: Count },
    /// R[dst] := content of the cell R[cell]; UnboundLocalError or NameError when empty
    LoadCell { dst: Out, cell: In },
    /// Content of the cell R[cell] := R[src]
    StoreCell { cell: In, src: In },
    /// Empty the cell R[cell]; an error when it is empty already
    DeleteCell { cell: In },
    /// Empty the cell R[cell] without a check
    ClearCell { cell: In },
    /// Entry `index` of the frame's spill block := R[src], which may be unbound (functions with more locals than
    /// registers). R[block] is a list, empty at first; entries before `index` that are not there yet become unbound.
    StoreSpill { block: In, src: In, index: NameIndex },
    /// R[dst] := entry `index` of the spill block; when it is unbound or not there, UnboundLocalError with the name
    /// N[index]
    LoadSpill { dst: Out, block: In, index: NameIndex },

    // ---- arithmetic; `inplace` asks the in-place method first
    /// R[dst] := R[a] + R[b]
    Add { dst: Out, a: In, b: In, inplace: Flag },
    /// R[dst] := R[a] - R[b]
    Sub { dst: Out, a: In, b: In, inplace: Flag },
    /// R[dst] := R[a] * R[b]
    Mul { dst: Out, a: In, b: In, inplace: Flag },
    /// R[dst] := R[a] / R[b]
    Div { dst: Out, a: In, b: In, inplace: Flag },
    /// R[dst] := R[a] // R[b]
    FloorDiv { dst: Out, a: In, b: In, inplace: Flag },
    /// R[dst] := R[a] % R[b]
    Mod { dst: Out, a: In, b: In, inplace: Flag },
    /// R[dst] := R[a] op R[b], for all operators
    Binary { dst: Out, a: In, b: In, op: BinaryOp, inplace: Flag },
    /// R[dst] := R[a] + value
    AddInt { dst: Out, a: In, inplace: Flag, value: Wide },
    /// R[dst] := R[a] - value
    SubInt { dst: Out, a: In, inplace: Flag, value: Wide },
    /// R[dst] := R[a] * value
    MulInt { dst: Out, a: In, inplace: Flag, value: Wide },
    /// R[dst] := R[a] // value
    FloorDivInt { dst: Out, a: In, inplace: Flag, value: Wide },
    /// R[dst] := R[a] % value
    ModInt { dst: Out, a: In, inplace: Flag, value: Wide },
    /// R[dst] := op R[src]
    Unary { dst: Out, src: In, op: UnaryOp },
    /// R[dst] := not R[src]
    Not { dst: Out, src: In },
    /// R[dst] := R[a] op R[b]; the method's own result, not its truth
    Compare { dst: Out, a: In, b: In, op: CompareOp },
    /// R[dst] := R[a] is R[b], negated when asked
    Is { dst: Out, a: In, b: In, negate: Flag },
    /// R[dst] := R[item] in R[container], negated when asked
    Contains { dst: Out, item: In, container: In, negate: Flag },

    // ---- jumps; a jump backwards is a safepoint and charges fuel
    /// pc := target
    Jump { target: Target },
    /// if truth(R[src]) == when: pc := target
    JumpIf { src: In, when: Flag, target: Target },
    /// if (R[src] is None) == when: pc := target
    JumpIfNone { src: In, when: Flag, target: Target },
    /// if truth(R[a] < R[b]) == when: pc := target
    JumpLt { a: In, b: In, when: Flag, target: Target },
    /// if truth(R[a] <= R[b]) == when: pc := target
    JumpLtE { a: In, b: In, when: Flag, target: Target },
    /// if truth(R[a] == R[b]) == when: pc := target
    JumpEq { a: In, b: In, when: Flag, target: Target },
    /// if truth(R[a] != R[b]) == when: pc := target
    JumpNotEq { a: In, b: In, when: Flag, target: Target },
    /// if truth(R[a] > R[b]) == when: pc := target
    JumpGt { a: In, b: In, when: Flag, target: Target },
    /// if truth(R[a] >= R[b]) == when: pc := target
    JumpGtE { a: In, b: In, when: Flag, target: Target },
    /// if truth(R[a] < value) == when: pc := target
    JumpLtInt { a: In, value: Small, when: Flag, target: Target },
    /// if truth(R[a] <= value) == when: pc := target
    JumpLtEInt { a: In, value: Small, when: Flag, target: Target },
    /// if truth(R[a] == value) == when: pc := target
    JumpEqInt { a: In, value: Small, when: Flag, target: Target },
    /// if truth(R[a] != value) == when: pc := target
    JumpNotEqInt { a: In, value: Small, when: Flag, target: Target },
    /// if truth(R[a] > value) == when: pc := target
    JumpGtInt { a: In, value: Small, when: Flag, target: Target },
    /// if truth(R[a] >= value) == when: pc := target
    JumpGtEInt { a: In, value: Small, when: Flag, target: Target },
    /// if (R[a] is R[b]) == when: pc := target
    JumpIs { a: In, b: In, when: Flag, target: Target },
    /// if (R[item] in R[container]) == when: pc := target
    JumpContains { item: In, container: In, when: Flag, target: Target },
    /// if R[src] is not that built-in: pc := target
    GuardBuiltin { src: In, builtin: GuardedBuiltin, target: Target },

    // ---- attributes and items
    /// R[dst] := R[object].name
    GetAttr { dst: Out, object: In, site: CacheIndex },
    /// R[object].name := R[src]
    SetAttr { object: In, src: In, site: CacheIndex },
    /// del R[object].N[name]
    DeleteAttr { object: In, name: NameIndex },
    /// Method pair in R[base], R[base+1] := R[object].name, for a call
    GetMethod { base: Window, object: In, site: CacheIndex },
    /// R[base] holds the callee named `super`. Method pair in R[base], R[base+1] := super().name with the class in the
    /// cell R[class_cell] and the instance R[instance]. When R[base] is not the built-in, it is called.
    GetSuperMethod { base: Window, class_cell: In, instance: In, site: CacheIndex },
    /// R[dst] := super() as an object; R[callee] holds the callee named `super`
    CallSuper { dst: Out, callee: In, class_cell: In, instance: In },
    /// R[dst] := R[object][R[key]]
    GetItem { dst: Out, object: In, key: In },
    /// R[dst] := R[object][value]
    GetItemInt { dst: Out, object: In, value: Wide },
    /// R[object][R[key]] := R[src]
    SetItem { object: In, key: In, src: In },
    /// del R[object][R[key]]
    DeleteItem { object: In, key: In },
    /// R[dst] := slice(R[base], R[base+1], R[base+2])
    BuildSlice { dst: Out, base: Window },

    // ---- calls; the callee's frame overlaps the window; a safepoint
    /// R[dst] := R[base](R[base+1..=base+argc])
    Call { dst: Out, base: Window, argc: Count },
    /// R[dst] := method pair R[base..](R[base+2..base+2+argc])
    CallMethod { dst: Out, base: Window, argc: Count },
    /// As Call (or as CallMethod when `method`), the last arguments being keywords named by the tuple K[names]
    CallKw { dst: Out, base: Window, argc: Count, method: Flag, names: ConstIndex16 },
    /// R[dst] := R[base](*R[base+1], **R[base+2]); without mapping when not `keywords`. R[base+1] is a list or tuple.
    CallEx { dst: Out, base: Window, keywords: Flag },
    /// `await R[base](R[base+1..])`, or `yield from` it in a generator: when the callee is a plain coroutine function, or
    /// there a generator function, run it in a fused frame, put its result into R[dst] and go to `done`; else R[base] :=
    /// the call's result and go on with the next instruction. While the fused frame runs, the caller stands at `done - 1`,
    /// a Delegate with the span of the whole expression.
    CallAwait { dst: Out, base: Window, argc: Count, done: Target },
    /// The same with a method pair.
    CallMethodAwait { dst: Out, base: Window, argc: Count, done: Target },
    /// Return R[src] to the caller
    Return { src: In },
    /// Return None to the caller
    ReturnNone {},

    // ---- functions and classes
    /// R[dst] := a function of the child code. Bits of `has`: 1 R[base] is the tuple of positional defaults,
    /// 2 R[base+1] the dict of keyword defaults, 4 R[base+2] the dict of annotations.
    /// The captured cells are taken from the registers in the child's `captures`.
    MakeFunction { dst: Out, base: Window, has: Count, code: ChildIndex },
    /// R[dst] := a class: R[base] is the body's function, R[base+1] the name, then `argc` bases and keyword values, the
    /// last of them named by the tuple K[names]
    BuildClass { dst: Out, base: Window, argc: Count, names: ConstIndex },

    // ---- displays
    /// R[dst] := [R[base..base+count]]
    BuildList { dst: Out, base: Window, count: Count },
    /// R[dst] := (R[base..base+count])
    BuildTuple { dst: Out, base: Window, count: Count },
    /// R[dst] := {R[base..base+count]}
    BuildSet { dst: Out, base: Window, count: Count },
    /// R[dst] := {R[base]: R[base+1], ...}, `count` pairs
    BuildDict { dst: Out, base: Window, count: Count },
    /// R[dst] := "".join(R[base..base+count]), all strings
    BuildString { dst: Out, base: Window, count: Count },
    /// R[list].append(R[src])
    ListAppend { list: In, src: In },
    /// R[list].extend(R[src]); R[callee] (r0: none) is named in the error of a call's `*`
    ListExtend { list: In, src: In, callee: In },
    /// R[dst] := tuple(R[src]), R[src] being a list
    ListToTuple { dst: Out, src: In },
    /// R[set].add(R[src])
    SetAdd { set: In, src: In },
    /// R[set].update(R[src])
    SetUpdate { set: In, src: In },
    /// R[dict][R[key]] := R[value]
    DictSet { dict: In, key: In, value: In },
    /// R[dict].update(R[src]) for `{**src}`
    DictUpdate { dict: In, src: In },
    /// The same for the `**src` of a call to R[callee]: a key that is there already is a TypeError
    DictMerge { dict: In, src: In, callee: In },
    /// R[dst] := format(R[src] converted, R[spec] or "" for r0)
    FormatValue { dst: Out, src: In, spec: In, conversion: Conversion },

    // ---- unpacking
    /// R[base..base+count] := the items of R[src], exactly that many; ValueError. The registers may be named ones: none
    /// is written before all items are there. R[src] may be one of them.
    Unpack { src: In, base: Window, count: Count },
    /// R[base..] := `before` items, a list of the middle, `after` items; temporaries
    UnpackStar { src: In, base: Window, before: Count, after: Count },

    // ---- iteration. The state of a loop is three registers.
    /// R[iter..iter+3] := the state of an iteration over R[src]
    GetIter { iter: Window, src: In },
    /// R[dst] := iter(R[src]), a real iterator object (the first iterable of a generator expression)
    MakeIter { dst: Out, src: In },
    /// If there is a next item: R[dst] := it, pc := body. Else go on, the state being dead.
    ForIter { iter: Window, dst: Out, body: Target },

    /// A loop is left before its end: when its iterable, R[iter], is a generator that the loop's header made, which nobody
    /// else has seen, it is closed; an async one is finalised as an abandoned one is.
    CloseIter { iter: Update },

    // ---- generators and coroutines
    /// Suspend the frame and hand R[src] to whoever resumed it; on resumption R[dst] := the value sent, which is dropped when
    /// dst is 0
    Yield { dst: Out, src: In },
    /// R[dst] := the iterator of `yield from R[src]` (a generator or coroutine itself)
    GetYieldFrom { dst: Out, src: In },
    /// R[dst] := the iterator of `await R[src]`; `with_method` is 1 for __aenter__, 2 for __aexit__, named in the error
    GetAwaitable { dst: Out, src: In, with_method: Count },
    /// Delegate to the iterator R[iter] until it ends: R[dst] := its result. R[iter+1] is the value to send next, None at
    /// first. Suspends and resumes at this same instruction.
    Delegate { dst: Out, iter: Window },
    /// `await R[generator].asend(R[value])` (r0: None) on a native async generator: R[dst] := what it yields next,
    /// StopAsyncIteration at its end. When R[generator] is no native async generator: pc := slow.
    AsyncSend { dst: Out, generator: In, value: In, slow: Target },
    /// R[dst] := the iterator of `async for ... in R[src]`
    GetAsyncIter { dst: Out, src: In },
    /// R[dst] := the awaitable R[iter].__anext__(), checked as `async for` checks it, ready for Delegate
    GetAsyncNext { dst: Out, iter: In },
    /// The handler of an `async for`: when R[exception] is StopAsyncIteration go on, else raise it again
    EndAsyncFor { exception: In },

    // ---- exceptions
    /// Raise R[exception], a class or an instance
    Raise { exception: In },
    /// raise R[exception] from R[cause]
    RaiseFrom { exception: In, cause: In },
    /// Raise R[exception] again with the traceback it has (the end of a handler or `finally`)
    Reraise { exception: In },
    /// `raise` alone: the exception being handled; RuntimeError when there is none
    RaiseCurrent {},
    /// If R[exception] does not match R[class] (a class or a tuple of classes): pc := target
    JumpUnlessMatch { exception: In, class: In, target: Target },
    /// R[pair], R[pair+1] := the part of the exception R[exception] that matches R[class] (None: no part), the rest
    /// (None: nothing left), for `except*`. R[exception] may be None: then both are.
    SplitGroup { pair: Window, exception: In, class: In },
    /// R[dst] := what is to be raised at the end of `except*`: None, or an exception made of the original
    /// R[original], the list R[raised] of what the handlers raised and the rest R[rest]
    MergeGroups { dst: Out, original: In, raised: In, rest: In },
    /// R[base..base+3] := type, value and traceback of R[exception], for __exit__
    LoadExceptionInfo { base: Window, exception: In },
    /// Method pairs of R[manager]'s type: __exit__ into R[base..base+2], __enter__ into R[base+2..base+4] (the
    /// asynchronous ones when asked); TypeError
    EnterContext { base: Window, manager: In, is_async: Flag },

    // ---- match
    /// R[dst] := whether a sequence pattern may match R[src]
    MatchSequence { dst: Out, src: In },
    /// R[dst] := whether a mapping pattern may match R[src]
    MatchMapping { dst: Out, src: In },
    /// R[dst] := len(R[src])
    Length { dst: Out, src: In },
    /// R[dst] := a tuple of R[subject]'s values for the keys of the tuple R[keys], or None when one is missing
    MatchKeys { dst: Out, subject: In, keys: In },
    /// R[dst] := a dict of R[subject] without the keys of the tuple R[keys]
    MatchRest { dst: Out, subject: In, keys: In },
    /// R[dst] := a tuple of the attributes of R[base] that the class R[base+1] and `positional` patterns and the tuple
    /// of keyword names K[names] ask for, or None when it does not match
    MatchClass { dst: Out, base: Window, positional: Count, names: ConstIndex },

    // ---- imports
    /// R[dst] := the module N[name]; the first part's module for a dotted name unless `leaf`
    Import { dst: Out, leaf: Flag, level: Count, name: NameIndex },
    /// R[dst] := the attribute or submodule N[name] of R[module]; ImportError
    ImportFrom { dst: Out, module: In, name: NameIndex },
    /// Copy the public names of R[module] into the globals
    ImportStar { module: In },
}

const _: () = assert!(std::mem::size_of::<Op>() == 8);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_made_of_their_rows_and_numbers_again() {
        for row in 0..Op::COUNT {
            let op = Op::of_row(row, &mut || 1).expect("the table has that row");
            assert_eq!(op.index(), row);
            let mut operands = Vec::new();
            op.operands(&mut |operand| operands.push(operand));
            let mut given = operands.into_iter();
            assert_eq!(Op::of_row(row, &mut || given.next().expect("a number for each operand")), Some(op));
            assert!(given.next().is_none());
        }
        assert_eq!(Op::of_row(Op::COUNT, &mut || 0), None);
    }
}
