//! What scripts reach of the world: nothing by default, and of each capability no more than it gives.

use hognose::{
    Capabilities, Captured, Clock, Directory, Engine, Error, Files, Limits, ManualClock, MemoryFiles, OpenOptions,
    SeededRandom, Step, VirtualClock, Writers,
};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A folder that goes away with the test: `inside/` is handed to scripts, `secret.txt` lies beside it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("hognose-{}-{number}", std::process::id()));
        fs::create_dir_all(path.join("inside/below")).expect("the folder is made");
        fs::write(path.join("secret.txt"), "secret").expect("the secret is written");
        fs::write(path.join("inside/shown.txt"), "shown").expect("the file is written");
        fs::write(path.join("inside/below/deep.txt"), "deep").expect("the file is written");
        Folder(path)
    }

    fn inside(&self) -> Directory {
        Directory::new(self.0.join("inside")).expect("the folder is there")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the script printed, and how it ended.
fn run(capabilities: Capabilities, script: &str) -> (String, Option<Error>) {
    let engine = Engine::builder().build().expect("the engine builds");
    let printed = Captured::default();
    let mut vm = engine.vm_with(Limits::default(), capabilities.output(printed.clone())).expect("the machine starts");
    let program = engine.compile("script.py", script).expect("the script compiles");
    let ended = hognose::block_on(vm.run(&program)).err();
    drop(vm);
    (printed.out(), ended)
}

/// What the script printed that ended well.
fn printed(capabilities: Capabilities, script: &str) -> String {
    let (out, error) = run(capabilities, script);
    assert!(error.is_none(), "{error:?}");
    out
}

/// Tries to open each path for reading and for writing; a line for each.
const OPEN_ALL: &str = "
for path in paths:
    for mode in ('r', 'w', 'a', 'x', 'r+'):
        try:
            with open(path, mode) as file:
                print(mode, repr(path)[:30], 'OPENED', file.read() if mode == 'r' else '')
        except (OSError, ValueError) as error:
            print(mode, repr(path)[:30], type(error).__name__)
";

fn opened(files: impl Files + 'static, paths: &str) -> Vec<String> {
    let out = printed(Capabilities::none().files(files), &format!("paths = {paths}\n{OPEN_ALL}"));
    out.lines().filter(|line| line.contains("OPENED")).map(str::to_string).collect()
}

#[test]
fn nothing_is_reachable_by_default() {
    let script = "
import os, random, time
def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(f'{type(error).__name__}: {error}')
def load():
    import something
attempt(lambda: open('a.txt'))
attempt(lambda: open('a.txt', 'w'))
attempt(input)
attempt(time.time)
attempt(time.monotonic)
attempt(lambda: os.urandom(3))
attempt(random.random)
attempt(lambda: random.seed(1) or random.randrange(100))
attempt(lambda: dict(os.environ))
attempt(load)
time.sleep(5)
print(time.monotonic())
";
    let expected = "\
PermissionError: [Errno 13] this host gives scripts no files: 'a.txt'
PermissionError: [Errno 13] this host gives scripts no files: 'a.txt'
EOFError: EOF when reading a line
OSError: this host gives scripts no clock
0.0
NotImplementedError: this host gives scripts no randomness
NotImplementedError: this host gives scripts no randomness
17
{}
ModuleNotFoundError: No module named 'something'
5.0
";
    assert_eq!(printed(Capabilities::none(), script), expected);
}

#[test]
fn a_directory_shows_what_is_in_it() {
    let folder = Folder::new();
    let script = "
print(open('shown.txt').read(), open('below/../below/./deep.txt').read(), open('below//deep.txt').read())
with open('new.txt', 'w') as file:
    file.write('new')
with open('new.txt', 'a') as file:
    file.write('er')
print(open('new.txt').read())
for path in 'missing.txt', 'missing/x.txt', 'below', '', 'shown.txt/x':
    try:
        open(path)
    except OSError as error:
        print(type(error).__name__, error)
";
    let expected = "\
shown deep deep
newer
FileNotFoundError [Errno 2] No such file or directory: 'missing.txt'
FileNotFoundError [Errno 2] No such file or directory: 'missing/x.txt'
IsADirectoryError [Errno 21] Is a directory: 'below'
FileNotFoundError [Errno 2] No such file or directory: ''
NotADirectoryError [Errno 20] Not a directory: 'shown.txt/x'
";
    assert_eq!(printed(Capabilities::none().files(folder.inside()), script), expected);
    assert_eq!(fs::read_to_string(folder.0.join("inside/new.txt")).ok().as_deref(), Some("newer"));
}

#[test]
fn no_path_leads_out_of_a_directory() {
    let folder = Folder::new();
    let absolute = folder.0.join("secret.txt");
    let inside = folder.0.join("inside/shown.txt");
    let paths = format!(
        "['../secret.txt', 'below/../../secret.txt', './../secret.txt', '..', '/', '.', {absolute:?}, {inside:?}, \
         '/etc/passwd', '//etc/passwd', '/proc/self/environ', 'below/../../inside/../secret.txt', '../inside/shown.txt', \
         'x' * 5000, 'a/' * 3000 + 'b', '../' * 100 + 'etc/passwd', '~/.profile', 'shown.txt\\0', '\\0', \
         'file:///etc/passwd', b'../secret.txt']",
    );
    assert_eq!(opened(folder.inside(), &paths), Vec::<String>::new());
    let names: Vec<_> = fs::read_dir(&folder.0).expect("it can be read").collect();
    assert_eq!(names.len(), 2);
    assert_eq!(fs::read_to_string(absolute).ok().as_deref(), Some("secret"));
}

#[cfg(unix)]
#[test]
fn windows_names_are_plain_names() {
    let folder = Folder::new();
    let paths = r"['C:\\secret.txt', '..\\secret.txt', '\\\\?\\C:\\secret.txt', 'NUL', 'CON', 'shown.txt::$DATA', 'shown.txt.']";
    let lines = opened(folder.inside().read_only(), paths);
    assert_eq!(lines, Vec::<String>::new());
    opened(folder.inside(), paths);
    assert_eq!(fs::read_to_string(folder.0.join("secret.txt")).ok().as_deref(), Some("secret"));
    assert!(folder.0.join(r"inside/..\secret.txt").exists());
}

#[cfg(unix)]
#[test]
fn symbolic_links_stay_inside() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    let inside = folder.0.join("inside");
    symlink("../secret.txt", inside.join("up")).expect("a link");
    symlink(folder.0.join("secret.txt"), inside.join("absolute")).expect("a link");
    symlink("..", inside.join("parent")).expect("a link");
    symlink("/", inside.join("root")).expect("a link");
    symlink("../nothing.txt", inside.join("dangling")).expect("a link");
    symlink("loop", inside.join("loop")).expect("a link");
    symlink("below/deep.txt", inside.join("good")).expect("a link");
    symlink("../shown.txt", inside.join("below/good")).expect("a link");
    let name = folder.0.file_name().expect("a name").to_string_lossy().into_owned();
    let paths = format!(
        "['up', 'absolute', 'parent/secret.txt', 'parent/inside/shown.txt', 'root/etc/passwd', 'dangling', 'loop', \
         'loop/x', 'below/../up', 'root/proc/self/environ', 'parent/../{name}/secret.txt']"
    );
    assert_eq!(opened(folder.inside(), &paths), Vec::<String>::new());
    assert!(!folder.0.join("nothing.txt").exists());
    let good = opened(folder.inside().read_only(), "['good', 'below/good', 'below/../good']");
    let expected = ["r 'good' OPENED deep", "r 'below/good' OPENED shown", "r 'below/../good' OPENED deep"];
    assert_eq!(good, expected);
    let mut links = folder.inside();
    assert!(!links.is_directory("parent") && !links.is_directory("root") && links.is_directory("below"));
}

#[cfg(unix)]
#[test]
fn a_directory_swapped_meanwhile_does_not_lead_out() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    let inside = folder.0.join("inside");
    fs::create_dir(folder.0.join("outside")).expect("a folder");
    fs::write(folder.0.join("outside/deep.txt"), "secret").expect("a file");
    let stop = Arc::new(AtomicBool::new(false));
    let swapper = std::thread::spawn({
        let (stop, inside) = (stop.clone(), inside.clone());
        move || {
            while !stop.load(Ordering::Relaxed) {
                let _ = fs::rename(inside.join("below"), inside.join("aside"));
                let _ = symlink("../outside", inside.join("below"));
                let _ = fs::remove_file(inside.join("below"));
                let _ = fs::rename(inside.join("aside"), inside.join("below"));
            }
        }
    });
    let mut files = folder.inside();
    let options = OpenOptions { read: true, ..OpenOptions::default() };
    for _ in 0..5_000 {
        if let Ok(mut file) = files.open("below/deep.txt", options) {
            let mut text = String::new();
            file.read_to_string(&mut text).expect("it can be read");
            assert_eq!(text, "deep");
        }
    }
    stop.store(true, Ordering::Relaxed);
    swapper.join().expect("the thread ends");
    // The directory itself stays the one that was opened.
    fs::rename(&inside, folder.0.join("renamed")).expect("it is renamed");
    symlink("outside", &inside).expect("a link");
    let mut text = String::new();
    files.open("shown.txt", options).and_then(|mut file| file.read_to_string(&mut text)).expect("it is still there");
    assert_eq!(text, "shown");
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_opened() {
    let folder = Folder::new();
    let inside = folder.0.join("inside");
    let socket = std::os::unix::net::UnixListener::bind(inside.join("socket")).expect("a socket");
    let made = std::process::Command::new("mkfifo").arg(inside.join("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()), "a pipe is made");
    // Opening a pipe that nobody writes to would wait for ever.
    assert_eq!(opened(folder.inside(), "['pipe', 'socket']"), Vec::<String>::new());
    drop(socket);
}

#[test]
fn read_only_files_cannot_be_written() {
    let folder = Folder::new();
    let memory = MemoryFiles::new();
    memory.write("shown.txt", "shown").expect("it is written");
    let script = "
for path, mode in ('shown.txt', 'w'), ('shown.txt', 'a'), ('shown.txt', 'r+'), ('new.txt', 'x'), ('new.txt', 'wb+'):
    try:
        open(path, mode)
    except OSError as error:
        print(type(error).__name__, error)
print(open('shown.txt').read())
";
    let line = |path: &str| format!("OSError [Errno 30] Read-only file system: '{path}'\n");
    let expected = line("shown.txt").repeat(3) + &line("new.txt").repeat(2) + "shown\n";
    assert_eq!(printed(Capabilities::none().files(folder.inside().read_only()), script), expected);
    assert_eq!(printed(Capabilities::none().files(memory.clone().read_only()), script), expected);
    assert_eq!(memory.paths(), ["shown.txt"]);
    assert!(!folder.0.join("inside/new.txt").exists());
}

#[test]
fn a_directory_holds_no_more_than_its_limits() {
    let folder = Folder::new();
    let script = "
with open('a.txt', 'wb') as file:
    file.write(b'x' * 900)
try:
    with open('b.txt', 'wb') as file:
        file.write(b'x' * 200)
except OSError as error:
    print(error)
with open('b.txt', 'wb') as file:
    file.write(b'x' * 100)
kept = []
try:
    while True:
        kept.append(open('a.txt'))
except OSError as error:
    print(len(kept), error)
kept = None
# Those that are forgotten are closed when there are too many.
for _ in range(100):
    last = open('a.txt')
print(len(last.read()))
";
    let files = folder.inside().written_bytes(1000).open_files(5);
    let expected = "[Errno 122] Disk quota exceeded\n5 [Errno 24] Too many open files: 'a.txt'\n900\n";
    assert_eq!(printed(Capabilities::none().files(files), script), expected);
}

#[test]
fn files_in_memory_behave_as_files() {
    let files = MemoryFiles::new();
    files.write("data/list.txt", "one\ntwo\n").expect("it is written");
    let script = "
print(open('data/list.txt').read().split(), open('data/../data/./list.txt').readline())
with open('data/list.txt', 'r+') as file:
    file.seek(0, 2)
    file.write('three\\n')
    file.seek(0)
    print(len(file.readlines()))
with open('top.txt', 'wb+') as file:
    file.seek(5)
    file.write(b'x')
    file.seek(0)
    print(file.read())
with open('top.txt', 'a') as file:
    print(file.tell(), file.write('yz'), file.tell())
with open('data/list.txt', 'w') as file:
    pass
print(repr(open('data/list.txt').read()))
for path, mode in (
    ('missing.txt', 'r'), ('missing/new.txt', 'w'), ('data', 'r'), ('data/', 'w'), ('.', 'r'), ('', 'w'),
    ('top.txt/x', 'w'), ('top.txt/', 'r'), ('../top.txt', 'w'), ('data/../../top.txt', 'r'), ('/top.txt', 'r'), ('top.txt', 'x'),
):
    try:
        open(path, mode)
    except OSError as error:
        print(type(error).__name__, error)
";
    let expected = "\
['one', 'two'] one

3
b'\\x00\\x00\\x00\\x00\\x00x'
6 2 8
''
FileNotFoundError [Errno 2] No such file or directory: 'missing.txt'
FileNotFoundError [Errno 2] No such file or directory: 'missing/new.txt'
IsADirectoryError [Errno 21] Is a directory: 'data'
IsADirectoryError [Errno 21] Is a directory: 'data/'
IsADirectoryError [Errno 21] Is a directory: '.'
FileNotFoundError [Errno 2] No such file or directory: ''
NotADirectoryError [Errno 20] Not a directory: 'top.txt/x'
NotADirectoryError [Errno 20] Not a directory: 'top.txt/'
PermissionError [Errno 13] a path led outside of the filesystem: '../top.txt'
PermissionError [Errno 13] a path led outside of the filesystem: 'data/../../top.txt'
PermissionError [Errno 13] a path led outside of the filesystem: '/top.txt'
FileExistsError [Errno 17] File exists: 'top.txt'
";
    assert_eq!(printed(Capabilities::none().files(files.clone()), script), expected);
    assert_eq!(files.read("top.txt").ok().as_deref(), Some(&b"\0\0\0\0\0xyz"[..]));
    assert!(files.remove("top.txt").is_ok() && files.remove("top.txt").is_err());
    assert_eq!(files.paths(), ["data/list.txt"]);
    for path in ["../x", "/x", "", ".", "data", "data/list.txt/x", "a\0b"] {
        assert!(files.write(path, "").is_err(), "{path:?}");
    }
}

#[test]
fn files_in_memory_are_bounded() {
    let files = MemoryFiles::new().limit(100_000);
    let script = "
def fill(work):
    try:
        work()
    except OSError as error:
        print(str(error)[:60])
def write(path, count):
    with open(path, 'wb', 0) as file:
        file.write(b'x' * count)
def names():
    for number in range(10000):
        open(f'{number}.txt', 'w')
fill(lambda: write('a', 50_000))
fill(lambda: write('b', 60_000))
fill(lambda: open('n' * 100_000, 'w'))
fill(names)
def seek():
    with open('a', 'rb+') as file:
        file.seek(2**62)
        file.write(b'x')
fill(seek)
";
    let out = printed(Capabilities::none().files(files.clone()), script);
    assert_eq!(out.matches("[Errno 28] No space left on device").count(), 4, "{out}");
    let held: usize = files.paths().iter().filter_map(|path| files.read(path).ok()).map(|bytes| bytes.len()).sum();
    assert!(held <= 100_000);
    // What is freed can be used again.
    for path in files.paths() {
        files.remove(&path).expect("it is there");
    }
    let again = "for _ in range(20):\n    with open('again', 'w') as file:\n        file.write('x' * 40_000)\n";
    assert_eq!(printed(Capabilities::none().files(files.clone()), again), "");
    assert_eq!(files.read("again").map(|bytes| bytes.len()).ok(), Some(40_000));
}

#[test]
fn virtual_time_jumps_and_begins_at_its_date() {
    let script = "
import asyncio, time
async def main():
    await asyncio.sleep(3600)
asyncio.run(main())
time.sleep(0.5)
print(time.time(), time.monotonic(), time.process_time())
";
    let clock = VirtualClock::starting_at(Duration::from_secs(1000));
    assert_eq!(printed(Capabilities::none().clock(clock), script), "4600.5 3600.5 3600.5\n");
}

#[test]
fn a_manual_clock_wakes_the_driver_of_every_machine() {
    let engine = Engine::builder().build().expect("the engine builds");
    let script = "import asyncio\nasync def wait(seconds):\n    await asyncio.sleep(seconds)\n    return seconds\n";
    let program = engine.compile("wait.py", script).expect("it compiles");
    let clock = ManualClock::starting_at(Duration::from_secs(50));
    let threads: Vec<_> = (1..=3)
        .map(|seconds| {
            let mut vm = engine
                .vm_with(Limits::default(), Capabilities::none().clock(clock.clone()))
                .expect("the machine starts");
            let program = program.clone();
            std::thread::spawn(move || {
                hognose::block_on(vm.run(&program)).expect("it runs");
                hognose::block_on(vm.call::<i64>("wait", (seconds,))).expect("it waits")
            })
        })
        .collect();
    // However late a machine begins to wait, the time goes on until it is woken.
    while !threads.iter().all(std::thread::JoinHandle::is_finished) {
        clock.advance(Duration::from_millis(100));
        std::thread::yield_now();
    }
    let waited: Vec<i64> = threads.into_iter().map(|thread| thread.join().expect("it ends")).collect();
    assert_eq!(waited, [1, 2, 3]);
    assert_eq!(clock.wall(), Some(Duration::from_secs(50) + clock.monotonic()));
}

#[test]
fn a_manual_clock_steps() {
    let engine = Engine::builder().build().expect("the engine builds");
    let clock = ManualClock::new();
    let capabilities = Capabilities::none().clock(clock.clone());
    let mut vm = engine.vm_with(Limits::default(), capabilities).expect("the machine starts");
    let script = "import asyncio\nasync def main():\n    await asyncio.sleep(10)\nasyncio.run(main())\n";
    vm.start(&engine.compile("ten.py", script).expect("it compiles")).expect("it starts");
    for second in 0..10 {
        while vm.step().expect("it goes on") == Step::Ready {}
        let left = Duration::from_secs(10 - second);
        assert_eq!(vm.step().ok(), Some(Step::Waiting { next_timer: Some(left), host_futures: 0, deferred: 0 }));
        clock.advance(Duration::from_secs(1));
    }
    while vm.step().expect("it goes on") == Step::Ready {}
    assert_eq!(vm.step().ok(), Some(Step::Done));
}

#[test]
fn randomness_is_the_hosts() {
    let script = "
import os, random
print(os.urandom(4).hex(), random.random(), random.SystemRandom().randrange(1000))
";
    let once = printed(Capabilities::none().random(SeededRandom::new(9)), script);
    assert_eq!(once, printed(Capabilities::none().random(SeededRandom::new(9)), script));
    assert_ne!(once, printed(Capabilities::none().random(SeededRandom::new(8)), script));
    let system = || printed(Capabilities::none().random(hognose::SystemRandom), script);
    assert_ne!(system(), system());
}

#[test]
fn output_goes_to_writers_and_its_errors_are_raised() {
    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("nobody panicked").write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let engine = Engine::builder().build().expect("the engine builds");
    let (out, err) = (Shared::default(), Shared::default());
    let capabilities = Capabilities::none().output(Writers::new(out.clone(), err.clone()));
    let mut vm = engine.vm_with(Limits::default(), capabilities).expect("the machine starts");
    let program = engine.compile("p.py", "import sys\nprint('a')\nprint('b', file=sys.stderr)").expect("it compiles");
    hognose::block_on(vm.run(&program)).expect("it runs");
    let text = |shared: &Shared| String::from_utf8_lossy(&shared.0.lock().expect("nobody panicked")).into_owned();
    assert_eq!((text(&out), text(&err)), ("a\n".to_string(), "b\n".to_string()));

    let full = |_: hognose::Stream, _: &[u8]| Err(std::io::ErrorKind::StorageFull.into());
    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().output(full)).expect("the machine starts");
    let error = hognose::block_on(vm.run(&program)).expect_err("nothing can be written");
    assert_eq!(error.to_string(), "OSError: [Errno 28] No space left on device");
}

#[test]
fn input_is_read_by_the_line_and_to_its_end() {
    let script = "import sys\nprint(input(), input('> '), sys.stdin.read().split())\n";
    let capabilities = Capabilities::none().input(std::io::Cursor::new("one\ntwo\nthree\nfour"));
    assert_eq!(printed(capabilities, script), "> one two ['three', 'four']\n");
}

#[test]
fn the_environment_is_a_copy() {
    let variables = std::collections::BTreeMap::from([("A".to_string(), "1".to_string())]);
    let script = "import os\nos.environ['B'] = '2'\nprint(os.environ, os.getenv('A'))\n";
    let capabilities = Capabilities::none().environment(variables);
    assert_eq!(printed(capabilities, script), "environ({'A': '1', 'B': '2'}) 1\n");
}
