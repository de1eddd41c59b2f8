//! Running a script with the process's own streams, and the exit status that CPython would give.

use crate::show::{Show, say};
use crate::trace;
use hognose::{
    Capabilities, Clock, Engine, Error, FileLoader, Limits, Program, Result, StandardInput, StandardOutput, Step,
    SystemClock, SystemFiles, VirtualClock, Vm,
};
use signal_hook::consts::{SIGINT, SIGQUIT};
use signal_hook::{flag, low_level};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The status of a process that Ctrl-C ended, as shells give it.
const INTERRUPTED: u8 = 130;
/// The status of a process that wrote into a closed pipe.
const BROKEN_PIPE: u8 = 141;

/// How long a wait goes on before the command looks for what its user wants to know.
const GLANCE: Duration = Duration::from_millis(100);

/// How a script ended.
enum End {
    Status(u8),
    /// By a KeyboardInterrupt: the process ends by the signal, so that whoever started it ends too.
    Interrupted,
}

impl End {
    fn exit(self) -> ExitCode {
        match self {
            End::Status(status) => ExitCode::from(status),
            End::Interrupted => {
                // Where that fails the status says it.
                let _ = low_level::emulate_default_handler(SIGINT);
                ExitCode::from(INTERRUPTED)
            }
        }
    }
}

/// What a script gets, and how its end is shown.
#[derive(Clone, Copy)]
pub struct World {
    pub sandbox: bool,
    pub virtual_time: bool,
    pub trace_tasks: bool,
    pub show: Show,
}

/// Runs a file.
pub fn file(file: &str, args: &[String], world: World) -> ExitCode {
    match std::fs::read(file) {
        Ok(code) => source(&absolute(file), file, &code, args, world),
        Err(error) => {
            say(format_args!("hognose: can't open file '{file}': {error}"));
            ExitCode::from(2)
        }
    }
}

/// A script's path as CPython shows it: behind the working directory, otherwise as it was given.
fn absolute(file: &str) -> String {
    let path = Path::new(file);
    match std::env::current_dir() {
        Ok(folder) if path.is_relative() => folder.join(path).to_string_lossy().into_owned(),
        _ => file.to_string(),
    }
}

/// Runs source text under a name; `argument` is `sys.argv[0]`.
pub fn source(name: &str, argument: &str, code: &[u8], args: &[String], world: World) -> ExitCode {
    let (interrupt, quit) = watch_signals();
    let folder = Path::new(name).parent().unwrap_or(Path::new("")).to_path_buf();
    let capabilities = if world.sandbox {
        Capabilities::none().output(StandardOutput::new()).input(StandardInput::default())
    } else {
        let modules = FileLoader::new(SystemFiles::new()).in_folder(folder.to_string_lossy());
        Capabilities::system().modules(modules)
    };
    let capabilities = match (world.virtual_time, SystemClock::new().wall()) {
        (true, Some(date)) => capabilities.clock(VirtualClock::starting_at(date)),
        (true, None) => capabilities.clock(VirtualClock::new()),
        (false, _) => capabilities,
    };
    let prepared = prepare(name, code, capabilities).and_then(|(mut vm, program)| {
        vm.set_keyboard_interrupt(interrupt);
        vm.set_args(std::iter::once(argument).chain(args.iter().map(String::as_str)))?;
        if world.trace_tasks {
            trace::tasks(&mut vm);
        }
        Ok((vm, program))
    });
    let (mut vm, program) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return end(&error, world.show).exit(),
    };
    world.show.warnings(program.warnings());
    let done = drive(&mut vm, &program, &quit, world).map_err(|error| {
        // What the script printed stands before what is said about its end.
        vm.flush();
        end(&error, world.show)
    });
    match (done, vm.close()) {
        (Err(end), _) => end.exit(),
        (Ok(()), Err(error)) => end(&error, world.show).exit(),
        (Ok(()), Ok(())) => ExitCode::SUCCESS,
    }
}

/// Flags that Ctrl-C and Ctrl-\ set. A second Ctrl-C while the first one has not been noticed ends the process at once.
fn watch_signals() -> (Arc<AtomicBool>, Arc<AtomicBool>) {
    let (interrupt, quit): (Arc<AtomicBool>, Arc<AtomicBool>) = Default::default();
    let signals = [
        flag::register_conditional_shutdown(SIGINT, i32::from(INTERRUPTED), interrupt.clone()),
        flag::register(SIGINT, interrupt.clone()),
        flag::register(SIGQUIT, quit.clone()),
    ];
    if let Some(error) = signals.into_iter().find_map(std::result::Result::err) {
        say(format_args!("hognose: cannot watch for signals: {error}"));
    }
    (interrupt, quit)
}

fn prepare(name: &str, code: &[u8], capabilities: Capabilities) -> Result<(Vm, Program)> {
    let engine = Engine::builder().build()?;
    let program = engine.compile_bytes(name, code)?;
    Ok((engine.vm_with(Limits::default(), capabilities)?, program))
}

/// Runs a program to its end; on Ctrl-\ it says what the tasks are doing.
fn drive(vm: &mut Vm, program: &Program, quit: &AtomicBool, world: World) -> Result<()> {
    let glance = if world.sandbox || world.virtual_time { Duration::MAX } else { GLANCE };
    vm.start(program)?;
    loop {
        if quit.swap(false, Ordering::Relaxed) {
            let tasks = vm.tasks();
            say(format_args!("Unfinished tasks: {}\n{}", tasks.len(), tasks.to_string().trim_end()));
        }
        match vm.step()? {
            Step::Done => return Ok(()),
            Step::Ready => {}
            Step::Waiting { next_timer: Some(left), .. } => vm.wait(left.min(glance)),
            Step::Waiting { next_timer: None, .. } => return Err(vm.deadlock()),
        }
    }
}

/// Prints what ended a script.
fn end(error: &Error, show: Show) -> End {
    if let Some(exit) = error.exit() {
        if let Some(message) = &exit.message {
            say(message);
        }
        return End::Status(exit.code as u8);
    }
    if error.type_name() == "BrokenPipeError" {
        return End::Status(BROKEN_PIPE);
    }
    show.error(error);
    if error.type_name() == "KeyboardInterrupt" { End::Interrupted } else { End::Status(1) }
}
