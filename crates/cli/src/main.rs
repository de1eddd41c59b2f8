//! The `hognose` command: arguments in, exit status out. What it does with scripts is in the other files.

#![forbid(unsafe_code)]

mod arguments;
mod check;
mod run;
mod sandbox;
mod show;
mod test;

use arguments::{Action, Arguments};
use clap::Parser;
use std::io::{IsTerminal, Read};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (show, sandbox) = (show::Show::new(arguments.plain), arguments.sandbox);
    match arguments.action() {
        Action::Code { code, args } => run::source("<string>", "-c", code.as_bytes(), &args, sandbox, show),
        Action::Stdin { args } => from_stdin(&args, sandbox, show),
        Action::File { file, args } => run::file(&file, &args, sandbox, show),
        Action::Check { files } => check::check(&files, show),
        Action::Disassemble { file } => check::disassemble(&file, show),
        Action::Test(options) => test::run(&options),
    }
}

fn from_stdin(args: &[String], sandbox: bool, show: show::Show) -> ExitCode {
    if std::io::stdin().is_terminal() {
        eprintln!("hognose: no script: name a file, or see hognose --help");
        return ExitCode::from(2);
    }
    let mut source = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut source) {
        Ok(_) => run::source("<stdin>", "-", &source, args, sandbox, show),
        Err(error) => {
            eprintln!("hognose: cannot read standard input: {error}");
            ExitCode::from(2)
        }
    }
}
