//! A sandbox for scripts that a model writes. They reach nothing of the world but the tools of the module `tools`, and these
//! have no code: a call of one waits until the host, here a person, has answered it.
//!
//! Run it with `cargo run -p hognose-examples --bin tool_sandbox`.

use hognose::{
    Capabilities, Captured, Context, DeferredCall, Engine, Error, Limits, Module, Program, Result, Step, Vm,
};
use std::fmt;

/// What a script wants done.
enum Wish {
    Read { file: String },
    Search { words: String },
    Mail { to: String, text: String },
}

impl fmt::Display for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wish::Read { file } => write!(f, "read {file}"),
            Wish::Search { words } => write!(f, "search for {words:?}"),
            Wish::Mail { to, text } => write!(f, "mail {text:?} to {to}"),
        }
    }
}

impl Wish {
    /// The wish behind a call. Arguments that do not fit are the script's TypeError.
    fn of(cx: &mut Context<'_>, call: &DeferredCall) -> Result<Wish> {
        match call.function() {
            "read" => call.take(cx).map(|(file,)| Wish::Read { file }),
            "search" => call.take(cx).map(|(words,)| Wish::Search { words }),
            _ => Ok(Wish::Mail { to: named(cx, call, "to")?, text: named(cx, call, "text")? }),
        }
    }
}

/// A keyword argument.
fn named(cx: &mut Context<'_>, call: &DeferredCall, name: &str) -> Result<String> {
    let argument = call.named().iter().find(|(given, _)| given == name);
    let (_, argument) = argument.ok_or_else(|| Error::raise("TypeError", format!("'{name}' is missing")))?;
    let value = cx.get(argument)?;
    cx.take(value)
}

/// What the person says: a result, a refusal, or nothing at all.
fn ask_the_person(wish: &Wish) -> Option<Result<&'static str>> {
    let answer = match wish {
        Wish::Read { file } if file == "notes.txt" => Ok("Ada cycles to work."),
        Wish::Read { .. } => Err(Error::raise("PermissionError", "that is none of your business")),
        Wish::Search { .. } => Ok("cold"),
        Wish::Mail { .. } => return None,
    };
    Some(answer)
}

/// Runs a program to its end and answers its calls.
fn run(vm: &mut Vm, program: &Program) -> Result<()> {
    vm.start(program)?;
    let mut asked = 0;
    loop {
        let next_timer = match vm.step()? {
            Step::Done => return Ok(()),
            Step::Ready => continue,
            Step::Waiting { next_timer, .. } => next_timer,
        };
        // A call that has no answer yet is still there the next time.
        let calls: Vec<DeferredCall> = vm.deferred().into_iter().filter(|call| call.id() > asked).collect();
        for call in &calls {
            asked = call.id();
            answer(vm, call)?;
        }
        match next_timer {
            _ if !calls.is_empty() => {}
            // The person says nothing: the script's patience comes to its end.
            Some(left) => vm.wait(left),
            None => return Err(vm.deadlock()),
        }
    }
}

/// Asks the person about a call.
fn answer(vm: &mut Vm, call: &DeferredCall) -> Result<()> {
    let wish = match vm.with(|cx| Wish::of(cx, call)) {
        Ok(wish) => wish,
        Err(error) => return vm.resolve(call.id(), Err::<(), _>(error)),
    };
    let answer = ask_the_person(&wish);
    let shown = match &answer {
        Some(Ok(_)) => "approved",
        Some(Err(_)) => "refused",
        None => "no answer yet",
    };
    println!("    {wish}: {shown}");
    answer.map_or(Ok(()), |answer| vm.resolve(call.id(), answer))
}

fn main() -> Result<()> {
    let tools = Module::new("tools").deferred("read").deferred("search").deferred("mail");
    let engine = Engine::builder().module(tools).build()?;
    let limits = Limits::default().fuel(10_000_000).memory(8 << 20).output(10_000).tasks(50).source(50_000);
    let scripts = [
        ("helpful.py", include_str!("helpful.py")),
        ("curious.py", include_str!("curious.py")),
        ("greedy.py", include_str!("greedy.py")),
        ("typo.py", "import tools\nprint(tools.delete('notes.txt'))\n"),
    ];
    for (name, script) in scripts {
        println!("{name}");
        let printed = Captured::default();
        // Time is virtual, so that an hour of waiting takes no time.
        let mut vm = engine.vm_with(limits, Capabilities::none().output(printed.clone()))?;
        let end = match run(&mut vm, &engine.compile(name, script)?) {
            Ok(()) => "it ended".to_string(),
            Err(error) => format!("{:?}: {error}", error.kind()),
        };
        for line in printed.out().lines() {
            println!("    > {line}");
        }
        println!("    {end}");
    }
    Ok(())
}
