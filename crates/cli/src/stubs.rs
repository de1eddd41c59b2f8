//! `hognose stubs`: what a type checker and an editor are to know of the modules that scripts can import.

use crate::show::{print, say};
use hognose::{Engine, Stubs};
use std::path::Path;
use std::process::ExitCode;

/// Writes the stubs of the standard library's modules, as far as they are there, and names the files.
pub fn write(folder: &Path) -> ExitCode {
    let stubs = match Engine::builder().build().and_then(|engine| engine.library_stubs()) {
        Ok(stubs) => stubs,
        Err(error) => {
            say(format_args!("hognose: {error}"));
            return ExitCode::from(1);
        }
    };
    match stubs.write_to(folder) {
        Ok(()) => {
            name_files(&stubs, folder);
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(format_args!("hognose: can't write to '{}': {error}", folder.display()));
            ExitCode::from(2)
        }
    }
}

fn name_files(stubs: &Stubs, folder: &Path) {
    for (path, _) in stubs.files() {
        print(folder.join(path).display());
    }
}
