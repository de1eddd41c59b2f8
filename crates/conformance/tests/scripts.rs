//! Every script below `conformance` and `examples` of the workspace, in every mode.

use hognose::Engine;
use hognose_conformance::{Case, Mode, find};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let engine = Engine::builder().build().expect("the engine of the standard modules builds");
    let mut trials = Vec::new();
    for folder in ["conformance/run", "conformance/differs", "conformance/reject", "examples"] {
        let Ok(cases) = find(&root.join(folder), false) else { continue };
        for case in cases {
            let modes: &[Mode] = if case.reject { &[Mode::Plain] } else { &Mode::ALL };
            trials.extend(modes.iter().map(|mode| trial(&engine, folder, case.clone(), *mode)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trial(engine: &Engine, folder: &str, case: Case, mode: Mode) -> Trial {
    let engine = engine.clone();
    let name = format!("{folder}/{}::{}", case.name, mode.name());
    Trial::test(name, move || case.check(&engine, mode).map_err(Failed::from))
}
