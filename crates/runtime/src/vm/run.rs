//! The run loop: fetch, decode, and the fast paths. What is not fast is in `execute` and the files it names.
//!
//! Per switch of frames the loop takes the code and the register window once; registers are then accessed by `u8` without
//! a bounds check. After anything that may have moved or switched them it begins anew at `'frame`.

use super::execute::singleton;
use super::instance_ops::{MODULE_KEY, cached_in_module};
use super::linked::kind_key;
use super::{Base, Frame, Mode, Owner, Place, Stop, Vm, WINDOW};
use crate::native::Raised;
use crate::object::generator::GeneratorState;
use crate::value::{Kind, Value, both_ints, float_pair};
use hognose_bytecode::{Flavor, Op};

impl Vm {
    /// Runs until the frame that entered it has its result, an exception leaves that frame, or the slice ends.
    pub(crate) fn run(&mut self) -> Stop {
        if self.ending.is_some() {
            return Stop::Ended;
        }
        loop {
            let ended = if self.op_counts.is_some() { self.dispatch::<true>() } else { self.dispatch::<false>() };
            let stop = match ended {
                Stop::Raised => match self.unwind() {
                    Ok(()) => continue,
                    Err(stop) => stop,
                },
                stop => stop,
            };
            return stop;
        }
    }

    /// The loop proper; left whenever something cannot be gone on with here. There are two of them, one that counts
    /// instructions for the coverage report and one that does not.
    fn dispatch<const COUNTS: bool>(&mut self) -> Stop {
        // What the frame that is switched to gets in the register that it waits with; or unbound.
        let mut delivered = Value::UNBOUND;
        'frame: loop {
            let Vm {
                heap,
                stack,
                blocks,
                frames,
                current,
                linked,
                caches,
                fuel,
                delegating,
                builtins_dict,
                op_counts,
                ..
            } = &mut *self;
            let frame = *current;
            let function = &linked[frame.code().0 as usize];
            let code: &[Op] = &function.ops;
            let values = if frame.base().is_block() { &mut blocks.values } else { &mut *stack };
            let base = frame.base().index();
            let window = values.get_mut(base..base + WINDOW).and_then(|window| window.first_chunk_mut::<WINDOW>());
            let Some(registers) = window else {
                self.grow_stack();
                continue 'frame;
            };
            let mut pc = frame.pc() as usize;
            if !delivered.is_unbound() {
                registers[frame.dst() as usize] = delivered;
                delivered = Value::UNBOUND;
                if frame.waits_in(Mode::ForGenerator)
                    && let Op::ForIter { body, .. } = code[pc - 1]
                {
                    pc = body.0 as usize;
                }
            }

            macro_rules! r {
                ($register:expr) => {
                    registers[$register.0 as usize]
                };
            }
            // Leaves the fast path: the instruction is executed elsewhere, and the loop begins anew.
            macro_rules! slow {
                ($op:expr) => {{
                    let op: Op = $op;
                    self.current.place = Place::new(self.current.code(), pc as u32);
                    match self.execute(op) {
                        Ok(()) => continue 'frame,
                        Err(stop) => return stop,
                    }
                }};
            }
            // Calls a native by position.
            macro_rules! native {
                ($index:expr, $first:expr, $count:expr, $dst:expr) => {{
                    self.current.place = Place::new(self.current.code(), pc as u32);
                    match self.call_native($index, $first, $count, $dst) {
                        Ok(()) => continue 'frame,
                        Err(stop) => return stop,
                    }
                }};
            }
            macro_rules! binary {
                ($op:expr, $dst:expr, $a:expr, $b:expr, $fast:ident) => {
                    match r!($a).$fast(&r!($b)) {
                        Some(value) => r!($dst) = value,
                        None => slow!($op),
                    }
                };
            }
            macro_rules! binary_int {
                ($op:expr, $dst:expr, $a:expr, $value:expr, $fast:ident) => {
                    match r!($a).$fast($value.0) {
                        Some(value) => r!($dst) = value,
                        None => slow!($op),
                    }
                };
            }
            // A jump; backwards it is a safepoint.
            macro_rules! jump {
                ($target:expr) => {{
                    let target = $target.0 as usize;
                    if target < pc {
                        *fuel -= 1;
                        if (*fuel | heap.budget as i64) < 0 {
                            self.current.place = Place::new(self.current.code(), target as u32);
                            match self.safepoint() {
                                Ok(()) => continue 'frame,
                                Err(stop) => return stop,
                            }
                        }
                    }
                    pc = target;
                }};
            }
            macro_rules! compare_jump {
                ($op:expr, $a:expr, $b:expr, $when:expr, $target:expr, $compare:tt) => {{
                    let (a, b) = (&r!($a), &r!($b));
                    let holds = if both_ints(a, b) {
                        a.int_unchecked() $compare b.int_unchecked()
                    } else if let Some((a, b)) = float_pair(a, b) {
                        a $compare b
                    } else {
                        slow!($op)
                    };
                    if holds == $when.0 {
                        jump!($target);
                    }
                }};
            }
            macro_rules! compare_jump_int {
                ($op:expr, $a:expr, $value:expr, $when:expr, $target:expr, $compare:tt) => {{
                    let a = &r!($a);
                    if !a.is_int() {
                        slow!($op);
                    }
                    if (a.int_unchecked() $compare $value.0 as i64) == $when.0 {
                        jump!($target);
                    }
                }};
            }

            loop {
                let op = &code[pc];
                pc += 1;
                if COUNTS && let Some(counts) = op_counts.as_mut() {
                    counts[op.index()] += 1;
                }
                match *op {
                    // ---- moves and constants
                    Op::Move { dst, src } => r!(dst) = r!(src),
                    Op::Discard { src } => r!(src) = Value::UNBOUND,
                    Op::LoadInt { dst, value } => r!(dst) = Value::small(value.0 as i64),
                    Op::LoadConst { dst, constant } => r!(dst) = function.constants[constant.0 as usize],
                    Op::LoadSingleton { dst, value } => r!(dst) = singleton(value),

                    // ---- variables
                    Op::CheckLocal { local } => {
                        if r!(local).is_unbound() {
                            slow!(*op)
                        }
                    }
                    Op::LoadGlobal { dst, site } => {
                        let cache = &caches[(function.caches + site.0) as usize];
                        let globals = heap.dicts.get(function.globals.index());
                        match globals.slot(cache.slot as usize) {
                            Some(entry) if entry.key == cache.value => r!(dst) = entry.value,
                            _ if cache.key == globals.version => {
                                let builtins = heap.dicts.get(builtins_dict.index());
                                match builtins.slot(cache.next.0 as usize) {
                                    Some(entry) if entry.key == cache.value => r!(dst) = entry.value,
                                    _ => slow!(*op),
                                }
                            }
                            _ => slow!(*op),
                        }
                    }
                    Op::StoreGlobal { src, site } => {
                        let cache = &caches[(function.caches + site.0) as usize];
                        let globals = heap.dicts.get_mut(function.globals.index());
                        if !globals.replace(cache.slot as usize, cache.value, r!(src)) {
                            slow!(*op)
                        }
                    }
                    Op::LoadCell { dst, cell } => {
                        let value = heap.cell(r!(cell)).map_or(Value::UNBOUND, |cell| cell.0);
                        if value.is_unbound() {
                            slow!(*op)
                        }
                        r!(dst) = value;
                    }
                    Op::StoreCell { cell, src } => {
                        let value = r!(src);
                        if let Some(cell) = heap.cell_mut(r!(cell)) {
                            cell.0 = value;
                        }
                    }
                    Op::CopyFree { first, count } => {
                        if let Some(function) = heap.function(registers[0]) {
                            let first = first.0 as usize;
                            let cells = function.closure.iter().take(count.0 as usize);
                            registers[first..].iter_mut().zip(cells).for_each(|(register, cell)| *register = *cell);
                        }
                    }

                    // ---- arithmetic
                    Op::Add { dst, a, b, .. } => binary!(*op, dst, a, b, fast_add),
                    Op::Sub { dst, a, b, .. } => binary!(*op, dst, a, b, fast_sub),
                    Op::Mul { dst, a, b, .. } => binary!(*op, dst, a, b, fast_mul),
                    Op::Div { dst, a, b, .. } => match float_pair(&r!(a), &r!(b)) {
                        Some((x, y)) if y != 0.0 => r!(dst) = Value::float(x / y),
                        _ => match (number(r!(a)), number(r!(b))) {
                            (Some(x), Some(y)) if y != 0.0 => r!(dst) = Value::float(x / y),
                            _ => slow!(*op),
                        },
                    },
                    Op::FloorDiv { dst, a, b, .. } => match (r!(a).as_int(), r!(b).as_int()) {
                        (Some(x), Some(y)) if y > 0 => r!(dst) = Value::small(x.div_euclid(y)),
                        _ => slow!(*op),
                    },
                    Op::Mod { dst, a, b, .. } => match (r!(a).as_int(), r!(b).as_int()) {
                        (Some(x), Some(y)) if y > 0 => r!(dst) = Value::small(modulo(x, y)),
                        _ => slow!(*op),
                    },
                    Op::AddInt { dst, a, value, .. } => binary_int!(*op, dst, a, value, fast_add_int),
                    Op::SubInt { dst, a, value, .. } => binary_int!(*op, dst, a, value, fast_sub_int),
                    Op::MulInt { dst, a, value, .. } => binary_int!(*op, dst, a, value, fast_mul_int),
                    Op::FloorDivInt { dst, a, value, .. } => match r!(a).as_int() {
                        Some(x) if value.0 > 0 => r!(dst) = Value::small(floor_divide(x, value.0 as i64)),
                        _ => slow!(*op),
                    },
                    Op::ModInt { dst, a, value, .. } => match r!(a).as_int() {
                        Some(x) if value.0 > 0 => r!(dst) = Value::small(modulo(x, value.0 as i64)),
                        _ => slow!(*op),
                    },
                    Op::Not { dst, src } => match r!(src).as_bool() {
                        Some(b) => r!(dst) = Value::bool(!b),
                        None => slow!(*op),
                    },
                    Op::Is { dst, a, b, negate } => r!(dst) = Value::bool((r!(a) == r!(b)) != negate.0),

                    // ---- jumps
                    Op::Jump { target } => jump!(target),
                    Op::JumpIf { src, when, target } => {
                        let value = r!(src);
                        let truth = match value.as_bool() {
                            Some(b) => b,
                            None if value.is_none() => false,
                            None => match value.as_int() {
                                Some(i) => i != 0,
                                None => slow!(*op),
                            },
                        };
                        if truth == when.0 {
                            jump!(target);
                        }
                    }
                    Op::JumpIfNone { src, when, target } => {
                        if r!(src).is_none() == when.0 {
                            jump!(target);
                        }
                    }
                    Op::JumpIs { a, b, when, target } => {
                        if (r!(a) == r!(b)) == when.0 {
                            jump!(target);
                        }
                    }
                    Op::JumpLt { a, b, when, target } => compare_jump!(*op, a, b, when, target, <),
                    Op::JumpLtE { a, b, when, target } => compare_jump!(*op, a, b, when, target, <=),
                    Op::JumpEq { a, b, when, target } => compare_jump!(*op, a, b, when, target, ==),
                    Op::JumpNotEq { a, b, when, target } => compare_jump!(*op, a, b, when, target, !=),
                    Op::JumpGt { a, b, when, target } => compare_jump!(*op, a, b, when, target, >),
                    Op::JumpGtE { a, b, when, target } => compare_jump!(*op, a, b, when, target, >=),
                    Op::JumpLtInt { a, value, when, target } => compare_jump_int!(*op, a, value, when, target, <),
                    Op::JumpLtEInt { a, value, when, target } => compare_jump_int!(*op, a, value, when, target, <=),
                    Op::JumpEqInt { a, value, when, target } => compare_jump_int!(*op, a, value, when, target, ==),
                    Op::JumpNotEqInt { a, value, when, target } => compare_jump_int!(*op, a, value, when, target, !=),
                    Op::JumpGtInt { a, value, when, target } => compare_jump_int!(*op, a, value, when, target, >),
                    Op::JumpGtEInt { a, value, when, target } => compare_jump_int!(*op, a, value, when, target, >=),

                    // ---- attributes and items
                    Op::GetAttr { dst, object, site } => {
                        let cache = &caches[(function.caches + site.0) as usize];
                        match heap.instance(r!(object)) {
                            Some(instance) if instance.shape.0 == cache.key && cache.epoch == heap.class_epoch => {
                                let value = heap.fields.values[(instance.fields.start + cache.slot) as usize];
                                if value.is_unbound() {
                                    slow!(*op)
                                }
                                r!(dst) = value;
                            }
                            _ => slow!(*op),
                        }
                    }
                    Op::SetAttr { object, src, site } => {
                        let cache = &caches[(function.caches + site.0) as usize];
                        let epoch = heap.class_epoch;
                        match heap.instance_mut(r!(object)) {
                            Some(instance)
                                if instance.shape.0 == cache.key
                                    && cache.epoch == epoch
                                    && (cache.slot as usize) < instance.fields.size() =>
                            {
                                instance.shape = cache.next;
                                let slot = (instance.fields.start + cache.slot) as usize;
                                heap.fields.values[slot] = r!(src);
                            }
                            _ => slow!(*op),
                        }
                    }
                    Op::GetMethod { base, object, site } => {
                        let cache = &caches[(function.caches + site.0) as usize];
                        let receiver = r!(object);
                        let key = match heap.instance(receiver) {
                            Some(instance) => instance.shape.0,
                            None if cache.key == MODULE_KEY => {
                                let found = cached_in_module(heap, receiver, cache);
                                if found.is_unbound() {
                                    slow!(*op)
                                }
                                r!(base) = Value::UNBOUND;
                                registers[(base.0 as usize + 1) & 255] = found;
                                continue;
                            }
                            None => kind_key(heap, receiver),
                        };
                        if key != cache.key || cache.epoch != heap.class_epoch {
                            slow!(*op)
                        }
                        r!(base) = cache.value;
                        registers[(base.0 as usize + 1) & 255] = receiver;
                    }
                    Op::GetItem { dst, object, key } => {
                        let found = match (heap.list(r!(object)), r!(key).as_int()) {
                            (Some(list), Some(index)) => element(list, index),
                            (Some(_), None) => None,
                            (None, _) => match heap.dict(r!(object)) {
                                Some(dict) => match heap.dict_find_native(dict, r!(key)) {
                                    Ok(Some(index)) => Some(dict.entry(index).value),
                                    Ok(None) | Err(_) => None,
                                },
                                None => match (heap.tuple(r!(object)), r!(key).as_int()) {
                                    (Some(tuple), Some(index)) => element(tuple, index),
                                    _ => None,
                                },
                            },
                        };
                        match found {
                            Some(value) => r!(dst) = value,
                            None => slow!(*op),
                        }
                    }
                    Op::GetItemInt { dst, object, value } => {
                        let items: Option<&[Value]> = match heap.list(r!(object)) {
                            Some(list) => Some(list),
                            None => heap.tuple(r!(object)).map(|tuple| &**tuple),
                        };
                        match items.and_then(|items| element(items, value.0 as i64)) {
                            Some(value) => r!(dst) = value,
                            None => slow!(*op),
                        }
                    }
                    Op::SetItem { object, key, src } => {
                        let (key, value) = (r!(key), r!(src));
                        if let (Some(list), Some(index)) = (heap.list_mut(r!(object)), key.as_int()) {
                            let index = if index < 0 { index + list.len() as i64 } else { index };
                            match list.get_mut(index as usize) {
                                Some(slot) => *slot = value,
                                None => slow!(*op),
                            }
                        } else if let Some(dict) = r!(object).index_of(Kind::Dict) {
                            if !heap.dict_set_native(dict, key, value) {
                                slow!(*op)
                            }
                        } else {
                            slow!(*op)
                        }
                    }
                    Op::JumpContains { item, container, when, target } => {
                        match heap.contains_native(r!(container), r!(item)) {
                            Some(found) if found == when.0 => jump!(target),
                            Some(_) => {}
                            None => slow!(*op),
                        }
                    }
                    Op::BuildTuple { dst, base, count } => {
                        let (first, count) = (base.0 as usize, count.0 as usize);
                        let Some(items) = registers.get(first..first + count) else { slow!(*op) };
                        r!(dst) = heap.tuple_of(items);
                    }
                    Op::BuildList { dst, base, count } => {
                        let (first, count) = (base.0 as usize, count.0 as usize);
                        let Some(items) = registers.get(first..first + count) else { slow!(*op) };
                        r!(dst) = heap.list_of(items.to_vec());
                    }
                    Op::ListAppend { list, src } => {
                        let value = r!(src);
                        let target = r!(list);
                        if let Some(items) = heap.list_mut(target) {
                            if items.len() == items.capacity() {
                                self.current.place = Place::new(self.current.code(), pc as u32);
                                match self.list_append_grown(target, value) {
                                    Ok(()) => continue 'frame,
                                    Err(Raised) => return Stop::Raised,
                                }
                            }
                            items.push(value);
                        }
                    }

                    // ---- calls
                    Op::Call { dst, base, argc } => {
                        let callee = r!(base);
                        let Some(target) = heap.function(callee) else {
                            match callee.index_of(Kind::Native) {
                                Some(index) => native!(index, base.0, argc.0, dst.0),
                                None => slow!(*op),
                            }
                        };
                        let id = target.code;
                        let target = &linked[id.0 as usize];
                        if target.exact != argc.0 as u32 || target.flavor != Flavor::Plain {
                            slow!(*op)
                        }
                        let frame = *current;
                        let from = frame.base().index() + base.0 as usize;
                        let waiting = frame.at(pc as u32).waiting(dst.0, Mode::Value);
                        enter!(self, frame, waiting, Owner::PLAIN, id, target, from, argc.0 as usize + 1, 'frame)
                    }
                    Op::CallMethod { dst, base, argc } => {
                        let unbound = r!(base).is_unbound();
                        let first = base.0 as usize + unbound as usize;
                        let count = argc.0 as usize + !unbound as usize;
                        let callee = registers[first & 255];
                        let Some(target) = heap.function(callee) else {
                            match callee.index_of(Kind::Native) {
                                Some(index) => native!(index, first as u8, count as u8, dst.0),
                                None => slow!(*op),
                            }
                        };
                        let id = target.code;
                        let target = &linked[id.0 as usize];
                        if target.exact != count as u32 || target.flavor != Flavor::Plain {
                            slow!(*op)
                        }
                        let frame = *current;
                        let from = frame.base().index() + first;
                        let waiting = frame.at(pc as u32).waiting(dst.0, Mode::Value);
                        enter!(self, frame, waiting, Owner::PLAIN, id, target, from, count + 1, 'frame)
                    }
                    Op::CallAwait { dst, base, argc, done } => {
                        let Some(target) = heap.function(r!(base)) else { slow!(*op) };
                        let id = target.code;
                        let target = &linked[id.0 as usize];
                        if target.exact != argc.0 as u32 || target.flavor != function.fuses {
                            slow!(*op)
                        }
                        let frame = *current;
                        let from = frame.base().index() + base.0 as usize;
                        let waiting = frame.at(done.0).waiting(dst.0, Mode::Fused);
                        enter!(self, frame, waiting, Owner::FUSED, id, target, from, argc.0 as usize + 1, 'frame)
                    }
                    Op::CallMethodAwait { dst, base, argc, done } => {
                        let unbound = r!(base).is_unbound();
                        let first = base.0 as usize + unbound as usize;
                        let count = argc.0 as usize + !unbound as usize;
                        let Some(target) = heap.function(registers[first & 255]) else { slow!(*op) };
                        let id = target.code;
                        let target = &linked[id.0 as usize];
                        if target.exact != count as u32 || target.flavor != function.fuses {
                            slow!(*op)
                        }
                        let frame = *current;
                        let from = frame.base().index() + first;
                        let waiting = frame.at(done.0).waiting(dst.0, Mode::Fused);
                        enter!(self, frame, waiting, Owner::FUSED, id, target, from, count + 1, 'frame)
                    }
                    Op::Return { .. } | Op::ReturnNone {} => {
                        let value = if let Op::Return { src } = *op { r!(src) } else { Value::NONE };
                        if let Some(waiting) = frames.last().copied() {
                            let plain = waiting.waits_in(Mode::Value) && current.owner().is_plain();
                            let fused = waiting.waits_in(Mode::Fused) && current.owner().is_fused();
                            if plain || fused {
                                frames.pop();
                                let mut next = waiting;
                                if fused {
                                    *delegating = (*delegating).min(frames.len() as u32);
                                    if current.base().is_block() {
                                        // What was swapped in knows only an earlier top of the stack.
                                        next.set_top(current.top());
                                        if let Some(block) = current.block() {
                                            blocks.release(block);
                                        }
                                    }
                                }
                                *current = next;
                                delivered = value;
                                continue 'frame;
                            }
                            if waiting.waits_in(Mode::Exit) && current.owner().is_plain() {
                                frames.pop();
                                *current = waiting;
                                self.exit_value = value;
                                return Stop::Returned;
                            }
                        }
                        self.current.place = Place::new(self.current.code(), pc as u32);
                        match self.return_value(value) {
                            Ok(()) => continue 'frame,
                            Err(stop) => return stop,
                        }
                    }

                    // ---- iteration
                    Op::ForIter { iter, dst, body } => {
                        let first = iter.0 as usize;
                        let state = registers[first];
                        if state.is_int() {
                            let remaining = registers[(first + 1) & 255].int_unchecked();
                            if remaining <= 0 {
                                continue;
                            }
                            registers[(first + 1) & 255] = Value::small(remaining - 1);
                            registers[first] = state.wrapping_step(registers[(first + 2) & 255]);
                            r!(dst) = state;
                            jump!(body);
                        } else if let Some(list) = heap.list(state) {
                            let index = registers[(first + 1) & 255].int_unchecked();
                            let Some(item) = list.get(index as usize).copied() else { continue };
                            registers[(first + 1) & 255] = Value::small(index + 1);
                            r!(dst) = item;
                            jump!(body);
                        } else if let Some(index) = state.index_of(Kind::Generator) {
                            let generator = heap.generators.get_mut(index);
                            let ready = matches!(generator.state, GeneratorState::Suspended | GeneratorState::Fresh);
                            if !ready || generator.is_special() {
                                slow!(*op)
                            }
                            if generator.resume != 0 {
                                blocks.values[generator.registers.start as usize + generator.resume as usize] =
                                    Value::NONE;
                            }
                            generator.state = GeneratorState::Running;
                            let resumed = generator.frame(index, current.top());
                            frames.push(current.at(pc as u32).waiting(dst.0, Mode::ForGenerator));
                            *current = resumed;
                            if frames.len() as u32 + self.outer_depth > self.limits.recursion {
                                return self.too_deep();
                            }
                            continue 'frame;
                        } else {
                            slow!(*op)
                        }
                    }

                    // ---- generators
                    Op::Yield { dst, src } => {
                        let value = r!(src);
                        if let Some(index) = current.owner().index()
                            && let Some(waiting) = frames.pop()
                        {
                            let in_loop = waiting.waits_in(Mode::ForGenerator);
                            if in_loop || waiting.waits_in(Mode::AsyncSend) {
                                let generator = heap.generators.get_mut(index);
                                generator.place = Place::new(current.code(), pc as u32);
                                generator.resume = dst.0;
                                generator.state = GeneratorState::Suspended;
                                let mut next = waiting;
                                if !in_loop {
                                    *delegating = (*delegating).min(frames.len() as u32);
                                    if waiting.base().is_block() {
                                        next.set_top(current.top());
                                    }
                                }
                                *current = next;
                                *fuel -= 1;
                                if (*fuel | heap.budget as i64) >= 0 {
                                    delivered = value;
                                    continue 'frame;
                                }
                                self.take_yielded(value);
                                match self.safepoint() {
                                    Ok(()) => continue 'frame,
                                    Err(stop) => return stop,
                                }
                            }
                            frames.push(waiting);
                        }
                        self.current.place = Place::new(self.current.code(), pc as u32);
                        match self.yield_value(value, dst.0) {
                            Ok(()) => continue 'frame,
                            Err(stop) => return stop,
                        }
                    }
                    Op::AsyncSend { dst, generator, value, slow: _ } => {
                        let Some(index) = r!(generator).index_of(Kind::Generator) else { slow!(*op) };
                        let object = heap.generators.get_mut(index);
                        if object.state != GeneratorState::Suspended || !object.is_plain_async() {
                            slow!(*op)
                        }
                        if object.resume != 0 {
                            let sent = if value.0 == 0 { Value::NONE } else { r!(value) };
                            blocks.values[object.registers.start as usize + object.resume as usize] = sent;
                        }
                        object.state = GeneratorState::Running;
                        let resumed = object.frame(index, current.top());
                        frames.push(current.at(pc as u32).waiting(dst.0, Mode::AsyncSend));
                        *current = resumed;
                        if frames.len() as u32 + self.outer_depth > self.limits.recursion {
                            return self.too_deep();
                        }
                        continue 'frame;
                    }

                    Op::DeleteLocal { .. }
                    | Op::ClearLocal { .. }
                    | Op::DeleteGlobal { .. }
                    | Op::LoadName { .. }
                    | Op::LoadNameOrCell { .. }
                    | Op::StoreName { .. }
                    | Op::DeleteName { .. }
                    | Op::MakeCell { .. }
                    | Op::DeleteCell { .. }
                    | Op::ClearCell { .. }
                    | Op::StoreSpill { .. }
                    | Op::LoadSpill { .. }
                    | Op::Binary { .. }
                    | Op::Unary { .. }
                    | Op::Compare { .. }
                    | Op::Contains { .. }
                    | Op::GuardBuiltin { .. }
                    | Op::DeleteAttr { .. }
                    | Op::GetSuperMethod { .. }
                    | Op::CallSuper { .. }
                    | Op::DeleteItem { .. }
                    | Op::BuildSlice { .. }
                    | Op::CallKw { .. }
                    | Op::CallEx { .. }
                    | Op::MakeFunction { .. }
                    | Op::BuildClass { .. }
                    | Op::BuildSet { .. }
                    | Op::BuildDict { .. }
                    | Op::BuildString { .. }
                    | Op::ListExtend { .. }
                    | Op::ListToTuple { .. }
                    | Op::SetAdd { .. }
                    | Op::SetUpdate { .. }
                    | Op::DictSet { .. }
                    | Op::DictUpdate { .. }
                    | Op::DictMerge { .. }
                    | Op::FormatValue { .. }
                    | Op::Unpack { .. }
                    | Op::UnpackStar { .. }
                    | Op::GetIter { .. }
                    | Op::MakeIter { .. }
                    | Op::CloseIter { .. }
                    | Op::GetYieldFrom { .. }
                    | Op::GetAwaitable { .. }
                    | Op::Delegate { .. }
                    | Op::GetAsyncIter { .. }
                    | Op::GetAsyncNext { .. }
                    | Op::EndAsyncFor { .. }
                    | Op::Raise { .. }
                    | Op::RaiseFrom { .. }
                    | Op::Reraise { .. }
                    | Op::RaiseCurrent {}
                    | Op::JumpUnlessMatch { .. }
                    | Op::SplitGroup { .. }
                    | Op::MergeGroups { .. }
                    | Op::LoadExceptionInfo { .. }
                    | Op::EnterContext { .. }
                    | Op::MatchSequence { .. }
                    | Op::MatchMapping { .. }
                    | Op::Length { .. }
                    | Op::MatchKeys { .. }
                    | Op::MatchRest { .. }
                    | Op::MatchClass { .. }
                    | Op::Import { .. }
                    | Op::ImportFrom { .. }
                    | Op::ImportStar { .. } => slow!(*op),
                }
            }
        }
    }

    /// Gives the current frame what the generator that it waits for yielded.
    #[cold]
    #[inline(never)]
    fn take_yielded(&mut self, value: Value) {
        self.set_reg(self.current.dst(), value);
        if self.current.waits_in(Mode::ForGenerator) {
            self.enter_loop_body();
        }
    }

    /// RecursionError at a call whose frame was pushed already: the caller raises it.
    #[cold]
    #[inline(never)]
    pub(super) fn too_deep_call(&mut self) -> Stop {
        if let Some(caller) = self.frames.pop() {
            self.current = caller;
        }
        self.recursion_error("maximum recursion depth exceeded");
        Stop::Raised
    }

    /// RecursionError at a resumption or call that was made already.
    #[cold]
    #[inline(never)]
    pub(super) fn too_deep(&mut self) -> Stop {
        self.recursion_error("maximum recursion depth exceeded");
        Stop::Raised
    }
}

/// Enters a function whose arguments stand right: pushes the waiting frame and goes on at its first instruction.
macro_rules! enter {
    ($self:ident, $frame:ident, $waiting:ident, $owner:expr, $id:ident, $target:ident, $from:ident, $count:expr, $label:lifetime) => {{
        let (registers, locals, parameters) = ($target.registers, $target.locals, $target.parameters);
        let base = if $frame.base().is_block() {
            let top = $frame.top() as usize;
            if $self.stack.len() < top + WINDOW {
                $self.make_room(top);
            }
            $self.stack[top..top + $count].copy_from_slice(&$self.blocks.values[$from..$from + $count]);
            top
        } else {
            $from
        };
        $self.frames.push($waiting);
        $self.current = Frame::new($id, Base::stack(base as u32), base as u32 + registers, $owner);
        if locals > parameters {
            $self.clear_locals(base + 1 + parameters as usize, (locals - parameters) as usize);
        }
        $self.fuel -= 1;
        if ($self.fuel | $self.heap.budget as i64) < 0 {
            match $self.safepoint() {
                Ok(()) => {}
                Err(stop) => return stop,
            }
        }
        if $self.frames.len() as u32 + $self.outer_depth > $self.limits.recursion {
            return $self.too_deep_call();
        }
        continue $label;
    }};
}
use enter;

/// A number as a float, for `/`: small ints are exact.
#[inline(always)]
fn number(value: Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_int().map(|i| i as f64))
}

/// `x % y` for y > 0. A 32-bit division is several times faster than a 64-bit one.
#[inline(always)]
fn modulo(x: i64, y: i64) -> i64 {
    if (x | y) as u64 >> 32 == 0 { (x as u32 % y as u32) as i64 } else { x.rem_euclid(y) }
}

/// `x // y` for y > 0.
#[inline(always)]
fn floor_divide(x: i64, y: i64) -> i64 {
    if (x | y) as u64 >> 32 == 0 { (x as u32 / y as u32) as i64 } else { x.div_euclid(y) }
}

/// The item at an index as Python counts it.
#[inline(always)]
fn element(items: &[Value], index: i64) -> Option<Value> {
    let index = if index < 0 { index + items.len() as i64 } else { index };
    items.get(index as usize).copied()
}
