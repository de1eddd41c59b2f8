//! `time`: the host's clocks.

use hognose_runtime::module::ModuleDef;
use hognose_runtime::native::function;
use hognose_runtime::types::classes;
use hognose_runtime::{Args, NativeDef, Res, Signature, Value, Vm};
use std::time::Duration;

/// The module `time`.
pub static MODULE: ModuleDef = ModuleDef { name: "time", functions: &[FUNCTIONS], init: None, source: None };

static FUNCTIONS: &[NativeDef] = &[
    function("monotonic", monotonic, Signature::None),
    function("monotonic_ns", monotonic_ns, Signature::None),
    function("perf_counter", monotonic, Signature::None),
    function("perf_counter_ns", monotonic_ns, Signature::None),
    function("process_time", process_time, Signature::None),
    function("process_time_ns", process_time_ns, Signature::None),
    function("sleep", sleep, Signature::One),
    function("time", time, Signature::None),
    function("time_ns", time_ns, Signature::None),
];

/// The longest sleep, as CPython's clock counts it.
const LONGEST: f64 = 9_223_372_036.0;

fn seconds(time: Duration) -> Value {
    Value::float(time.as_secs_f64())
}

fn nanoseconds(vm: &mut Vm, time: Duration) -> Value {
    vm.heap.integer(time.as_nanos().into())
}

fn wall_clock(vm: &mut Vm) -> Res<Duration> {
    match vm.host.clock.wall() {
        Some(time) => Ok(time),
        None => Err(vm.raise_text(classes::OS_ERROR, "this host gives scripts no clock")),
    }
}

fn time(vm: &mut Vm, _args: Args) -> Res {
    wall_clock(vm).map(seconds)
}

fn time_ns(vm: &mut Vm, _args: Args) -> Res {
    let time = wall_clock(vm)?;
    Ok(nanoseconds(vm, time))
}

fn monotonic(vm: &mut Vm, _args: Args) -> Res {
    Ok(seconds(vm.host.clock.monotonic()))
}

fn monotonic_ns(vm: &mut Vm, _args: Args) -> Res {
    let time = vm.host.clock.monotonic();
    Ok(nanoseconds(vm, time))
}

fn process_time(vm: &mut Vm, _args: Args) -> Res {
    Ok(seconds(vm.host.clock.process_time()))
}

fn process_time_ns(vm: &mut Vm, _args: Args) -> Res {
    let time = vm.host.clock.process_time();
    Ok(nanoseconds(vm, time))
}

fn sleep(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    let length = match value.is_float() {
        true => vm.real(value)?,
        false => {
            let whole = vm.index_value(value)?;
            // What has more bits than a word is too long, whatever its sign.
            vm.word(whole).map_or(f64::INFINITY, |whole| whole as f64)
        }
    };
    if length.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if length.abs() > LONGEST {
        let whole = "timestamp too large to convert to C PyTime_t";
        let text = if value.is_float() { "timestamp out of range for platform time_t" } else { whole };
        return Err(vm.overflow_error(text));
    }
    if length < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    vm.sleep(Duration::from_secs_f64(length))
}
