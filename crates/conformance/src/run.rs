//! Runs one script inside this process and keeps what it prints.

use crate::normalise::{normalise_err, normalise_out};
use hognose::{
    Capabilities, Captured, Engine, Error, FileLoader, Limits, Program, SeededRandom, SystemFiles, Template,
    VirtualClock, Vm, Warning,
};
use miette::{GraphicalReportHandler, GraphicalTheme};
use std::path::Path;
use std::time::Duration;

/// The date at the beginning of each script, since the Unix epoch.
const DATE: Duration = Duration::from_secs(1_750_000_000);

/// How a script is run. All must print the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// As a host would.
    Plain,
    /// Garbage is collected at every safepoint.
    GcStress,
    /// The virtual machine is suspended and goes on again at every safepoint.
    Slices,
    /// The virtual machine is a copy of one that has imported whatever there is.
    Copy,
}

/// What has run in the machine that is copied: it prints nothing, and leaves something of each kind behind.
const BEFORE: &str = "
import asyncio, collections, contextlib, contextvars, functools, gc, importlib, inspect, io, itertools, math, os
import random, sys, time, types, warnings

class Node:
    def __init__(self, other):
        self.other = other
    def count(self):
        return sum(1 for _ in (self, self.other))

def countdown(start):
    try:
        while start:
            yield start
            start -= 1
    except KeyError:
        pass

nodes = [Node(index) for index in range(10)]
for node in nodes:
    node.counts = {1: node.count(), 'key': (node, 1.5)}
waiting = countdown(3)
next(waiting)
try:
    {}['missing']
except KeyError as error:
    kept = error
text = f'{len(nodes)!r:>3}' + str(sorted([3, 1])) + 'x' * 100
";

impl Mode {
    /// All of them.
    pub const ALL: [Mode; 4] = [Mode::Plain, Mode::GcStress, Mode::Slices, Mode::Copy];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Plain => "plain",
            Mode::GcStress => "gc-stress",
            Mode::Slices => "slices",
            Mode::Copy => "copy",
        }
    }

    fn limits(self) -> Limits {
        match self {
            Mode::Plain | Mode::Copy => Limits::default(),
            Mode::GcStress => Limits::default().gc_stress(true),
            Mode::Slices => Limits::default().slice(1),
        }
    }
}

/// What a script printed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Transcript {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Transcript {
    pub(crate) fn normalised(self) -> Transcript {
        Transcript { out: normalise_out(&self.out), err: normalise_err(&self.err) }
    }
}

/// Runs a script under its bare name, with its own folder as the world.
pub(crate) fn run(engine: &Engine, script: &Path, mode: Mode) -> Result<Transcript, String> {
    let (mut vm, captured) = prepare(engine, script, mode)?;
    let compiled = compile(engine, script)?;
    let warnings = compiled.as_ref().map_or_else(Error::warnings, Program::warnings);
    let mut err: String = warnings.iter().map(Warning::plain).collect();
    let done = compiled.and_then(|program| hognose::block_on(vm.run(&program)));
    let printed = captured.err();
    err.push_str(&printed);
    err.push_str(&done.err().map_or(String::new(), |error| last_words(&error)));
    let closed = vm.close();
    err.push_str(captured.err().get(printed.len()..).unwrap_or(""));
    err.push_str(&closed.err().map_or(String::new(), |error| last_words(&error)));
    Ok(Transcript { out: captured.out(), err })
}

/// How often a script executes each instruction.
///
/// # Errors
/// When the script cannot be read.
pub fn instruction_counts(engine: &Engine, script: &Path) -> Result<Vec<(&'static str, u64)>, String> {
    let (mut vm, _captured) = prepare(engine, script, Mode::Plain)?;
    vm.count_instructions();
    // How the script ends is for its transcript to say.
    let _ended = compile(engine, script)?.and_then(|program| hognose::block_on(vm.run(&program)));
    Ok(vm.instruction_counts())
}

fn prepare(engine: &Engine, script: &Path, mode: Mode) -> Result<(Vm, Captured), String> {
    let folder = script.parent().unwrap_or(Path::new("."));
    let captured = Captured::default();
    let files = SystemFiles::in_folder(folder);
    let capabilities = Capabilities::none()
        .output(captured.clone())
        .files(files.clone())
        .modules(FileLoader::new(files))
        .clock(VirtualClock::starting_at(DATE))
        .random(SeededRandom::new(0));
    let made = match mode {
        Mode::Plain | Mode::GcStress | Mode::Slices => engine.vm_with(mode.limits(), capabilities),
        Mode::Copy => copied(engine).and_then(|template| template.vm_with(mode.limits(), capabilities)),
    };
    let mut vm = made.map_err(|error| error.to_string())?;
    vm.set_args([bare_name(script).as_ref()]).map_err(|error| error.to_string())?;
    Ok((vm, captured))
}

/// What machines are copies of.
fn copied(engine: &Engine) -> hognose::Result<Template> {
    hognose::block_on(engine.template(&engine.compile("before.py", BEFORE)?, Limits::default()))
}

fn bare_name(script: &Path) -> std::borrow::Cow<'_, str> {
    script.file_name().unwrap_or_default().to_string_lossy()
}

fn compile(engine: &Engine, script: &Path) -> Result<hognose::Result<Program>, String> {
    let source = std::fs::read(script).map_err(|error| format!("cannot read the script: {error}"))?;
    Ok(engine.compile_bytes(&bare_name(script), &source))
}

/// What the interpreter prints about an error that ended a script.
fn last_words(error: &Error) -> String {
    match error.exit() {
        Some(exit) => exit.message.as_ref().map_or(String::new(), |message| format!("{message}\n")),
        None if error.traceback().is_empty() && !error.is_hooked() => format!("{error}\n"),
        None => error.traceback().to_string(),
    }
}

/// An error as it is shown on a terminal, without colours.
pub fn render(error: &Error) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
    let mut text = String::new();
    match handler.with_width(80).with_links(false).render_report(&mut text, error) {
        Ok(()) => text,
        Err(std::fmt::Error) => error.to_string(),
    }
}
