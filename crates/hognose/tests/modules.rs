//! Where modules come from, what a script and a host are told when one cannot be had, and modules that are loaded once more.

use hognose::{
    Capabilities, Captured, Engine, Error, ErrorKind, FileLoader, Files, FoundModule, Limits, LoadError, MemoryFiles,
    ModuleLoader, Vm, block_on,
};

fn files(entries: &[(&str, &str)]) -> MemoryFiles {
    let files = MemoryFiles::new();
    for (path, text) in entries {
        files.write(path, *text).expect("it is written");
    }
    files
}

fn engine() -> Engine {
    Engine::builder().build().expect("the engine builds")
}

/// A machine with these modules that has run the script, and what it prints.
fn machine(engine: &Engine, loader: impl ModuleLoader + 'static, script: &str) -> (Vm, Captured, Option<Error>) {
    let printed = Captured::default();
    let capabilities = Capabilities::none().output(printed.clone()).modules(loader);
    let mut vm = engine.vm_with(Limits::default(), capabilities).expect("the machine starts");
    let program = engine.compile("main.py", script).expect("the script compiles");
    let ended = block_on(vm.run(&program)).err();
    (vm, printed, ended)
}

fn printed(loader: impl ModuleLoader + 'static, script: &str) -> String {
    let (_vm, printed, error) = machine(&engine(), loader, script);
    assert!(error.is_none(), "{error:?}");
    printed.out()
}

#[test]
fn packages_are_laid_out_as_files() {
    let files = files(&[
        ("top/shop/__init__.py", "from . import prices\nfrom .orders import total"),
        ("top/shop/prices.py", "apple = 3"),
        ("top/shop/orders.py", "from .prices import apple\nfrom ..tools.text import shown\ntotal = shown(apple * 2)"),
        ("top/tools/text.py", "def shown(value): return f'<{value}>'"),
        ("tools/other.py", ""),
    ]);
    let script = "
import top.shop, top.tools.text, tools
print(top.shop.total, top.shop.__path__, top.shop.__file__, top.shop.prices.__file__, top.shop.__package__)
print(top.__path__, hasattr(top, '__file__'), top.tools.text.__package__, tools.__path__)
";
    let expected = "\
<6> ['top/shop'] top/shop/__init__.py top/shop/prices.py top.shop
['top'] False top.tools ['tools']
";
    assert_eq!(printed(FileLoader::new(files.clone()), script), expected);
    let in_folder = FileLoader::new(files).in_folder("top");
    assert_eq!(printed(in_folder, "import tools.text\nprint(tools.text.__file__)\n"), "top/tools/text.py\n");
}

#[test]
fn loaders_are_asked_in_their_order() {
    let first = files(&[("a.py", "name = 'first'"), ("space/one.py", "n = 1"), ("half/x.py", "")]);
    let second =
        files(&[("a.py", "name = 'second'"), ("b.py", ""), ("space/two.py", "n = 2"), ("half/__init__.py", "y = 1")]);
    let printed = Captured::default();
    let capabilities =
        Capabilities::none().output(printed.clone()).modules(FileLoader::new(first)).modules(FileLoader::new(second));
    let engine = engine();
    let mut vm = engine.vm_with(Limits::default(), capabilities).expect("the machine starts");
    let script = "
import a, b, half, space.one, space.two
print(a.name, half.y, space.__path__, space.one.n + space.two.n)
";
    block_on(vm.run(&engine.compile("main.py", script).expect("it compiles"))).expect("it runs");
    assert_eq!(printed.out(), "first 1 ['space', 'space'] 3\n");
}

#[test]
fn a_loader_that_fails_is_an_import_error_with_the_hosts_error_in_it() {
    let loader = |name: &str| -> Result<Option<FoundModule>, LoadError> {
        let number = name.trim_start_matches("module").parse::<i32>()?;
        Ok((number > 0).then(|| FoundModule::source(format!("<{name}>"), format!("n = {number}"))))
    };
    let script = "
import module7
print(module7.n, module7.__file__)
try:
    import module0
except ModuleNotFoundError as error:
    print(error)
try:
    import moduleX
except ImportError as error:
    print(type(error).__name__, error, error.name)
import moduleY
";
    let (_vm, printed, error) = machine(&engine(), loader, script);
    let message = "cannot load module 'moduleX': invalid digit found in string";
    let expected = format!("7 <module7>\nNo module named 'module0'\nImportError {message} moduleX\n");
    assert_eq!(printed.out(), expected);
    let error = error.expect("the last import fails");
    assert_eq!(error.type_name(), "ImportError");
    assert!(error.downcast_ref::<std::num::ParseIntError>().is_some());
    assert_eq!(error.frames().last().map(|frame| frame.file.line_column(frame.span.start).line), Some(12));
}

#[test]
fn a_module_that_does_not_compile_tells_script_and_host_the_place() {
    let files = files(&[("bad.py", "x = 1\ndef f(:\n    pass\n"), ("bytes.py", "")]);
    files.write("bytes.py", *b"x = '\xff'\n").expect("it is written");
    let script = "
for name in 'bad', 'bytes':
    try:
        if name == 'bad': import bad
        else: import bytes
    except SyntaxError as error:
        print(error.msg, error.filename, error.lineno, error.offset)
import sys
print('bad' in sys.modules)
import bad
";
    let (_vm, printed, error) = machine(&engine(), FileLoader::new(files), script);
    let lines: Vec<String> = printed.out().lines().map(str::to_string).collect();
    assert_eq!(lines[0], "invalid syntax bad.py 2 7");
    assert!(lines[1].starts_with("(unicode error) 'utf-8' codec can't decode byte 0xff in position 5"), "{lines:?}");
    assert_eq!(lines[2], "False");
    let error = error.expect("the last import fails");
    assert_eq!((error.kind(), error.type_name()), (ErrorKind::Exception, "SyntaxError"));
    let errors = error.diagnostics().expect("it knows the places");
    let place = errors.file.line_column(errors.diagnostics[0].span.start);
    assert_eq!((&**errors.file.name(), place.line, place.column), ("bad.py", 2, 6));
    assert!(error.traceback().contains("File \"main.py\", line 10, in <module>"), "{}", error.traceback());
    assert!(error.traceback().contains("File \"bad.py\", line 2\n    def f(:\n          ^"), "{}", error.traceback());
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_what_cpython_says() {
    struct Locked(MemoryFiles);
    impl Files for Locked {
        fn open(&mut self, path: &str, options: hognose::OpenOptions) -> std::io::Result<Box<dyn hognose::HostFile>> {
            match path {
                "locked.py" => Err(std::io::Error::from_raw_os_error(13)),
                path => self.0.open(path, options),
            }
        }
        fn is_directory(&mut self, path: &str) -> bool {
            self.0.is_directory(path)
        }
    }
    let script = "
try:
    import locked
except OSError as error:
    print(type(error).__name__, error)
";
    let out = printed(FileLoader::new(Locked(MemoryFiles::new())), script);
    assert_eq!(out, "PermissionError [Errno 13] Permission denied: 'locked.py'\n");
}

#[test]
fn names_that_no_file_has_are_no_modules() {
    let files = files(&[("deep/__init__.py", ""), ("x.py", "")]);
    let script = "
import importlib, sys
for name in 'a' * 5000, 'deep.' + 'b' * 300, 'x/y', '..x', 'x.py', 'deep/__init__', 'x\\0', 'ünï', 'CON', 'deep..x', '.', 'x ':
    try:
        importlib.import_module(name)
        print('loaded', name)
    except (ImportError, TypeError) as error:
        pass
print(sorted(name for name in sys.modules if name in ('deep', 'x')))
";
    assert_eq!(printed(FileLoader::new(files), script), "['deep', 'x']\n");
}

#[test]
fn equal_texts_are_compiled_once_in_an_engine() {
    let engine = engine();
    let text = format!("{}\ndef f():\n    return 1 is 1\n", "x = 1\n".repeat(2000));
    let load = |text: &str| {
        let (vm, printed, error) =
            machine(&engine, FileLoader::new(files(&[("big.py", text)])), "import big, sys\nprint(big.f())\n");
        assert!(error.is_none(), "{error:?}");
        (vm, printed.out(), printed.err())
    };
    let (first, second) = (load(&text), load(&text));
    // Each machine is told of warnings, wherever the code is from.
    assert_eq!((&first.1, &first.2), (&second.1, &second.2));
    assert!(first.2.contains("SyntaxWarning"), "{}", first.2);
    let other = load("def f(): return 2\n");
    assert_eq!(other.1, "2\n");
    assert_eq!(load(&text).1, "True\n");
}

const COUNTED: &str = "
if 'state' not in globals():
    state = []
state.append('v1')
def version():
    return 1
async def slow(event):
    await event.wait()
    return version()
";

#[test]
fn a_reloaded_module_keeps_its_state() {
    let engine = engine();
    let files = files(&[("rules.py", COUNTED)]);
    let script = "
import asyncio, rules
from rules import version as held
event = asyncio.Event()
async def wait():
    return await rules.slow(event)
def look():
    return rules.state, rules.version(), held()
def go_on():
    event.set()
";
    let (mut vm, _, error) = machine(&engine, FileLoader::new(files.clone()), script);
    assert!(error.is_none(), "{error:?}");
    let look = |vm: &mut Vm| block_on(vm.call::<(Vec<String>, i64, i64)>("look", ())).expect("it looks");
    let all = |versions: &[&str]| versions.iter().map(|version| version.to_string()).collect::<Vec<_>>();
    assert_eq!(look(&mut vm), (all(&["v1"]), 1, 1));

    // A task that waits in the old code goes on in it; the names that it looks up are the new ones.
    let mut waits = vm.remote().call::<i64>("wait", ()).spawn();
    let text = COUNTED.replace("v1", "v2").replace("return 1", "return 2");
    files.write("rules.py", text.clone()).expect("it is written");
    block_on(vm.reload("rules")).expect("it is loaded");
    assert_eq!(look(&mut vm), (all(&["v1", "v2"]), 2, 1));
    block_on(vm.call::<()>("go_on", ())).expect("it goes on");
    assert_eq!(block_on(vm.run_until(&mut waits)).ok(), Some(2));

    for (text, ends) in [
        ("def version(:", "SyntaxError"),
        ("import no_such_module", "ModuleNotFoundError"),
        ("state.append('v3')\nraise ValueError", "ValueError"),
    ] {
        files.write("rules.py", text).expect("it is written");
        let error = block_on(vm.reload("rules")).expect_err("it cannot be loaded");
        assert_eq!(error.type_name(), ends);
        assert_eq!(error.diagnostics().is_some(), ends == "SyntaxError");
    }
    assert_eq!(look(&mut vm), (all(&["v1", "v2", "v3"]), 2, 1));

    files.remove("rules.py").expect("it is there");
    let gone = block_on(vm.reload("rules")).expect_err("it is gone");
    assert_eq!(gone.to_string(), "ModuleNotFoundError: spec not found for the module 'rules'");
    let never = block_on(vm.reload("never")).expect_err("it was never there");
    assert_eq!(never.to_string(), "ImportError: module never not in sys.modules");
    assert_eq!(look(&mut vm), (all(&["v1", "v2", "v3"]), 2, 1));
}

#[test]
fn reloading_the_same_text_takes_no_memory() {
    let engine = engine();
    let files = files(&[("rules.py", "def f(): return [x for x in range(3)]\nclass C:\n    def m(self): pass\n")]);
    let (mut vm, _, _) = machine(&engine, FileLoader::new(files), "import rules\nfrom gc import collect\n");
    let mut held = Vec::new();
    for _ in 0..3 {
        for _ in 0..200 {
            block_on(vm.reload("rules")).expect("it is loaded");
        }
        block_on(vm.call::<i64>("collect", ())).expect("it collects");
        held.push(vm.usage().bytes);
    }
    assert!(held[2] < held[1] + (64 << 10), "{held:?}");
}
