//! What CPython 3.13 has and Hognose lacks: the error that a script gets for it carries a note that says so.

use super::Vm;
use super::lacking_os;
use super::stdlib_names::is_stdlib;
use crate::native::Raised;
use crate::symbol::names;
use crate::value::Value;

impl Vm {
    /// Adds a note to the exception on its way.
    fn note_raised(&mut self, note: &str) {
        let (exception, note) = (self.heap.raised, self.heap.str(note));
        let notes = self.heap.list_of(vec![note]);
        self.set_field(exception, names::NOTES, notes);
    }

    /// The error on its way is about a module that is not there: says so if CPython has it.
    pub(super) fn note_lacking_module(&mut self, raised: Raised, module: &str) -> Raised {
        let first = module.split('.').next().unwrap_or(module);
        if is_stdlib(first) {
            let hint = module_hint(first);
            self.note_raised(&format!("CPython has the module '{module}', Hognose does not{hint}"));
        }
        raised
    }

    /// The error on its way is about a name that a module lacks: says so if CPython's module has it.
    pub(crate) fn note_lacking_name(&mut self, raised: Raised, module: &str, name: &str) -> Raised {
        if is_lacking(module, name) && self.builtins.is_builtin_module(module) {
            let hint = match module {
                "asyncio" => asyncio_hint(name),
                "os" => ": let the host hand in a function",
                _ => "",
            };
            self.note_raised(&format!("CPython's module '{module}' has '{name}', Hognose's does not{hint}"));
        }
        raised
    }
}

impl Vm {
    /// The error on its way is about a name that is not defined: says so if CPython has a built-in of that name.
    pub(super) fn note_lacking_builtin(&mut self, raised: Raised, name: Value) -> Raised {
        let name = self.heap.text(name).unwrap_or("").to_string();
        if let Some((_, hint)) = LACKING_BUILTINS.iter().find(|(known, _)| *known == name) {
            self.note_raised(&format!("CPython has the built-in '{name}', Hognose does not{hint}"));
        }
        raised
    }
}

/// CPython's built-ins that are no names here, and what to do instead.
const LACKING_BUILTINS: &[(&str, &str)] = &[
    ("__import__", ": write an import statement"),
    ("breakpoint", ""),
    ("compile", ": the host compiles programs"),
    ("complex", ": there are no complex numbers"),
    ("copyright", ""),
    ("credits", ""),
    ("eval", ": the host compiles programs"),
    ("exec", ": the host compiles programs"),
    ("exit", ": use sys.exit"),
    ("help", ""),
    ("license", ""),
    ("memoryview", ": use bytes or bytearray"),
    ("quit", ": use sys.exit"),
];

/// Whether CPython's module has a name that ours lacks.
fn is_lacking(module: &str, name: &str) -> bool {
    if module == "os" {
        return lacking_os::is_lacking(name);
    }
    let known = LACKING.iter().find(|(known, _)| *known == module);
    known.is_some_and(|(_, lacking)| lacking.binary_search(&name).is_ok())
}

/// What to do instead.
fn module_hint(module: &str) -> &'static str {
    match module {
        "threading" | "_thread" | "queue" | "concurrent" | "multiprocessing" => {
            ": there are no threads in a script, use asyncio's tasks"
        }
        "socket" | "ssl" | "select" | "selectors" | "http" | "urllib" => {
            ": a script has no sockets, let the host hand in a function"
        }
        "subprocess" => ": a script starts no processes, let the host hand in a function",
        _ => "",
    }
}

/// What to do instead of a name of asyncio.
fn asyncio_hint(name: &str) -> &'static str {
    match name {
        "to_thread" | "run_coroutine_threadsafe" | "wrap_future" | "threads" => {
            ": there are no threads in a script, use asyncio.create_task or an async function of the host"
        }
        "create_subprocess_exec" | "create_subprocess_shell" | "subprocess" => {
            ": a script starts no processes, let the host hand in an async function"
        }
        "open_connection" | "open_unix_connection" | "start_server" | "start_unix_server" | "streams" => {
            ": a script has no sockets, let the host hand in an async function"
        }
        "events" | "exceptions" | "futures" | "locks" | "queues" | "runners" | "taskgroups" | "tasks" | "timeouts"
        | "coroutines" => ": its names are in asyncio itself",
        _ => "",
    }
}

/// Public names of CPython's modules that ours lack, sorted.
const LACKING: &[(&str, &[&str])] = &[
    (
        "asyncio",
        &[
            "AbstractChildWatcher",
            "AbstractServer",
            "BaseProtocol",
            "BaseTransport",
            "BufferedProtocol",
            "DatagramProtocol",
            "DatagramTransport",
            "FastChildWatcher",
            "MultiLoopChildWatcher",
            "PidfdChildWatcher",
            "Protocol",
            "ReadTransport",
            "SafeChildWatcher",
            "Server",
            "StreamReader",
            "StreamReaderProtocol",
            "StreamWriter",
            "SubprocessProtocol",
            "SubprocessTransport",
            "ThreadedChildWatcher",
            "Transport",
            "WriteTransport",
            "coroutines",
            "create_subprocess_exec",
            "create_subprocess_shell",
            "events",
            "exceptions",
            "futures",
            "get_child_watcher",
            "locks",
            "open_connection",
            "open_unix_connection",
            "protocols",
            "queues",
            "run_coroutine_threadsafe",
            "runners",
            "set_child_watcher",
            "start_server",
            "start_unix_server",
            "streams",
            "subprocess",
            "taskgroups",
            "tasks",
            "threads",
            "timeouts",
            "to_thread",
            "transports",
            "wrap_future",
        ],
    ),
    ("collections", &["UserDict", "UserList", "UserString"]),
    ("contextlib", &["chdir"]),
    (
        "gc",
        &[
            "DEBUG_COLLECTABLE",
            "DEBUG_LEAK",
            "DEBUG_SAVEALL",
            "DEBUG_STATS",
            "DEBUG_UNCOLLECTABLE",
            "callbacks",
            "freeze",
            "garbage",
            "get_count",
            "get_debug",
            "get_freeze_count",
            "get_objects",
            "get_referents",
            "get_referrers",
            "get_stats",
            "get_threshold",
            "is_finalized",
            "is_tracked",
            "set_debug",
            "set_threshold",
            "unfreeze",
        ],
    ),
    (
        "inspect",
        &[
            "ArgInfo",
            "Arguments",
            "Attribute",
            "BlockFinder",
            "BoundArguments",
            "BufferFlags",
            "ClassFoundException",
            "ClosureVars",
            "EndOfBlock",
            "FrameInfo",
            "FullArgSpec",
            "Parameter",
            "Signature",
            "TPFLAGS_IS_ABSTRACT",
            "Traceback",
            "classify_class_attrs",
            "currentframe",
            "findsource",
            "formatannotation",
            "formatannotationrelativeto",
            "formatargvalues",
            "get_annotations",
            "getabsfile",
            "getargs",
            "getargvalues",
            "getattr_static",
            "getblock",
            "getcallargs",
            "getclasstree",
            "getclosurevars",
            "getcomments",
            "getfile",
            "getframeinfo",
            "getfullargspec",
            "getinnerframes",
            "getlineno",
            "getmembers_static",
            "getmodule",
            "getmodulename",
            "getouterframes",
            "getsource",
            "getsourcefile",
            "getsourcelines",
            "signature",
            "stack",
            "trace",
            "walktree",
        ],
    ),
    (
        "random",
        &[
            "BPF",
            "LOG4",
            "NV_MAGICCONST",
            "RECIP_BPF",
            "SG_MAGICCONST",
            "TWOPI",
            "betavariate",
            "binomialvariate",
            "expovariate",
            "gammavariate",
            "gauss",
            "lognormvariate",
            "main",
            "normalvariate",
            "paretovariate",
            "vonmisesvariate",
            "weibullvariate",
        ],
    ),
    (
        "sys",
        &[
            "abiflags",
            "activate_stack_trampoline",
            "addaudithook",
            "api_version",
            "audit",
            "base_exec_prefix",
            "base_prefix",
            "breakpointhook",
            "builtin_module_names",
            "call_tracing",
            "deactivate_stack_trampoline",
            "exec_prefix",
            "flags",
            "float_repr_style",
            "get_coroutine_origin_tracking_depth",
            "get_int_max_str_digits",
            "getallocatedblocks",
            "getdlopenflags",
            "getfilesystemencodeerrors",
            "getprofile",
            "getrefcount",
            "getsizeof",
            "getswitchinterval",
            "gettrace",
            "getunicodeinternedsize",
            "is_finalizing",
            "is_stack_trampoline_active",
            "meta_path",
            "orig_argv",
            "path_hooks",
            "path_importer_cache",
            "platlibdir",
            "prefix",
            "pycache_prefix",
            "set_coroutine_origin_tracking_depth",
            "set_int_max_str_digits",
            "setdlopenflags",
            "setprofile",
            "setswitchinterval",
            "settrace",
            "stdlib_module_names",
            "thread_info",
        ],
    ),
    (
        "time",
        &[
            "CLOCK_BOOTTIME",
            "CLOCK_MONOTONIC",
            "CLOCK_MONOTONIC_RAW",
            "CLOCK_PROCESS_CPUTIME_ID",
            "CLOCK_REALTIME",
            "CLOCK_TAI",
            "CLOCK_THREAD_CPUTIME_ID",
            "altzone",
            "asctime",
            "clock_getres",
            "clock_gettime",
            "clock_gettime_ns",
            "clock_settime",
            "clock_settime_ns",
            "ctime",
            "daylight",
            "get_clock_info",
            "gmtime",
            "localtime",
            "mktime",
            "pthread_getcpuclockid",
            "strftime",
            "strptime",
            "struct_time",
            "thread_time",
            "thread_time_ns",
            "timezone",
            "tzname",
            "tzset",
        ],
    ),
    (
        "types",
        &[
            "CapsuleType",
            "ClassMethodDescriptorType",
            "DynamicClassAttribute",
            "get_original_bases",
            "prepare_class",
            "resolve_bases",
        ],
    ),
    ("warnings", &["deprecated"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for (module, lacking) in LACKING {
            assert!(lacking.is_sorted(), "{module}");
        }
    }
}
