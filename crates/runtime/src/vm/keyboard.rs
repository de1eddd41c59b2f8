//! Ctrl-C as scripts know it: KeyboardInterrupt between two instructions, or the cancellation of what `asyncio.run` runs.

use super::{Step, Vm};
use crate::native::{Raised, Res};
use crate::types::classes;
use crate::value::Value;

/// So often a built-in that does not wait comes here before it is ended in its middle. In CPython none ever is.
const PATIENCE: u32 = 1_000;

/// What Ctrl-C has done so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keyboard {
    /// The task of `asyncio.run`, which the first Ctrl-C cancels.
    main: Option<Value>,
    /// How often it was pressed while that ran.
    presses: u32,
    /// How often the built-in that runs has been asked since.
    asked: u32,
}

impl Vm {
    /// Ctrl-C cancels this task the first time, until another is named or None.
    pub fn watch_keyboard(&mut self, task: Option<Value>) {
        self.keyboard = Keyboard { main: task, presses: 0, asked: 0 };
    }

    /// How often it was pressed since then.
    pub fn keyboard_presses(&self) -> u32 {
        self.keyboard.presses
    }

    /// The task that is watched, for the collector.
    pub(super) fn watched_by_keyboard(&self) -> Value {
        self.keyboard.main.unwrap_or(Value::NONE)
    }

    /// Notices Ctrl-C. `Err`: the exception that it raises.
    pub(crate) fn poll_keyboard(&mut self) -> Result<(), Value> {
        if !self.host.interrupt.take_keyboard() {
            return Ok(());
        }
        self.keyboard.asked = 0;
        if let Some(task) = self.keyboard.main {
            self.keyboard.presses += 1;
            if self.keyboard.presses == 1 && !self.is_done(task) {
                if self.cancel_future(task, Value::NONE).is_err() {
                    self.take_raised();
                }
                return Ok(());
            }
        }
        Err(self.new_exception(classes::KEYBOARD_INTERRUPT, &[]))
    }

    /// The same at a safepoint: the exception comes from the instruction that would be next.
    pub(super) fn poll_keyboard_before_next(&mut self) -> Step {
        match self.poll_keyboard() {
            Ok(()) => Ok(()),
            Err(exception) => {
                self.current.set_pc(self.current.pc() + 1);
                Err(self.raise(exception).into())
            }
        }
    }

    /// The same in a built-in that has waited.
    pub fn poll_waited(&mut self) -> Res<()> {
        self.poll_inside()?;
        self.raise_keyboard()
    }

    /// The same in one that is at work: it is let finish, unless it takes long.
    pub(super) fn poll_keyboard_inside(&mut self) -> Res<()> {
        if !self.host.interrupt.is_keyboard() {
            return Ok(());
        }
        self.keyboard.asked += 1;
        if self.keyboard.asked < PATIENCE { Ok(()) } else { self.raise_keyboard() }
    }

    fn raise_keyboard(&mut self) -> Result<(), Raised> {
        self.poll_keyboard().map_err(|exception| self.raise(exception))
    }

    /// What a built-in raises whose wait was interrupted.
    #[cold]
    pub(super) fn interrupted(&mut self) -> Raised {
        if self.host.interrupt.is_end() {
            return self.end(super::Ending::Interrupted);
        }
        self.host.interrupt.take_keyboard();
        let exception = self.new_exception(classes::KEYBOARD_INTERRUPT, &[]);
        self.raise(exception)
    }
}
