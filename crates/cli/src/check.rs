//! `hognose check` and `hognose dis`: what can be said of scripts without running them.

use crate::show::{Show, say};
use hognose::{Engine, Program};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Says what is wrong with each file.
pub fn check(files: &[PathBuf], show: Show) -> ExitCode {
    let mut status = 0;
    for file in files {
        match compile(file, show) {
            Ok(program) => show.warnings(program.warnings()),
            Err(failure) => status = status.max(failure),
        }
    }
    ExitCode::from(status)
}

/// Prints the instructions of a file.
pub fn disassemble(file: &Path, show: Show) -> ExitCode {
    match compile(file, show) {
        Ok(program) => {
            // A closed pipe (`| head`) is no error.
            let _ = std::io::stdout().lock().write_all(program.disassembly().as_bytes());
            ExitCode::SUCCESS
        }
        Err(status) => ExitCode::from(status),
    }
}

fn compile(file: &Path, show: Show) -> Result<Program, u8> {
    let name = file.display().to_string();
    let source = std::fs::read(file).map_err(|error| {
        say(format_args!("hognose: can't open file '{name}': {error}"));
        2u8
    })?;
    let compiled = Engine::builder().build().and_then(|engine| engine.compile_bytes(&name, &source));
    compiled.map_err(|error| {
        show.error(&error);
        1
    })
}
