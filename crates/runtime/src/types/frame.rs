//! Frame objects: what `gi_frame`, `cr_frame`, `ag_frame`, `tb_frame` and `f_back` give. That of a generator shows where
//! the generator stands now; any other is what its frame was when it was asked for.

use crate::native::{Args, NativeDef, Res, Signature, getter, method};
use crate::object::generator::GeneratorState;
use crate::object::other::{FrameObject, OtherObject};
use crate::value::Value;
use crate::vm::{Frame, Vm};
use hognose_bytecode::{Op, Visibility};

pub static MEMBERS: &[NativeDef] = &[
    getter("f_back", f_back),
    getter("f_builtins", f_builtins),
    getter("f_code", f_code),
    getter("f_globals", f_globals),
    getter("f_lasti", f_lasti),
    getter("f_lineno", f_lineno),
    getter("f_locals", f_locals),
    getter("f_trace", f_trace),
    method("clear", clear, Signature::None),
];

/// Where a frame stands: its code, and the instruction that it is at.
#[derive(Clone, Copy)]
struct Position {
    code: crate::object::function::CodeId,
    pc: u32,
}

impl Vm {
    /// The frame object of a generator; None once it is closed.
    pub fn generator_frame_object(&mut self, generator: Value) -> Value {
        let Some(object) = self.heap.generator(generator) else { return Value::NONE };
        if object.state == GeneratorState::Closed {
            return Value::NONE;
        }
        let known = object.rare().map_or(Value::UNBOUND, |rare| rare.frame);
        if !known.is_unbound() {
            return known;
        }
        let frame = self.heap.new_other(OtherObject::Frame(Box::new(FrameObject::Generator(generator))));
        if let Some(object) = self.heap.generator_mut(generator) {
            object.rare_mut().frame = frame;
        }
        frame
    }

    /// A generator ends whose frame somebody holds: it keeps its variables.
    #[cold]
    pub(crate) fn freeze_frame(&mut self, object: Value, frame: Frame) {
        let locals = self.locals_of(frame).unwrap_or(Value::UNBOUND);
        let (code, pc) = (frame.code(), frame.pc().saturating_sub(1));
        if let Some(OtherObject::Frame(object)) = self.heap.other_mut(object) {
            **object = FrameObject::Snapshot { code, pc, locals, back: Value::NONE };
        }
    }

    /// A frame object that keeps what is known of a frame now.
    pub fn frame_snapshot(
        &mut self,
        code: crate::object::function::CodeId,
        pc: u32,
        locals: Value,
        back: Value,
    ) -> Value {
        self.heap.new_other(OtherObject::Frame(Box::new(FrameObject::Snapshot { code, pc, locals, back })))
    }

    /// The frame of a generator that is not closed, wherever it is kept.
    fn frame_of_generator(&mut self, generator: Value) -> Option<Frame> {
        let object = self.heap.generator(generator)?;
        let own = |frame: &&Frame| frame.owner().generator() == Some(generator);
        match object.state {
            GeneratorState::Closed => None,
            GeneratorState::Fresh => Some(object.frame(generator.index(), 0)),
            GeneratorState::Suspended => {
                let chained = object.chain().iter().find(own);
                Some(chained.copied().unwrap_or_else(|| object.frame(generator.index(), 0)))
            }
            GeneratorState::Chained | GeneratorState::Running => {
                if let Some(root) = self.find_chain(generator) {
                    return self.heap.generator(root)?.chain().iter().find(own).copied();
                }
                self.live_frames().find(|frame| frame.owner().generator() == Some(generator))
            }
        }
    }

    fn position_of(&mut self, frame: Value) -> Option<Position> {
        match self.heap.other(frame)? {
            OtherObject::Frame(object) => match **object {
                FrameObject::Snapshot { code, pc, .. } => Some(Position { code, pc }),
                FrameObject::Generator(generator) => match self.frame_of_generator(generator) {
                    Some(frame) => {
                        let fresh = self.heap.generator(generator)?.state == GeneratorState::Fresh;
                        let ops = &self.linked.get(frame.code().0 as usize)?.code.ops;
                        let delegates = matches!(ops.get(frame.pc() as usize), Some(Op::Delegate { .. }));
                        let pc = match (fresh, delegates) {
                            (true, _) => u32::MAX,
                            (false, true) => frame.pc(),
                            (false, false) => frame.pc().saturating_sub(1),
                        };
                        Some(Position { code: frame.code(), pc })
                    }
                    None => {
                        let place = self.heap.generator(generator)?.place;
                        Some(Position { code: place.code(), pc: place.pc() })
                    }
                },
            },
            _ => None,
        }
    }

    /// The line that a frame is at.
    pub fn frame_line(&mut self, frame: Value) -> u32 {
        let Some(Position { code, pc }) = self.position_of(frame) else { return 0 };
        let Some(code) = self.linked.get(code.0 as usize).map(|linked| &linked.code) else { return 0 };
        let span = if pc == u32::MAX { code.span } else { code.span_at(pc) };
        code.file.line_column(span.start).line
    }

    /// The text of that line, without the space around it.
    pub fn frame_source(&mut self, frame: Value) -> String {
        let line = self.frame_line(frame);
        let code = self.position_of(frame).and_then(|position| self.linked.get(position.code.0 as usize));
        code.map_or(String::new(), |linked| linked.code.file.line_text(line).trim().to_string())
    }

    /// `<frame at 0x..., file 'x.py', line 3, code f>`
    pub fn frame_repr(&mut self, frame: Value, place: &str) -> String {
        let line = self.frame_line(frame);
        let code = self.position_of(frame).and_then(|position| self.linked.get(position.code.0 as usize));
        let (file, name) = code.map_or(("", ""), |linked| (linked.code.file.name(), &*linked.code.name));
        format!("<frame at {place}, file '{file}', line {line}, code {name}>")
    }

    /// The frames that run or wait for a result, innermost first.
    pub(crate) fn live_frames(&self) -> impl Iterator<Item = Frame> + use<'_> {
        let lists = self.outer.iter().rev().map(|outer| outer.frames.as_slice());
        let frames = std::iter::once(self.frames.as_slice()).chain(lists).flat_map(|list| list.iter().rev());
        std::iter::once(&self.current).chain(frames).copied()
    }

    /// How many frames run or wait that a script sees.
    pub(crate) fn shown_depth(&self) -> u32 {
        let shown = |frame: &Frame| {
            let linked = self.linked.get(frame.code().0 as usize);
            linked.is_some_and(|linked| linked.code.visibility == Visibility::Shown)
        };
        // The frame below the main module waits at no instruction.
        self.live_frames().filter(|frame| frame.pc() > 0 && shown(frame)).count() as u32
    }

    /// The frame objects below the innermost running frame of which this holds, as far as a script sees them.
    pub(super) fn frames_below(&mut self, is_meant: impl Fn(&Frame) -> bool) -> Value {
        let shown = |vm: &Vm, frame: &Frame| {
            vm.linked.get(frame.code().0 as usize).is_some_and(|linked| linked.code.visibility == Visibility::Shown)
        };
        let mut below: Vec<Frame> = Vec::new();
        let mut found = false;
        for frame in self.live_frames() {
            // The frame below the main module waits at no instruction.
            if found && frame.pc() > 0 && shown(self, &frame) {
                below.push(frame);
            }
            found |= is_meant(&frame);
        }
        let mut back = Value::NONE;
        for frame in below.into_iter().rev() {
            back = match frame.owner().generator() {
                Some(generator) => self.generator_frame_object(generator),
                None => {
                    let locals = self.locals_of(frame).unwrap_or(Value::UNBOUND);
                    self.frame_snapshot(frame.code(), frame.pc().saturating_sub(1), locals, back)
                }
            };
        }
        back
    }
}

fn f_back(vm: &mut Vm, args: Args) -> Res {
    match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::Frame(object)) => match **object {
            FrameObject::Snapshot { back, .. } => {
                let below = super::traceback::frame_below(vm, back);
                // It is the same object the next time.
                if let Some(OtherObject::Frame(object)) = vm.heap.other_mut(args.get(vm, 0))
                    && let FrameObject::Snapshot { back, .. } = &mut **object
                {
                    *back = below;
                }
                Ok(below)
            }
            FrameObject::Generator(generator) => {
                let running = vm.is_running(generator);
                Ok(if running {
                    vm.frames_below(|frame| frame.owner().generator() == Some(generator))
                } else {
                    Value::NONE
                })
            }
        },
        _ => Ok(Value::NONE),
    }
}

fn f_code(vm: &mut Vm, args: Args) -> Res {
    match vm.position_of(args.get(vm, 0)) {
        Some(position) => Ok(vm.code_object(position.code)),
        None => Ok(Value::NONE),
    }
}

fn f_globals(vm: &mut Vm, args: Args) -> Res {
    let position = vm.position_of(args.get(vm, 0));
    let linked = position.and_then(|position| vm.linked.get(position.code.0 as usize));
    Ok(linked.map_or(Value::NONE, |linked| linked.globals))
}

fn f_builtins(vm: &mut Vm, _: Args) -> Res {
    Ok(vm.builtins_dict)
}

fn f_lasti(vm: &mut Vm, args: Args) -> Res {
    let pc = vm.position_of(args.get(vm, 0)).map_or(0, |position| position.pc);
    Ok(Value::small(pc as i32 as i64))
}

fn f_lineno(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::small(vm.frame_line(args.get(vm, 0)) as i64))
}

/// A dict of the variables as they are now.
fn f_locals(vm: &mut Vm, args: Args) -> Res {
    let known = match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::Frame(object)) => match **object {
            FrameObject::Snapshot { locals, .. } => locals,
            FrameObject::Generator(generator) => match vm.frame_of_generator(generator) {
                Some(frame) => vm.locals_of(frame).unwrap_or(Value::UNBOUND),
                None => vm.heap.new_dict(Default::default()),
            },
        },
        _ => Value::UNBOUND,
    };
    match known.is_unbound() {
        true => Err(vm.attribute_error("the variables of a frame that has ended are not kept")),
        false => Ok(known),
    }
}

fn f_trace(_: &mut Vm, _: Args) -> Res {
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: Args) -> Res {
    let generator = match vm.heap.other(args.get(vm, 0)) {
        Some(OtherObject::Frame(object)) => match **object {
            FrameObject::Generator(generator) => generator,
            FrameObject::Snapshot { .. } => return Ok(Value::NONE),
        },
        _ => return Ok(Value::NONE),
    };
    match vm.generator_activity(generator) {
        Some(GeneratorState::Fresh) => {
            vm.close_fresh(generator);
            Ok(Value::NONE)
        }
        Some(GeneratorState::Suspended | GeneratorState::Chained) => {
            Err(vm.runtime_error("cannot clear a suspended frame"))
        }
        Some(GeneratorState::Running) => Err(vm.runtime_error("cannot clear an executing frame")),
        Some(GeneratorState::Closed) | None => Ok(Value::NONE),
    }
}
