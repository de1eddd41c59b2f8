//! The command from outside: exit statuses, streams, and input that is bad on purpose.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

fn hognose() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hognose"));
    command.stdin(Stdio::null());
    command
}

fn run_code(code: &str) -> Output {
    hognose().args(["-c", code]).output().expect("the command runs")
}

/// A file with this content, in a folder of this test run's own.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    std::fs::write(&path, content).expect("the folder for tests can be written");
    path
}

fn run_file(name: &str, content: &[u8]) -> Output {
    hognose().arg("run").arg(file(name, content)).output().expect("the command runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The last line of standard error.
fn last(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim_end().lines().last().unwrap_or_default().to_string()
}

#[track_caller]
fn check(output: &Output, status: i32, last_line: &str) {
    assert_eq!((output.status.code(), last(output).as_str()), (Some(status), last_line));
}

#[test]
fn exit_statuses_are_those_of_cpython() {
    check(&run_code("print(1)"), 0, "");
    check(&run_code("1/0"), 1, "ZeroDivisionError: division by zero");
    check(&run_code("import sys; sys.exit(7)"), 7, "");
    check(&run_code("import sys; sys.exit('over')"), 1, "over");
    check(&run_code("raise SystemExit"), 0, "");
    check(&run_code("import sys; sys.exit(-1)"), 255, "");
    check(&run_code("x = ("), 1, "SyntaxError: '(' was never closed");
}

#[test]
fn stubs_are_written_and_named() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("typings");
    let written = hognose().arg("stubs").arg(&folder).output().expect("the command runs");
    check(&written, 0, "");
    let math = folder.join("math.pyi");
    assert!(out(&written).lines().any(|line| line == math.display().to_string()), "{}", out(&written));
    let text = std::fs::read_to_string(math).expect("it was written");
    assert!(text.contains("def sqrt(argument_1, /): ...\n"), "{text}");
    // A file stands where a folder is to be.
    let refused = hognose().arg("stubs").arg(file("no_folder", b"")).output().expect("the command runs");
    assert_eq!(refused.status.code(), Some(2));
    assert!(last(&refused).starts_with("hognose: can't write to '"), "{}", last(&refused));
}

#[test]
fn warnings_are_told_and_do_no_harm() {
    let script = file("warned.py", b"x = 1\nprint(x is 1)\n");
    let checked = hognose().arg("check").arg(&script).output().expect("the command runs");
    let expected = format!(
        "{}:2: SyntaxWarning: \"is\" with 'int' literal. Did you mean \"==\"?\n  print(x is 1)\n",
        script.display()
    );
    assert_eq!((checked.status.code(), String::from_utf8_lossy(&checked.stderr)), (Some(0), expected.as_str().into()));
    let run = hognose().arg("run").arg(&script).output().expect("the command runs");
    assert_eq!((out(&run).as_str(), String::from_utf8_lossy(&run.stderr)), ("True\n", expected.as_str().into()));
    check(&run_code("'\\d' (1"), 1, "SyntaxError: '(' was never closed");
}

#[test]
fn arguments_reach_the_script() {
    let script = file("argv.py", b"import sys\nprint(sys.argv[1:])\n");
    let output = hognose().arg("run").arg(&script).args(["a", "--plain", "-x"]).output().expect("the command runs");
    assert_eq!(out(&output), "['a', '--plain', '-x']\n");
    let output = hognose().args(["-c", "import sys; print(sys.argv)", "run", "b"]).output().expect("the command runs");
    assert_eq!(out(&output), "['-c', 'run', 'b']\n");
    let output = hognose().arg(&script).arg("direct").output().expect("the command runs");
    assert_eq!(out(&output), "['direct']\n");
}

#[test]
fn a_script_comes_from_standard_input() {
    let mut child =
        hognose().arg("-").arg("word").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the command runs");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    stdin.write_all(b"import sys\nprint(sys.argv)\n").expect("the script is read");
    drop(stdin);
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(out(&output), "['-', 'word']\n");
}

#[test]
fn files_that_are_no_scripts_are_refused() {
    let output = hognose().args(["run", "no_such_file.py"]).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(last(&output).starts_with("hognose: can't open file 'no_such_file.py'"));
    let output = run_file("latin.py", b"x = 1\ny = '\xe9'\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(last(&output).starts_with("SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xe9"));
    check(&run_file("nul.py", b"x = 1\0\n"), 1, "SyntaxError: source code cannot contain null bytes");
    check(&run_file("empty.py", b""), 0, "");
}

#[test]
fn endless_nesting_in_the_source_is_refused() {
    check(&run_file("parentheses.py", "(".repeat(2_000_000).as_bytes()), 1, "SyntaxError: too many nested parentheses");
    check(&run_file("brackets.py", "[".repeat(1_000_000).as_bytes()), 1, "SyntaxError: too many nested parentheses");
    let blocks: String = (0..2_000).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect();
    check(&run_file("blocks.py", blocks.as_bytes()), 1, "IndentationError: too many levels of indentation");
    let sum = format!("print({})", vec!["1"; 200_000].join("+"));
    let output = run_file("sum.py", sum.as_bytes());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}", output.status);
}

#[test]
fn endless_recursion_ends_in_recursion_error() {
    let scripts = [
        "def f(): f()\nf()",
        "class A:\n    def __getattr__(self, name): return getattr(self, name + 'x')\nA().a",
        "class A:\n    def __eq__(self, other): return self == other\nA() == A()",
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
        "class A:\n    def __repr__(self): return repr(self)\nrepr([A()])",
        "class A:\n    def __hash__(self): return hash(self)\n{A(): 1}",
        "class A:\n    def __lt__(self, other): return sorted([self, other])\nsorted([A(), A()])",
        "def key(x): return sorted([x], key=key)\nsorted([1, 2], key=key)",
        "class A:\n    def __bool__(self): return bool(self)\nbool(A())",
        "class A:\n    def __str__(self): return str(self)\nprint(A())",
        "class A:\n    def __index__(self): return [1][self]\n[1][A()]",
        "class A:\n    def __iter__(self): return iter(self)\nlist(A())",
        "class A:\n    def __call__(self): return self()\nA()()",
        "class A:\n    def __contains__(self, x): return x in self\n1 in A()",
        "def g():\n    yield from g()\nlist(g())",
        "async def f(): await f()\nf().send(None)",
    ];
    for script in scripts {
        let output = run_code(script);
        assert_eq!(output.status.code(), Some(1), "{script}\n{}", last(&output));
        assert!(
            last(&output).starts_with("RecursionError: maximum recursion depth exceeded"),
            "{script}\n{}",
            last(&output)
        );
    }
}

#[test]
fn huge_results_are_refused() {
    for script in ["10**10**8", "1 << 10**12", "'a' * 10**15", "[0] * 10**15", "f'{1:{10**15}}'", "b'x' * 10**16"] {
        let output = run_code(script);
        assert_eq!(output.status.code(), Some(1), "{script}: {}", last(&output));
        let kind = last(&output);
        assert!(
            kind.starts_with("MemoryError") || kind.starts_with("OverflowError") || kind.starts_with("ValueError"),
            "{script}: {kind}"
        );
    }
}

#[test]
fn cyclic_structures_are_printed() {
    check(&run_code("a = []; a.append(a); print(a, {1: a})"), 0, "");
    assert_eq!(out(&run_code("a = []; a.append(a); print(a)")), "[[...]]\n");
}

#[test]
fn a_closed_pipe_ends_the_script_quietly() {
    let mut child = hognose()
        .args(["-c", "while True: print('y')"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    reader.read_line(&mut line).expect("a line comes");
    drop(reader);
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((line.as_str(), last(&output).as_str()), ("y\n", ""));
    assert_ne!(output.status.code(), Some(0));
}

/// Starts a script and waits until it has printed its first line.
fn start(code: &str) -> Child {
    let mut child =
        hognose().args(["-c", code]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command runs");
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    reader.read_line(&mut line).expect("a line comes");
    child
}

fn signal(name: &str, child: &Child) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
}

#[test]
fn check_and_dis_do_not_run_scripts() {
    let good = file("good.py", b"def double(x):\n    return x * 2\nprint(double(4))\n");
    let output = hognose().arg("check").arg(&good).output().expect("the command runs");
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""));
    let output = hognose().arg("dis").arg(&good).output().expect("the command runs");
    assert!(out(&output).contains("return x * 2"), "{}", out(&output));
    let bad = file("bad.py", b"x = 1 +\n");
    let output = hognose().arg("check").args([&good, &bad]).output().expect("the command runs");
    check(&output, 1, "SyntaxError: invalid syntax");
}

#[test]
fn a_sandbox_has_no_files() {
    let output = hognose().args(["--sandbox", "-c", "open('/etc/passwd')"]).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(last(&output).starts_with("PermissionError: "), "{}", last(&output));
    let output = hognose().args(["--sandbox", "-c", "import time; time.time()"]).output().expect("the command runs");
    assert_eq!(last(&output), "OSError: this host gives scripts no clock");
}

#[test]
fn script_tests_are_blessed_and_run() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("suite");
    std::fs::create_dir_all(&folder).expect("the folder for tests can be written");
    std::fs::write(folder.join("sum.py"), "print(sum([1, 2, 3]))\n").expect("the folder for tests can be written");
    let output = hognose().arg("test").arg(&folder).arg("--bless").output().expect("the command runs");
    assert_eq!(out(&output), "1 blessed, 0 failed\n");
    std::fs::write(folder.join("sum.py"), "print(sum([1, 2, 4]))\n").expect("the folder for tests can be written");
    let output = hognose().arg("test").arg(&folder).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("-6\n+7\n"), "{}", out(&output));
    assert!(out(&output).ends_with("0 passed, 1 failed\n"));
}

const STUCK: &str = "\
import asyncio
async def worker(queue):
    return await queue.get()
async def main():
    task = asyncio.create_task(worker(asyncio.Queue()), name='worker')
    print('waiting')
    await task
asyncio.run(main())
";

#[test]
fn a_deadlock_says_which_task_waits_where_for_what() {
    let output = run_file("stuck.py", STUCK.as_bytes());
    let name = file("stuck.py", STUCK.as_bytes());
    let name = name.display();
    let expected = format!(
        "hognose: deadlock: every task waits for what no timer and no other task will bring about\n\
        Task-1 main() waits for worker\n  {name}:7 in main: await task\n    \
        worker worker() waits in Queue.get()\n      {name}:3 in worker: return await queue.get()\n"
    );
    assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), "waiting\n"));
}

#[test]
fn virtual_time_passes_when_the_script_sleeps() {
    let code = "import asyncio, time\nasync def main():\n    await asyncio.sleep(3600)\nstart = time.monotonic()\n\
                asyncio.run(main())\ntime.sleep(60)\nprint(time.monotonic() - start)\n";
    let output = hognose().args(["--virtual-time", "-c", code]).output().expect("the command runs");
    assert_eq!(out(&output), "3660.0\n");
}

#[test]
fn a_trace_has_a_line_for_each_change_of_a_task() {
    let code =
        "import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    raise ValueError\nasyncio.run(main())";
    let options = ["--virtual-time", "--trace-tasks", "--plain", "-c", code];
    let output = hognose().args(options).output().expect("the command runs");
    let trace = String::from_utf8_lossy(&output.stderr);
    let main: Vec<&str> = trace.lines().filter(|line| line.contains(" main() ")).collect();
    let expected = ["is created", "runs at <string>:2", "lets others run at <string>:3", "runs at <string>:3"];
    for (line, end) in main.iter().zip(expected.into_iter().chain(["ends with ValueError"])) {
        assert!(line.starts_with("[    0.000000] Task-1 ") && line.ends_with(end), "{line}");
    }
    assert_eq!(main.len(), 5);
}

/// Ctrl-\ is for a look at what runs; the script goes on.
#[cfg(unix)]
#[test]
fn a_quit_signal_shows_the_tasks() {
    let code = "import asyncio\nasync def main():\n    print('ready', flush=True)\n    await asyncio.sleep(30)\n\
                asyncio.run(main())";
    let mut child = start(code);
    signal("QUIT", &child);
    let stderr = child.stderr.take().expect("standard error is a pipe");
    let report: Vec<String> = BufReader::new(stderr).lines().map_while(Result::ok).take(3).collect();
    signal("INT", &child);
    let status = child.wait().expect("it ends");
    assert_eq!(report[0], "Unfinished tasks: 1");
    assert!(report[1].starts_with("Task-1 main() waits for a timer, due in "), "{report:?}");
    assert_eq!(report[2], "  <string>:4 in main: await asyncio.sleep(30)");
    // Ctrl-C ends the process as one that knows nothing of signals.
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(2));
}

/// What a script prints that reads this from standard input.
fn run_with_input(code: &str, input: &[u8]) -> Output {
    let mut command = hognose();
    command.args(["-c", code]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command runs");
    child.stdin.take().expect("standard input is a pipe").write_all(input).expect("the input is read");
    child.wait_with_output().expect("the command ends")
}

#[test]
fn standard_input_is_read_as_it_is() {
    let lines = run_with_input("import sys; print(sys.stdin.readlines())", b"a\r\nb\rc\n");
    assert_eq!(out(&lines), "['a\\r\\n', 'b\\rc\\n']\n");
    let line = run_with_input("print(repr(input()))", b"a\r\nb");
    assert_eq!(out(&line), "'a\\r'\n");
    let message = "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte";
    check(&run_with_input("input()", b"a\xff\n"), 1, message);
}

#[test]
fn a_script_knows_its_path() {
    let script = file("path.py", b"print(__file__)\n1/0\n");
    let folder = script.parent().expect("the file is in a folder");
    let output = hognose().current_dir(folder).args(["run", "path.py"]).output().expect("the command runs");
    assert_eq!(out(&output), format!("{}\n", script.display()));
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(stderr.contains(&format!("  File \"{}\", line 2, in <module>\n", script.display())), "{stderr}");
}

/// As CPython prints them of files with these contents.
#[test]
fn files_tell_the_line_endings_that_they_read() {
    const SCRIPT: &[u8] = b"
import sys
name = sys.argv[1]
for data in (b'a', b'a\\n', b'a\\r', b'a\\rb', b'a\\r\\nb\\n', b'a\\r\\rb\\n', b'x\\n\\r\\n\\rx', b'x' * 8191 + b'\\r\\n'):
    with open(name, 'wb') as f: f.write(data)
    with open(name) as f:
        f.read()
        print(f.newlines)
with open(name, 'a') as f: print(f.tell())
";
    let script = file("endings.py", SCRIPT);
    let data = script.with_file_name("endings.txt");
    let output = hognose().arg("run").arg(&script).arg(&data).output().expect("the command runs");
    let expected =
        ["None", "\n", "\r", "\r", "('\\n', '\\r\\n')", "('\\r', '\\n')", "('\\r', '\\n', '\\r\\n')", "\r\n", "8193"];
    assert_eq!(out(&output), expected.map(|line| format!("{line}\n")).concat());
}

/// In CPython each `cancel()` calls the next one, round and round.
#[test]
fn cancelling_a_circle_of_tasks_ends() {
    let code = "import asyncio\nasync def wait(box): await box[0]\nasync def main():\n    a, b = [], []\n    \
                first, second = asyncio.create_task(wait(a)), asyncio.create_task(wait(b))\n    a.append(second)\n    \
                b.append(first)\n    await asyncio.sleep(0)\n    await asyncio.sleep(0)\n    \
                try: first.cancel()\n    except RecursionError: print('RecursionError')\n    raise SystemExit(3)\n\
                asyncio.run(main())";
    let output = run_code(code);
    // `asyncio.run` cancels what is left, and comes to the circle again.
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), "RecursionError\n"));
}
