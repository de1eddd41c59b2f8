//! `#[hognose::interface]`: traits that scripts implement.

use hognose::{Context, Engine, ErrorKind, IntoValue, Limits, Target, Vm, block_on};

#[derive(Clone, Debug, IntoValue)]
struct Event {
    kind: String,
    size: i64,
}

/// What a plug-in can do.
#[hognose::interface]
trait Plugin: Send + Sync {
    /// How it is called.
    fn name(&self, cx: &mut Context<'_>) -> hognose::Result<String>;

    /// Looks at an event.
    async fn handle(&self, event: Event, urgent: bool) -> hognose::Result<Option<String>>;

    /// Where in the row it stands.
    fn priority(&self, cx: &mut Context<'_>, base: i64) -> hognose::Result<i64> {
        Ok(base + self.name(cx)?.len() as i64)
    }

    async fn close(&self, reason: String) -> hognose::Result<String> {
        Ok(format!("closed: {reason}"))
    }
}

fn machine(script: &str) -> Vm {
    let engine = Engine::builder().build().expect("the engine builds");
    let mut vm = engine.vm(Limits::default()).expect("the machine starts");
    let program = engine.compile("plugin.py", script).expect("the script compiles");
    block_on(vm.run(&program)).expect("the script runs");
    vm
}

const LOGGER: &str = "
import asyncio

class Logger:
    def __init__(self):
        self.seen = []

    def name(self):
        return 'logger'

    async def handle(self, event, urgent=False):
        await asyncio.sleep(0)
        self.seen.append(event['kind'])
        if urgent:
            raise ValueError('too urgent')
        return event['kind'] * event['size']

plugin = Logger()
";

fn event(kind: &str) -> Event {
    Event { kind: kind.to_string(), size: 2 }
}

#[test]
fn an_object_implements_an_interface() {
    let mut vm = machine(LOGGER);
    let plugin: Box<dyn Plugin> = vm.interface("plugin").expect("it fits");
    assert_eq!(vm.with(|cx| plugin.name(cx)).expect("it returns"), "logger");
    let handled = block_on(vm.run_until(plugin.handle(event("ab"), false))).expect("it returns");
    assert_eq!(handled.as_deref(), Some("abab"));
    let error = block_on(vm.run_until(plugin.handle(event("x"), true))).expect_err("it raises");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Exception, "too urgent"));
    // What the script leaves out is the trait's.
    assert_eq!(vm.with(|cx| plugin.priority(cx, 10)).expect("it returns"), 16);
    assert_eq!(block_on(vm.run_until(plugin.close("end".to_string()))).expect("it returns"), "closed: end");
}

#[test]
fn several_calls_are_under_way_at_once_and_can_be_dropped() {
    let mut vm = machine(LOGGER);
    let plugin: Box<dyn Plugin> = vm.interface("plugin").expect("it fits");
    let (first, second) = (plugin.handle(event("a"), false), plugin.handle(event("b"), false));
    let dropped = plugin.handle(event("c"), false);
    drop(dropped);
    let results = block_on(vm.run_until(async { (first.await, second.await) }));
    assert_eq!(results.0.expect("it returns").as_deref(), Some("aa"));
    assert_eq!(results.1.expect("it returns").as_deref(), Some("bb"));
    let seen: Vec<String> = vm
        .with(|cx| {
            let plugin = cx.global("plugin")?;
            let seen = cx.attribute(plugin, "seen")?;
            cx.take(seen)
        })
        .expect("it is there");
    assert_eq!(seen, ["a", "b"]);
}

#[test]
fn a_module_implements_an_interface() {
    let script = "
def name():
    return 'module'
async def handle(*args):
    return None
def priority(base):
    return base
async def close(reason):
    return reason
";
    let mut vm = machine(script);
    let plugin: Box<dyn Plugin> = vm.interface(Target::main_module()).expect("it fits");
    assert_eq!(vm.with(|cx| plugin.priority(cx, 3)).expect("it returns"), 3);
    assert_eq!(block_on(vm.run_until(plugin.close("end".to_string()))).expect("it returns"), "end");
    assert_eq!(block_on(vm.run_until(plugin.handle(event("a"), false))).expect("it returns"), None);
}

#[test]
fn whatever_does_not_fit_is_listed_with_its_place() {
    let script = "
class Bad:
    def name(self, style):
        return 'bad'

    def handle(self, event, urgent):
        return None

    async def priority(self, base):
        return base

    close = 5

plugin = Bad()
";
    let mut vm = machine(script);
    let Err(error) = vm.interface::<dyn Plugin>("plugin") else { panic!("it does not fit") };
    let expected = "the Bad does not implement Plugin:\n\
        - name() takes 1 argument, and gets 0: `def name()` (plugin.py, line 3)\n\
        - handle() is to be awaited: write `async def` (plugin.py, line 6)\n\
        - priority() is not to be awaited: write `def` (plugin.py, line 9)\n\
        - close is of the class int, which cannot be called";
    assert_eq!(error.message(), expected);
    assert_eq!(error.kind(), ErrorKind::Host);
    assert_eq!(error.misfits().len(), 4);
    assert!(error.traceback().contains("  File \"plugin.py\", line 6\n    def handle(self, event, urgent):\n"));
}

#[test]
fn parameters_are_counted_as_python_counts_them() {
    let cases = [
        ("def name(self): pass", ""),
        ("def name(self, *args): pass", ""),
        ("def name(self, style='x'): pass", ""),
        ("def name(self, *, style='x'): pass", ""),
        ("def name(self, *, style): pass", "name() needs arguments by name"),
        ("def name(self, a, b=1): pass", "name() takes 1 to 2 arguments, and gets 0"),
        ("def name(self, a, *rest): pass", "name() takes at least 1 arguments"),
        ("def name(): pass", "name() takes no `self`"),
        ("name = staticmethod(lambda: 'x')", ""),
        ("name = classmethod(lambda cls: 'x')", ""),
        ("name = print", ""),
        ("def name(self): yield 1", "name() is a generator"),
        ("@property\n    def name(self): return 'x'", "name is of the class str"),
        ("other = 1", "there is no `def name()`"),
    ];
    for (definition, expected) in cases {
        let script =
            format!("class P:\n    {definition}\n    async def handle(self, event, urgent): pass\nplugin = P()\n");
        let mut vm = machine(&script);
        match vm.interface::<dyn Plugin>("plugin") {
            Ok(_) => assert_eq!(expected, "", "{definition}"),
            Err(error) => {
                let message = error.message();
                assert!(!expected.is_empty() && message.contains(expected), "{definition}: {message}");
            }
        }
    }
}

#[test]
fn an_attribute_that_raises_is_told() {
    let script = "class P:\n    @property\n    def name(self): raise ValueError('no')\nplugin = P()\n";
    let mut vm = machine(script);
    let Err(error) = vm.interface::<dyn Plugin>("plugin") else { panic!("it does not fit") };
    assert_eq!(error.to_string(), "ValueError: no");
    let Err(error) = vm.interface::<dyn Plugin>("missing") else { panic!("there is none") };
    assert_eq!(error.to_string(), "the script has no global name 'missing'");
}
