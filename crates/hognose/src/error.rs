//! What went wrong, in owned text: an error outlives the virtual machine it comes from.

use crate::tasks::Tasks;
use crate::{Warning, syntax_error};
use hognose_runtime::vm::Ending;
use hognose_source::{CompileErrors, SourceFile, Span};
use std::any::Any;
use std::fmt;
use std::sync::Arc;

/// A result with [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of error it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The source text was refused.
    Compile,
    /// A script's exception that nobody caught.
    Exception,
    /// A limit was reached, or the host interrupted the script.
    Limit,
    /// The host asked for what is not there, or a value does not fit.
    Host,
    /// The script waits for something that nobody here brings about.
    WouldWait,
    /// The virtual machine is gone.
    Closed,
    /// The virtual machine has as much to do as it may: more calls are under way, or more requests wait, than its
    /// [`Limits`](crate::Limits) allow.
    Busy,
}

/// How a script that raised SystemExit wants the process to end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exit {
    /// The exit status.
    pub code: i32,
    /// To be printed on standard error.
    pub message: Option<String>,
}

/// What went wrong. `Send`, `Sync`, one word, and free of the virtual machine.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "def price(article): return {'apple': 3}[article]";
/// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
/// let error = hognose::block_on(vm.call::<i64>("price", ("fig",))).unwrap_err();
/// assert_eq!(error.kind(), hognose::ErrorKind::Exception);
/// assert_eq!((error.type_name(), error.message()), ("KeyError", "'fig'"));
/// assert_eq!(error.to_string(), "KeyError: 'fig'");
/// let error = hognose::block_on(vm.call::<String>("price", ("apple",))).unwrap_err();
/// assert_eq!(error.kind(), hognose::ErrorKind::Host);
/// assert_eq!(error.to_string(), "expected a str, not int");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Error(Box<Parts>);

#[derive(Clone)]
struct Parts {
    kind: ErrorKind,
    type_name: String,
    /// The names of the exception's class and of those that it derives from.
    classes: Arc<[String]>,
    message: String,
    traceback: String,
    compile: Option<CompileErrors>,
    warnings: Vec<Warning>,
    exit: Option<Exit>,
    hooked: bool,
    frames: Vec<ErrorFrame>,
    tasks: Tasks,
    misfits: Vec<Misfit>,
    source: Option<Arc<Source>>,
    ending: Option<Ending>,
    is_final: bool,
    #[cfg(feature = "miette")]
    places: std::sync::Arc<std::sync::OnceLock<Vec<crate::report::Place>>>,
}

/// The host's own error, kept while it goes through a script.
type Source = Box<dyn std::error::Error + Send + Sync>;

/// What a script lacks of an interface: see [`Context::interface`](crate::Context::interface).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Misfit {
    /// What is wrong, and how it ought to be.
    pub message: String,
    /// The definition that does not fit; None where there is none.
    pub place: Option<(Arc<SourceFile>, Span)>,
}

/// A frame of a traceback.
#[derive(Clone, Debug)]
pub struct ErrorFrame {
    /// The function's name; `<module>` outside of functions.
    pub function: String,
    /// Its source.
    pub file: Arc<SourceFile>,
    /// Where it was.
    pub span: Span,
}

impl ErrorFrame {
    /// The line, from 1.
    pub fn line(&self) -> u32 {
        self.file.line_column(self.span.start).line
    }

    /// The column in bytes, from 0.
    pub fn column(&self) -> u32 {
        self.file.line_column(self.span.start).column
    }
}

impl Error {
    fn new(kind: ErrorKind, type_name: impl Into<String>, message: impl Into<String>) -> Error {
        let (type_name, message) = (type_name.into(), message.into());
        Error(Box::new(Parts {
            kind,
            type_name,
            classes: Arc::default(),
            message,
            traceback: String::new(),
            compile: None,
            warnings: Vec::new(),
            exit: None,
            hooked: false,
            frames: Vec::new(),
            tasks: Tasks::default(),
            misfits: Vec::new(),
            source: None,
            ending: None,
            is_final: false,
            #[cfg(feature = "miette")]
            places: Arc::default(),
        }))
    }

    pub(crate) fn compile(errors: CompileErrors) -> Error {
        let first = errors.diagnostics.first();
        let type_name = first.map_or("SyntaxError", |first| first.type_name());
        let message = first.map_or("", |first| first.message.as_str());
        let mut error = Error::new(ErrorKind::Compile, type_name, message);
        error.0.traceback = syntax_error::plain(&errors);
        error.0.traceback.push('\n');
        error.0.warnings = Warning::all(errors.warnings.clone());
        error.0.compile = Some(errors);
        error
    }

    pub(crate) fn exception(type_name: String, message: String, traceback: String, frames: Vec<ErrorFrame>) -> Error {
        let mut error = Error::new(ErrorKind::Exception, type_name, message);
        error.0.traceback = traceback;
        error.0.frames = frames;
        error
    }

    pub(crate) fn with_classes(mut self, classes: Vec<String>) -> Error {
        self.0.classes = classes.into();
        self
    }

    pub(crate) fn with_exit(mut self, exit: Exit) -> Error {
        self.0.exit = Some(exit);
        self
    }

    /// `sys.excepthook` has dealt with it; this is left to be written.
    pub(crate) fn hooked(mut self, text: String) -> Error {
        self.0.traceback = text;
        self.0.hooked = true;
        self
    }

    pub(crate) fn limit(why: Ending, message: impl Into<String>) -> Error {
        let mut error = Error::new(ErrorKind::Limit, "Limit", message);
        error.0.ending = Some(why);
        error
    }

    /// It is the machine that has ended, not one call.
    pub(crate) fn of_machine(mut self) -> Error {
        self.0.is_final = true;
        self
    }

    pub(crate) fn would_wait(tasks: Tasks) -> Error {
        const MESSAGE: &str = "deadlock: every task waits for what no timer and no other task will bring about";
        let mut error = Error::new(ErrorKind::WouldWait, "WouldWait", MESSAGE);
        error.0.traceback = format!("hognose: {MESSAGE}\n{tasks}");
        error.0.tasks = tasks;
        error
    }

    pub(crate) fn closed() -> Error {
        Error::new(ErrorKind::Closed, "Closed", "the virtual machine is gone")
    }

    /// What was refused at once.
    pub(crate) fn busy(what: &str, most: usize) -> Error {
        Error::new(ErrorKind::Busy, "Busy", format!("the virtual machine has as many {what} as it may, {most}"))
    }

    /// A standard stream that cannot be written.
    pub(crate) fn stream(error: &std::io::Error) -> Error {
        let broken = error.kind() == std::io::ErrorKind::BrokenPipe;
        Error::new(ErrorKind::Host, if broken { "BrokenPipeError" } else { "OSError" }, error.to_string())
    }

    /// An error of the host's own: a value that does not fit, a name that is not there.
    ///
    /// ```
    /// let error = hognose::Error::host("the shop has no shelf");
    /// assert_eq!(error.kind(), hognose::ErrorKind::Host);
    /// assert_eq!(error.to_string(), "the shop has no shelf");
    /// ```
    pub fn host(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Host, "Host", message)
    }

    /// A value that does not fit; a script sees it as an exception of that class.
    pub(crate) fn misfit(type_name: &str, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Host, type_name, message)
    }

    pub(crate) fn no_global(name: &str) -> Error {
        Error::host(format!("the script has no global name '{name}'"))
    }

    pub(crate) fn would_wait_in_call() -> Error {
        Error::new(ErrorKind::WouldWait, "RuntimeError", "the function would have to wait, and its caller cannot")
    }

    /// A script's object that does not implement an interface.
    pub(crate) fn misfits_of(what: &str, misfits: Vec<Misfit>) -> Error {
        let (mut message, mut traceback) = (format!("{what}:"), format!("{what}:\n"));
        for Misfit { message: one, place } in &misfits {
            message.push_str(&format!("\n- {one}"));
            if let Some((file, span)) = place {
                let line = file.line_column(span.start).line;
                message.push_str(&format!(" ({}, line {line})", file.name()));
                traceback.push_str(&format!("  File \"{}\", line {line}\n", file.name()));
                traceback.push_str(&format!("    {}\n", file.line_text(line).trim()));
            }
            traceback.push_str(&format!("{one}\n"));
        }
        let mut error = Error::misfit("TypeError", message);
        error.0.traceback = traceback;
        error.0.misfits = misfits;
        error
    }

    pub(crate) fn waits_inside() -> Error {
        const MESSAGE: &str = "host code inside of a virtual machine cannot wait for a call of that machine: make the host \
                               function async, or call by its context";
        Error::new(ErrorKind::WouldWait, "RuntimeError", MESSAGE)
    }

    /// What a host function raises: a built-in exception class by its name, and a message. A name that no such class has
    /// becomes RuntimeError.
    ///
    /// ```
    /// let error = hognose::Error::raise("ValueError", "no such article");
    /// assert_eq!(error.to_string(), "ValueError: no such article");
    /// ```
    pub fn raise(class: &str, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Exception, class, message)
    }

    /// An error of the host's, which a script sees as RuntimeError. When it comes back to the host uncaught, or the host's
    /// own, it still is that error: see [`Error::downcast_ref`].
    ///
    /// ```
    /// let missing = std::io::Error::other("the shop is closed");
    /// let error = hognose::Error::from_source(missing);
    /// assert_eq!(error.to_string(), "the shop is closed");
    /// assert!(error.downcast_ref::<std::io::Error>().is_some());
    /// ```
    pub fn from_source(source: impl std::error::Error + Send + Sync + 'static) -> Error {
        if let Some(error) = (&source as &dyn Any).downcast_ref::<Error>() {
            return error.clone();
        }
        let mut error = Error::host(source.to_string());
        error.0.source = Some(Arc::new(Box::new(source) as Source));
        error
    }

    /// The host's own error that this one was made from, if it is of that type.
    pub fn downcast_ref<E: std::error::Error + 'static>(&self) -> Option<&E> {
        self.0.source.as_ref()?.downcast_ref()
    }

    pub(crate) fn with_origin(mut self, origin: Option<Arc<dyn Any + Send + Sync>>) -> Error {
        let Some(origin) = origin else { return self };
        match origin.downcast::<CompileErrors>() {
            Ok(errors) => self.0.compile = Some((*errors).clone()),
            Err(origin) => self.0.source = origin.downcast().ok(),
        }
        self
    }

    pub(crate) fn origin(&self) -> Option<Arc<dyn Any + Send + Sync>> {
        Some(self.0.source.clone()?)
    }

    /// Whether it is about a value that does not fit, with that class of exceptions.
    pub(crate) fn is_misfit(&self, type_name: &str) -> bool {
        self.0.kind == ErrorKind::Host && self.0.type_name == type_name && self.0.source.is_none()
    }

    /// The same, told of a function's argument.
    pub(crate) fn in_argument(mut self, function: impl fmt::Display, argument: impl fmt::Display) -> Error {
        if self.0.kind == ErrorKind::Host {
            self.0.message = format!("{function}() argument {argument}: {}", self.0.message);
        }
        self
    }

    /// The same, told of a struct's field.
    pub(crate) fn in_field(mut self, name: &str, field: &str) -> Error {
        if self.0.kind == ErrorKind::Host {
            self.0.message = format!("{name}['{field}']: {}", self.0.message);
        }
        self
    }

    /// The text of an exception that has no class of its own.
    pub(crate) fn message_for_script(&self) -> String {
        match self.0.kind {
            ErrorKind::Exception => self.to_string(),
            _ => self.0.message.clone(),
        }
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Why the host ended the script, for an error of the kind [`Limit`](ErrorKind::Limit).
    pub fn ending(&self) -> Option<Ending> {
        self.0.ending
    }

    /// Whether the machine runs nothing any more, because it reached a limit of its own ([`Limits`](crate::Limits)). A limit of
    /// one call leaves it usable, and so does an interrupt.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Ending, Engine, Limits};
    ///
    /// let engine = Engine::builder().build()?;
    /// let mut vm = engine.vm(Limits::default().fuel(100_000))?;
    /// hognose::block_on(vm.run(&engine.compile("spin.py", "def spin():\n    while True: pass\n")?))?;
    /// let call = vm.caller().call::<()>("spin", ()).fuel(1_000);
    /// let error = hognose::block_on(vm.run_until(call)).unwrap_err();
    /// assert!(error.ending() == Some(Ending::Fuel) && !error.is_final());
    /// let error = hognose::block_on(vm.call::<()>("spin", ())).unwrap_err();
    /// assert!(error.ending() == Some(Ending::Fuel) && error.is_final());
    /// # Ok(())
    /// # }
    /// ```
    pub fn is_final(&self) -> bool {
        self.0.is_final
    }

    /// Whether it is an exception of that class or of one that derives from it, given by its name: what an `except` of the
    /// script would catch. False for what is no exception of a script.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let program = engine.compile("open.py", "class Lost(FileNotFoundError): pass\nraise Lost('a.txt')")?;
    /// let error = hognose::block_on(vm.run(&program)).unwrap_err();
    /// assert_eq!(error.type_name(), "Lost");
    /// assert!(error.is_instance("Lost") && error.is_instance("OSError") && error.is_instance("BaseException"));
    /// assert!(!error.is_instance("ValueError"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn is_instance(&self, class: &str) -> bool {
        // Two built-in classes have a second name.
        let class = if matches!(class, "IOError" | "EnvironmentError") { "OSError" } else { class };
        self.0.classes.iter().any(|name| **name == *class)
    }

    /// The name of the exception's class, as a traceback shows it.
    pub fn type_name(&self) -> &str {
        &self.0.type_name
    }

    /// `str()` of the exception.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What CPython prints on standard error: the traceback, or the place of a syntax error, ending in a line feed.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let error = hognose::block_on(vm.run(&engine.compile("price.py", "price = 1 / 0")?)).unwrap_err();
    /// assert_eq!(error.traceback(), "\
    /// Traceback (most recent call last):
    ///   File \"price.py\", line 1, in <module>
    ///     price = 1 / 0
    ///             ~~^~~
    /// ZeroDivisionError: division by zero
    /// ");
    /// # Ok(())
    /// # }
    /// ```
    pub fn traceback(&self) -> &str {
        &self.0.traceback
    }

    /// Whether a `sys.excepthook` of the script's was called with the exception: the [`traceback`](Error::traceback) is then
    /// what is left to be written, as a rule nothing.
    pub fn is_hooked(&self) -> bool {
        self.0.hooked
    }

    /// The errors found at compile time: of the program, or of a module that a script could not import because of them.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// let error = engine.compile("shop.py", "a = 1 +\nb = 3j\n").unwrap_err();
    /// let found = error.diagnostics().expect("it is a compile error");
    /// let first = &found.diagnostics[0];
    /// assert_eq!(first.message, "invalid syntax");
    /// assert_eq!(found.file.line_column(first.span.start).line, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn diagnostics(&self) -> Option<&CompileErrors> {
        self.0.compile.as_ref()
    }

    /// What CPython would have warned of before it came to the first of them.
    pub fn warnings(&self) -> &[Warning] {
        &self.0.warnings
    }

    /// The frames that the exception came through, outermost first.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "def price(): return prices['fig']\nprices = {}\n";
    /// hognose::block_on(vm.run(&engine.compile("script.py", script)?))?;
    /// let error = hognose::block_on(vm.call::<i64>("price", ())).unwrap_err();
    /// let frame = error.frames().last().expect("the function's frame");
    /// assert_eq!((frame.function.as_str(), frame.line()), ("price", 1));
    /// assert_eq!(&frame.file.text()[frame.span.range()], "prices['fig']");
    /// # Ok(())
    /// # }
    /// ```
    pub fn frames(&self) -> &[ErrorFrame] {
        &self.0.frames
    }

    /// What does not fit in a script that was to implement an interface.
    pub fn misfits(&self) -> &[Misfit] {
        &self.0.misfits
    }

    /// The tasks of a deadlock, with what each waits for.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let script = "import asyncio\nasync def main(): await asyncio.Queue().get()\nasyncio.run(main())";
    /// let error = hognose::block_on(vm.run(&engine.compile("stuck.py", script)?)).unwrap_err();
    /// assert_eq!(error.tasks().iter().next().map(|task| task.coroutine.as_str()), Some("main"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn tasks(&self) -> &Tasks {
        &self.0.tasks
    }

    #[cfg(feature = "miette")]
    pub(crate) fn places(&self) -> &[crate::report::Place] {
        self.0.places.get_or_init(|| crate::report::places(self))
    }

    /// How the process is to end, for SystemExit.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let error = hognose::block_on(vm.run(&engine.compile("exit.py", "raise SystemExit(3)")?)).unwrap_err();
    /// assert_eq!(error.exit().map(|exit| exit.code), Some(3));
    /// # Ok(())
    /// # }
    /// ```
    pub fn exit(&self) -> Option<&Exit> {
        self.0.exit.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.kind {
            ErrorKind::Compile | ErrorKind::Exception if self.0.message.is_empty() => f.write_str(&self.0.type_name),
            ErrorKind::Compile | ErrorKind::Exception => write!(f, "{}: {}", self.0.type_name, self.0.message),
            _ => f.write_str(&self.0.message),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.0.kind).field("text", &self.to_string()).finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&***self.0.source.as_ref()?)
    }
}
