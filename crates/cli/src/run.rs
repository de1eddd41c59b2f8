//! Running a script with the process's own streams, and the exit status that CPython would give.

use crate::sandbox::Sandbox;
use crate::show::Show;
use hognose::{Engine, Error, ErrorKind, Host, Limits, Program, Result, SystemHost, Vm};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The status of a process that Ctrl-C ended.
const INTERRUPTED: u8 = 130;
/// The status of a process that wrote into a closed pipe.
const BROKEN_PIPE: u8 = 141;

/// Runs a file.
pub fn file(file: &str, args: &[String], sandbox: bool, show: Show) -> ExitCode {
    match std::fs::read(file) {
        Ok(code) => source(file, file, &code, args, sandbox, show),
        Err(error) => {
            eprintln!("hognose: can't open file '{file}': {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs source text under a name; `argument` is `sys.argv[0]`.
pub fn source(name: &str, argument: &str, code: &[u8], args: &[String], sandbox: bool, show: Show) -> ExitCode {
    let interrupt: Arc<AtomicBool> = Arc::default();
    // A second Ctrl-C while the first one has not been noticed ends the process.
    let signals = [
        signal_hook::flag::register_conditional_shutdown(
            signal_hook::consts::SIGINT,
            i32::from(INTERRUPTED),
            interrupt.clone(),
        ),
        signal_hook::flag::register(signal_hook::consts::SIGINT, interrupt.clone()),
    ];
    if let Some(error) = signals.into_iter().find_map(std::result::Result::err) {
        eprintln!("hognose: cannot watch for Ctrl-C: {error}");
    }
    let folder = Path::new(name).parent().unwrap_or(Path::new("")).to_path_buf();
    let system = SystemHost::new(folder, interrupt.clone());
    let host: Box<dyn Host> = if sandbox { Box::new(Sandbox::new(system)) } else { Box::new(system) };
    let prepared = prepare(name, code, host).and_then(|(mut vm, program)| {
        vm.set_interrupt(interrupt);
        vm.set_args(std::iter::once(argument).chain(args.iter().map(String::as_str)))?;
        Ok((vm, program))
    });
    let (mut vm, program) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return ExitCode::from(status(&error, show)),
    };
    show.warnings(program.warnings());
    let done = hognose::block_on(vm.run(&program)).map_err(|error| {
        // What the script printed stands before what is said about its end.
        vm.flush();
        status(&error, show)
    });
    match (done, vm.close()) {
        (Err(status), _) => ExitCode::from(status),
        (Ok(()), Err(error)) => ExitCode::from(status(&error, show)),
        (Ok(()), Ok(())) => ExitCode::SUCCESS,
    }
}

fn prepare(name: &str, code: &[u8], host: Box<dyn Host>) -> Result<(Vm, Program)> {
    let engine = Engine::builder().build()?;
    let program = engine.compile_bytes(name, code)?;
    Ok((engine.vm_with_host(Limits::default(), host)?, program))
}

/// Prints what ended a script and returns the exit status for it.
fn status(error: &Error, show: Show) -> u8 {
    if let Some(exit) = error.exit() {
        if let Some(message) = &exit.message {
            eprintln!("{message}");
        }
        return exit.code as u8;
    }
    if error.type_name() == "BrokenPipeError" {
        return BROKEN_PIPE;
    }
    if error.kind() == ErrorKind::Limit {
        eprintln!("KeyboardInterrupt");
        return INTERRUPTED;
    }
    show.error(error);
    if error.type_name() == "KeyboardInterrupt" { INTERRUPTED } else { 1 }
}
