//! Spans of tasks and of the host's functions, with the feature `tracing`.
#![cfg(feature = "tracing")]

use hognose::{Engine, Limits, Module, Step, Vm, block_on};
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::with_default;
use tracing::{Event, Subscriber, info, info_span};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, SpanRef};
use tracing_subscriber::{Layer, Registry};

/// Writes down what happens to spans: `+` begins, `>` is entered, `<` is left, `=` gets a field, `-` ends, `!` is an event.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

#[derive(Default)]
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if ["coroutine", "function", "outcome", "message"].contains(&field.name()) {
            let _ = write!(self.0, " {value:?}");
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

fn name<S: for<'a> LookupSpan<'a>>(span: &SpanRef<'_, S>) -> String {
    span.extensions().get::<String>().cloned().unwrap_or_default()
}

impl Log {
    fn say(&self, line: String) {
        self.0.lock().expect("nobody panicked").push(line);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("nobody panicked"))
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Log {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let span = context.span(id).expect("it is new");
        let mut text = Text::default();
        attributes.record(&mut text);
        let own = format!("{}{}", attributes.metadata().name(), text.0);
        let parent = span.parent().map_or("nothing".to_string(), |parent| name(&parent));
        self.say(format!("+ {own} in {parent}"));
        span.extensions_mut().insert(own);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let mut text = Text::default();
        values.record(&mut text);
        self.say(format!("= {}:{}", name(&context.span(id).expect("it is there")), text.0));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut text = Text::default();
        event.record(&mut text);
        let within = context.event_span(event).map_or("nothing".to_string(), |span| name(&span));
        self.say(format!("!{} in {within}", text.0));
    }

    fn on_enter(&self, id: &Id, context: Context<'_, S>) {
        self.say(format!("> {}", name(&context.span(id).expect("it is there"))));
    }

    fn on_exit(&self, id: &Id, context: Context<'_, S>) {
        self.say(format!("< {}", name(&context.span(id).expect("it is there"))));
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        self.say(format!("- {}", name(&context.span(&id).expect("it is there"))));
    }
}

const SCRIPT: &str = "
import asyncio, host

async def child():
    await asyncio.sleep(0)
    raise ValueError

async def order():
    host.note('begun')
    task = asyncio.create_task(child())
    try:
        await task
    except ValueError:
        pass
    return await host.fetch('apple')

async def price(article):
    host.note(article)
    return 3

async def busy():
    for turn in range(100):
        host.tick()
";

fn machine(limits: Limits) -> Vm {
    let module = Module::new("host")
        .function("note", |_cx, (text,): (String,)| {
            info!("{text}");
            Ok(())
        })
        .function("tick", |_cx, (): ()| Ok(()))
        .async_function("fetch", |caller, (article,): (String,)| async move {
            info!("fetching");
            caller.call::<i64>("price", (article,)).await
        });
    let engine = Engine::builder().module(module).build().expect("the engine builds");
    let mut vm = engine.vm(limits).expect("the machine starts");
    vm.trace();
    block_on(vm.run(&engine.compile("shop.py", SCRIPT).expect("it compiles"))).expect("it runs");
    vm
}

#[test]
fn the_callers_span_goes_into_the_script_and_back() {
    let log = Log::default();
    with_default(Registry::default().with(log.clone()), || {
        let mut vm = machine(Limits::default());
        log.take();
        let call = info_span!("request").in_scope(|| vm.remote().call::<i64>("order", ()));
        let driven = info_span!("driver").in_scope(|| block_on(vm.run_until(call)));
        assert_eq!(driven.ok(), Some(3));
        drop(vm);
    });
    let lines = log.take();
    let line = |wanted: &str| {
        let found = lines.iter().position(|line| line == wanted);
        found.unwrap_or_else(|| panic!("no {wanted} in\n{}", lines.join("\n")))
    };
    for (parent, child) in [
        ("request", "call order"),
        ("call order", "task call"),
        ("task call", "host call note"),
        ("task call", "task child"),
        ("task call", "host call fetch"),
        ("host call fetch", "host future fetch"),
        ("host future fetch", "call price"),
        ("call price", "task call"),
    ] {
        line(&format!("+ {child} in {parent}"));
    }
    line("! begun in host call note");
    line("! fetching in host future fetch");
    line("! apple in host call note");
    assert!(line("= task child: ValueError") < line("- task child"));
    assert!(line("= task call: returned") < line("- call price") && line("- call price") < line("- call order"));
    // Whatever began ends, and is left as often as it is entered.
    let count = |sign: &str| lines.iter().filter(|line| line.starts_with(sign)).count();
    assert_eq!((count("+"), count(">")), (count("-"), count("<")));
    // A task is entered for each of its steps.
    let steps = lines.iter().filter(|line| *line == "> task child").count();
    assert_eq!(steps, 2);
}

#[test]
fn between_two_slices_no_span_of_a_task_is_entered() {
    let log = Log::default();
    with_default(Registry::default().with(log.clone()), || {
        let mut vm = machine(Limits::default().slice(10));
        let mut call = vm.remote().call::<()>("busy", ()).spawn();
        let mut slices = 0;
        while call.try_take().is_none() {
            assert!(matches!(vm.step(), Ok(Step::Ready | Step::Done)));
            assert!(tracing::Span::current().is_none());
            slices += 1;
        }
        assert!(slices > 5, "{slices}");
    });
    let lines = log.take();
    let entered = lines.iter().filter(|line| *line == "> task call").count();
    assert!(entered > 5, "{entered}");
    let parents = lines.iter().filter(|line| line.starts_with("+ host call tick")).collect::<Vec<_>>();
    assert_eq!(parents.len(), 100);
    assert!(parents.iter().all(|line| line.ends_with("in task call")));
}

#[test]
fn a_machine_that_is_dropped_ends_its_spans() {
    let log = Log::default();
    with_default(Registry::default().with(log.clone()), || {
        let mut vm = machine(Limits::default());
        let call = vm.remote().call::<i64>("order", ()).spawn();
        let _ = vm.step();
        drop(vm);
        drop(call);
    });
    let lines = log.take();
    let count = |sign: &str| lines.iter().filter(|line| line.starts_with(sign)).count();
    assert_eq!((count("+"), count(">")), (count("-"), count("<")));
}
