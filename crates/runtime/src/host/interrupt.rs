//! Interrupts: how a running script is stopped from outside, and what of that a script can see.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Stops a running script from another thread or from a signal handler. Whoever waits in a script's place looks at the flag.
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    flag: Arc<AtomicBool>,
    /// The flag was set to end the script, whatever it means otherwise.
    ends: Arc<AtomicBool>,
    /// The flag by itself is Ctrl-C: an exception that scripts can catch.
    is_keyboard: bool,
}

impl Interrupt {
    /// A flag that ends the script.
    pub fn ending(flag: Arc<AtomicBool>) -> Interrupt {
        Interrupt { flag, ..Interrupt::default() }
    }

    /// A flag that raises KeyboardInterrupt.
    pub fn raising(flag: Arc<AtomicBool>) -> Interrupt {
        Interrupt { flag, is_keyboard: true, ..Interrupt::default() }
    }

    /// Ends the script.
    pub fn end(&self) {
        self.ends.store(true, Ordering::Relaxed);
        self.flag.store(true, Ordering::Release);
    }

    /// Set by whoever interrupts.
    pub fn flag(&self) -> &Arc<AtomicBool> {
        &self.flag
    }

    /// It has been noticed.
    pub fn clear(&self) {
        self.flag.store(false, Ordering::Relaxed);
        self.ends.store(false, Ordering::Relaxed);
    }

    /// Whether the flag by itself raises KeyboardInterrupt.
    pub fn is_raising(&self) -> bool {
        self.is_keyboard
    }

    /// Whether the script is to end.
    #[inline]
    pub fn is_end(&self) -> bool {
        self.flag.load(Ordering::Acquire) && (!self.is_keyboard || self.ends.load(Ordering::Relaxed))
    }

    /// Whether somebody has pressed Ctrl-C.
    #[inline]
    pub fn is_keyboard(&self) -> bool {
        self.is_keyboard && self.flag.load(Ordering::Relaxed)
    }

    /// The same, and that has been noticed.
    pub fn take_keyboard(&self) -> bool {
        if !self.is_keyboard || !self.flag.swap(false, Ordering::AcqRel) {
            return false;
        }
        // Somebody ends the script meanwhile: that is no Ctrl-C, and must not be lost.
        let ends = self.ends.load(Ordering::Relaxed);
        if ends {
            self.flag.store(true, Ordering::Release);
        }
        !ends
    }
}
