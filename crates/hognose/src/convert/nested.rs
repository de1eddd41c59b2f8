//! How far a conversion goes: each level stands on the Rust stack, and what comes of a small value that is reachable on many
//! ways can be large.

use crate::border::Border;
use crate::context::Context;
use crate::error::{Error, Result};
use hognose_runtime::Raised;
use hognose_runtime::vm::Ending;

/// How deep values may be nested.
const DEPTH: u32 = 200;

/// Bytes that a converted item takes at least.
const ITEM: usize = 16;

/// The conversion that a machine is in the middle of.
#[derive(Default)]
pub(crate) struct Conversion {
    depth: u32,
    /// Bytes that it has made, about.
    bytes: usize,
}

/// A level, left when it is dropped: by a panic, too.
struct Level<'a, 'v>(&'a mut Context<'v>);

impl Drop for Level<'_, '_> {
    fn drop(&mut self) {
        Border::of(self.0.vm).conversion.depth -= 1;
    }
}

/// Converts the items that a value holds. A value that holds itself or is nested too deeply is an error before the stack
/// ends. The items cost fuel and count as copied.
pub(super) fn descend<'v, T>(
    cx: &mut Context<'v>,
    items: usize,
    part: impl FnOnce(&mut Context<'v>) -> Result<T>,
) -> Result<T> {
    let conversion = &mut Border::of(cx.vm).conversion;
    match conversion.depth {
        DEPTH.. => return Err(Error::misfit("RecursionError", "the value is nested too deeply")),
        0 => conversion.bytes = 0,
        _ => {}
    }
    conversion.depth += 1;
    let level = Level(cx);
    copied(level.0, items.saturating_mul(ITEM))?;
    level.0.charge(items as u64)?;
    part(level.0)
}

/// Counts bytes that are copied out of the machine: one conversion makes at most as many as the machine may hold.
pub(super) fn copied(cx: &mut Context<'_>, bytes: usize) -> Result<()> {
    let conversion = &mut Border::of(cx.vm).conversion;
    if conversion.depth == 0 {
        // A single value is no larger than the machine.
        return Ok(());
    }
    conversion.bytes = conversion.bytes.saturating_add(bytes);
    bounded(cx, 0)
}

/// Ends the machine where the conversion that it is in would come to more than it may hold with so many further items. It is
/// asked before there is a list of them.
pub(super) fn bounded(cx: &mut Context<'_>, items: usize) -> Result<()> {
    let conversion = &Border::of(cx.vm).conversion;
    let made = if conversion.depth == 0 { 0 } else { conversion.bytes };
    let made = made.saturating_add(items.saturating_mul(ITEM));
    match cx.vm.limits.memory {
        Some(limit) if made > limit => {
            let Raised = cx.vm.end(Ending::Memory);
            Err(cx.raised())
        }
        _ => Ok(()),
    }
}

/// Ends the machine unless it may hold so many bytes more.
pub(super) fn reserve(cx: &mut Context<'_>, bytes: usize) -> Result<()> {
    cx.vm.reserve_memory(bytes).map_err(|Raised| cx.raised())
}
