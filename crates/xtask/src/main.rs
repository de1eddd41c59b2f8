//! `cargo xtask`: the chores of this workspace. `oracle` makes and checks transcripts, `tidy` checks the house rules,
//! `bench` compares speed, `coverage` tells what no script reaches, `interleave` looks for differences from CPython in
//! random programs. Knows nothing of the other crates' code.

#![forbid(unsafe_code)]

mod bench;
mod bench_report;
mod coverage;
mod guide;
mod interleave;
mod oracle;
mod paths;
mod tidy;
mod transcript;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The chores of the Hognose workspace")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes the transcripts of scripts with CPython 3.13, or checks them
    Oracle {
        /// Write the transcripts
        #[arg(long, conflicts_with = "check")]
        bless: bool,
        /// Compare the transcripts (the default)
        #[arg(long)]
        check: bool,
        /// Scripts or folders of scripts; without any, conformance/run and examples
        paths: Vec<PathBuf>,
    },
    /// Checks the house rules: file lengths, file headers, the direction of dependencies, no unsafe code
    Tidy,
    /// Tells which instructions and which error texts no conformance script reaches
    Coverage,
    /// Runs random asyncio programs under CPython 3.13 and Hognose and shrinks what differs
    Interleave(interleave::Options),
    /// Compares the CPU time of implementations over benchmark programs
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Oracle { bless, check: _, paths } => oracle::run(bless, &paths),
        Command::Tidy => tidy::run(),
        Command::Coverage => coverage::run(),
        Command::Interleave(options) => interleave::run(&options),
        Command::Bench(options) => bench::run(&options),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::from(2)
        }
    }
}
