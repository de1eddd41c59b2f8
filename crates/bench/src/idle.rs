//! Makes many virtual machines with a suspended script in each, and prints what the process holds for each of them.
//!
//! `cargo run -p hognose-bench --release --bin idle [-- how many]`

#![forbid(unsafe_code)]

use hognose::{Engine, Limits, Module, Result, Step, Vm};
use std::time::Instant;

/// A session that waits for what its host will say.
const SCRIPT: &str = "
import host

class Session:
    def __init__(self, name):
        self.name = name
        self.log = []

    async def run(self):
        while True:
            word = await host.next_word(self.name)
            self.log.append(f'{self.name} said {word}')

async def serve(name):
    session = Session(name)
    await session.run()
";

/// The memory that the process has in use, in bytes.
fn resident() -> usize {
    const PAGE: usize = 4096;
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = status.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok());
    pages.unwrap_or(0) * PAGE
}

fn main() -> Result<()> {
    let count: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let host = Module::new("host")
        .async_function("next_word", |_caller, (_name,): (String,)| std::future::pending::<Result<String>>());
    let engine = Engine::builder().module(host).build()?;
    let program = engine.compile("session.py", SCRIPT)?;
    let before = resident();
    let begin = Instant::now();
    let mut machines: Vec<Vm> = Vec::new();
    for number in 0..count {
        let mut vm = engine.vm(Limits::default())?;
        hognose::block_on(vm.run(&program))?;
        vm.caller().call::<()>("serve", (format!("client {number}"),)).spawn().detach();
        while !matches!(vm.step()?, Step::Waiting { .. }) {}
        machines.push(vm);
    }
    let elapsed = begin.elapsed();
    let held = resident() - before;
    println!(
        "{count} machines with a script that waits: {} MB, {} bytes each, {:?} to make one",
        held >> 20,
        held / count,
        elapsed / count as u32
    );
    let counted: usize = machines.iter().map(|vm| vm.usage().bytes).sum();
    println!("of which their limits count {} bytes each", counted / count);
    Ok(())
}
