//! The `hognose` command: arguments in, exit status out. What it does with scripts is in the other files.

#![forbid(unsafe_code)]
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod check;
mod run;
mod show;
mod stubs;
mod test;
mod trace;

use arguments::{Action, Arguments};
use clap::Parser;
use show::say;
use std::io::{IsTerminal, Read};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let show = show::Show::new(arguments.plain);
    let world = run::World {
        sandbox: arguments.sandbox,
        virtual_time: arguments.virtual_time,
        trace_tasks: arguments.trace_tasks,
        show,
    };
    match arguments.action() {
        Action::Code { code, args } => run::source("<string>", "-c", code.as_bytes(), &args, world),
        Action::Stdin { args } => from_stdin(&args, world),
        Action::File { file, args } => run::file(&file, &args, world),
        Action::Check { files } => check::check(&files, show),
        Action::Disassemble { file } => check::disassemble(&file, show),
        Action::Test(options) => test::run(&options),
        Action::Stubs { folder } => stubs::write(&folder),
    }
}

fn from_stdin(args: &[String], world: run::World) -> ExitCode {
    if std::io::stdin().is_terminal() {
        say("hognose: no script: name a file, or see hognose --help");
        return ExitCode::from(2);
    }
    let mut source = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut source) {
        Ok(_) => run::source("<stdin>", "-", &source, args, world),
        Err(error) => {
            say(format_args!("hognose: cannot read standard input: {error}"));
            ExitCode::from(2)
        }
    }
}
