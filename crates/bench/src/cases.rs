//! What is measured: each case is one thing that a host does, done by each contender that can.

use crate::{in_hognose, in_lua, in_rhai};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Does the thing so many times and says how long that took.
pub type Run = Box<dyn FnMut(u64) -> Duration>;

/// One who does it.
pub struct Contender {
    pub name: &'static str,
    pub run: Run,
}

/// One thing that a host does.
pub struct Case {
    pub name: &'static str,
    /// How much of Lua's time Hognose may take, where that is promised.
    pub promised: Option<f64>,
    /// How many of the things that are counted one run does.
    pub inner: u32,
    /// Hognose first.
    pub contenders: Vec<Contender>,
}

/// Times something that leaves nothing to be cleaned up.
pub(crate) fn timed<R>(mut work: impl FnMut() -> R + 'static) -> Run {
    Box::new(move |times| {
        let begin = Instant::now();
        for _ in 0..times {
            black_box(work());
        }
        begin.elapsed()
    })
}

/// Times the making of something and not its end.
pub(crate) fn timed_making<R>(mut make: impl FnMut() -> R + 'static) -> Run {
    const KEPT: u64 = 64;
    Box::new(move |times| {
        let mut left = times;
        let mut elapsed = Duration::ZERO;
        let mut made = Vec::with_capacity(KEPT as usize);
        while left > 0 {
            let count = left.min(KEPT);
            left -= count;
            let begin = Instant::now();
            made.extend((0..count).map(|_| make()));
            elapsed += begin.elapsed();
            made.clear();
        }
        elapsed
    })
}

/// Calls that one run of a script's loop makes.
pub(crate) const LOOP: u32 = 1000;

/// Ints of a list that crosses the border.
pub(crate) const INTS: i64 = 1000;

/// Entries of a map that does.
pub(crate) const ENTRIES: i64 = 100;

/// Everything.
pub fn cases() -> Vec<Case> {
    let case = |name, promised, inner, hognose, lua, rhai: Option<Run>| {
        let mut contenders = vec![Contender { name: "hognose", run: hognose }, Contender { name: "mlua", run: lua }];
        contenders.extend(rhai.map(|run| Contender { name: "rhai", run }));
        Case { name, promised, inner, contenders }
    };
    vec![
        case("new vm", Some(0.2), 1, in_hognose::new_vm(), in_lua::new_vm(), Some(in_rhai::new_vm())),
        case(
            "new vm and its end",
            Some(0.2),
            1,
            in_hognose::new_vm_and_end(),
            in_lua::new_vm_and_end(),
            Some(in_rhai::new_vm_and_end()),
        ),
        case(
            "new vm that runs a program of three functions",
            None,
            1,
            in_hognose::new_vm_with_program(),
            in_lua::new_vm_with_program(),
            Some(in_rhai::new_vm_with_program()),
        ),
        case(
            "new vm with that program, from a template",
            None,
            1,
            in_hognose::vm_of_template(),
            in_lua::new_vm_with_program(),
            Some(in_rhai::new_vm_with_program()),
        ),
        case(
            "new vm with a table of 1,000, from a template",
            None,
            1,
            in_hognose::vm_of_template_with_table(),
            in_lua::new_vm_with_table(),
            None,
        ),
        case("host calls script function", Some(0.8), 1, in_hognose::call(), in_lua::call(), Some(in_rhai::call())),
        case(
            "script calls host function",
            Some(0.8),
            LOOP,
            in_hognose::host_function(),
            in_lua::host_function(),
            Some(in_rhai::host_function()),
        ),
        case(
            "script calls #[hognose::function]",
            Some(0.8),
            LOOP,
            in_hognose::attribute_function(),
            in_lua::host_function(),
            None,
        ),
        case(
            "script calls host function with a str",
            None,
            LOOP,
            in_hognose::text_function(),
            in_lua::text_function(),
            Some(in_rhai::text_function()),
        ),
        case(
            "call of a task (remote.call, call_async)",
            None,
            1,
            in_hognose::remote_call(),
            in_lua::call_async(),
            None,
        ),
        case("1,000 ints to the script", None, 1, in_hognose::ints_in(), in_lua::ints_in(), Some(in_rhai::ints_in())),
        case(
            "1,000 ints from the script",
            None,
            1,
            in_hognose::ints_out(),
            in_lua::ints_out(),
            Some(in_rhai::ints_out()),
        ),
        case("map of 100 to the script", None, 1, in_hognose::map_in(), in_lua::map_in(), Some(in_rhai::map_in())),
        case("map of 100 from the script", None, 1, in_hognose::map_out(), in_lua::map_out(), Some(in_rhai::map_out())),
    ]
}
