//! `warnings`: the module is Python; what it asks of frames and sources is here.

use hognose_runtime::module::ModuleDef;
use hognose_runtime::native::function;
use hognose_runtime::{Args, NativeDef, Res, Signature, Value, Vm};

/// The module `warnings`.
pub static MODULE: ModuleDef =
    ModuleDef { name: "warnings", functions: &[], init: None, source: Some(include_str!("python/warnings.py")) };

/// The module `_warnings`.
pub static NATIVE: ModuleDef = ModuleDef { name: "_warnings", functions: &[FUNCTIONS], init: None, source: None };

static FUNCTIONS: &[NativeDef] = &[
    function("_frame_place", frame_place, Signature::Range(2, 2)),
    function("_source_line", source_line, Signature::Range(2, 2)),
];

/// `_frame_place(level, prefixes)`: file, line and globals of a frame that the script sees, 1 being the innermost one;
/// files whose names begin with one of the prefixes do not count.
fn frame_place(vm: &mut Vm, args: Args) -> Res {
    let (level, prefixes) = (args.get(vm, 0), args.get(vm, 1));
    let level = vm.index(level)?;
    let prefixes = vm.heap.tuple(prefixes).map(|items| items.to_vec()).unwrap_or_default();
    let prefixes: Vec<String> =
        prefixes.iter().filter_map(|prefix| vm.heap.text(*prefix)).map(str::to_string).collect();
    let found = vm.shown_place(usize::try_from(level).unwrap_or(usize::MAX), &prefixes);
    let (file, line, globals) = match found {
        Some((file, line, globals)) => (file, line, globals),
        None => {
            let sys = vm.builtin_module("sys")?;
            let dict = vm.heap.module(sys).map_or(Value::NONE, |module| module.dict);
            ("<sys>".to_string(), 0, dict)
        }
    };
    let file = vm.heap.str(&file);
    Ok(vm.heap.tuple_of(&[file, Value::small(line as i64), globals]))
}

/// `_source_line(file, line)`: the text of a line of a file that was compiled; empty where there is none.
fn source_line(vm: &mut Vm, args: Args) -> Res {
    let (file, line) = (args.get(vm, 0), args.get(vm, 1));
    let line = vm.index(line)?;
    let file = vm.heap.text(file).unwrap_or("").to_string();
    let text = u32::try_from(line).ok().and_then(|line| vm.source_line(&file, line)).unwrap_or_default();
    Ok(vm.heap.str_from(text))
}
