//! The command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Hognose runs scripts in a small Python.
#[derive(Parser)]
#[command(name = "hognose", version, about, max_term_width = 100, allow_external_subcommands = true)]
#[command(override_usage = "hognose [OPTIONS] run FILE [ARGS]...\n       hognose [OPTIONS] -c CODE [ARGS]...\n       \
    hognose [OPTIONS] - [ARGS]...\n       hognose check FILE... | dis FILE | test DIR | stubs [DIR]")]
pub struct Arguments {
    /// Run this code
    #[arg(short = 'c', value_name = "CODE", allow_hyphen_values = true)]
    code: Option<String>,
    /// Give the script no files, no clock and no environment
    #[arg(long, global = true)]
    pub sandbox: bool,
    /// Let no time pass but what the script sleeps: an hour of it takes no longer than a moment
    #[arg(long, global = true)]
    pub virtual_time: bool,
    /// Print on standard error what every task does: runs, waits (where, for what), ends
    #[arg(long, global = true)]
    pub trace_tasks: bool,
    /// Print errors as CPython prints them, on a terminal too
    #[arg(long, global = true)]
    pub plain: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run a script; `-` stands for standard input
    Run {
        file: String,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Say what is wrong with scripts, without running them
    Check {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Show the instructions of a script beside its source
    Dis { file: PathBuf },
    /// Run script tests: scripts with their transcripts beside them
    Test(TestOptions),
    /// Write stubs (`.pyi` files) of the modules that are there, so that editors know what scripts can use of them. Stubs of a
    /// host's own modules come from the host: `Engine::stubs`
    Stubs {
        /// Where type checkers are to look for them
        #[arg(default_value = "typings")]
        folder: PathBuf,
    },
    #[command(external_subcommand)]
    Other(Vec<String>),
}

/// What `hognose test` is to do.
#[derive(Args)]
pub struct TestOptions {
    /// Folder of scripts: NAME.py with NAME.out and, for standard error, NAME.err
    pub folder: PathBuf,
    /// Write what the scripts print now as their transcripts
    #[arg(long)]
    pub bless: bool,
    /// Run each script under garbage collection at every step, in slices of one step, and on a copied machine too
    #[arg(long)]
    pub all_modes: bool,
    /// Tell how often the scripts execute each instruction
    #[arg(long)]
    pub coverage: bool,
    /// Only tests whose name contains this
    #[arg(long, default_value = "")]
    pub only: String,
}

/// What is to be done.
pub enum Action {
    Code { code: String, args: Vec<String> },
    Stdin { args: Vec<String> },
    File { file: String, args: Vec<String> },
    Check { files: Vec<PathBuf> },
    Disassemble { file: PathBuf },
    Test(TestOptions),
    Stubs { folder: PathBuf },
}

impl Arguments {
    /// What the command line asks for.
    pub fn action(self) -> Action {
        let Some(code) = self.code else {
            return match self.command {
                None => Action::Stdin { args: Vec::new() },
                Some(Command::Run { file, args }) => script(file, args),
                Some(Command::Check { files }) => Action::Check { files },
                Some(Command::Dis { file }) => Action::Disassemble { file },
                Some(Command::Test(options)) => Action::Test(options),
                Some(Command::Stubs { folder }) => Action::Stubs { folder },
                Some(Command::Other(mut words)) if !words.is_empty() => script(words.remove(0), words),
                Some(Command::Other(args)) => Action::Stdin { args },
            };
        };
        // Behind `-c CODE` every word is the script's, also one that is a command's name.
        let words: Vec<String> = std::env::args().skip_while(|word| !is_code_option(word)).collect();
        let skip = if words.first().is_some_and(|word| word == "-c") { 2 } else { 1 };
        Action::Code { code, args: words.into_iter().skip(skip).collect() }
    }
}

fn is_code_option(word: &str) -> bool {
    word.starts_with("-c")
}

fn script(file: String, args: Vec<String>) -> Action {
    if file == "-" { Action::Stdin { args } } else { Action::File { file, args } }
}
