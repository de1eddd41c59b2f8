//! Stubs: what a type checker and an editor are told of the modules that scripts import, as `.pyi` files. `python_type` says
//! what Rust's types are in Python, `signature` what functions and classes look like, `write` writes it down; `library` looks
//! at the modules that are everybody's.

mod library;
mod python_type;
mod signature;
mod write;

pub use python_type::{Annotation, ArgumentTypes, PythonType, RecordField};
pub(crate) use signature::{Signature, StubClass, StubMember, StubModule};
pub(crate) use write::is_name;

use crate::border::ClassModules;
use crate::{Engine, Interface, Result};
use signature::StubParameter;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Stubs of an engine's modules: see [`Engine::stubs`].
#[derive(Clone, Debug)]
pub struct Stubs {
    modules: BTreeMap<String, StubModule>,
    classes: Arc<ClassModules>,
}

/// What stubs say of an interface; `#[hognose::interface]` writes it.
#[doc(hidden)]
#[derive(Clone, Default, Debug)]
pub struct InterfaceStub {
    pub documentation: Option<&'static str>,
    /// One for each method of [`Interface::METHODS`].
    pub methods: Vec<MethodStub>,
}

/// What stubs say of a method that scripts implement.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct MethodStub {
    pub documentation: Option<&'static str>,
    pub parameters: Vec<PythonType>,
    pub result: PythonType,
}

impl Engine {
    /// What editors and type checkers want to know of the host's modules, as the text of `.pyi` files: the functions with their
    /// parameters, defaults, types and docstrings, the classes with their members, the constants. Types are those that the
    /// conversions say ([`FromValue::python_type`](crate::FromValue::python_type)); structs that become dicts are `TypedDict`s.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Module};
    ///
    /// mod shop {
    ///     /// What an order costs.
    ///     #[hognose::function]
    ///     pub fn price(article: String, #[default = 1] count: u32, note: Option<String>) -> f64 {
    ///         let _ = note;
    ///         article.len() as f64 * f64::from(count)
    ///     }
    /// }
    ///
    /// let module = Module::new("shop").define(shop::price::definition()).constant("CURRENCY", "EUR");
    /// let engine = Engine::builder().module(module).build()?;
    /// let expected = "\
    /// CURRENCY: str
    ///
    /// def price(article: str, count: int = 1, note: str | None = None) -> float:
    ///     \"\"\"What an order costs.\"\"\"
    ///     ...
    /// ";
    /// assert_eq!(engine.stubs().text("shop").as_deref(), Some(expected));
    /// # Ok(())
    /// # }
    /// ```
    pub fn stubs(&self) -> Stubs {
        Stubs { modules: (*self.stubs).clone(), classes: self.classes.clone() }
    }

    /// The same of the modules of the standard library, as far as they are there: a type checker that reads these and not its
    /// own knows what a script cannot use. They have names and parameters, and few types. Those modules are left out on which
    /// the type checkers' own stubs rest, such as `collections` and `os`.
    ///
    /// # Errors
    /// When a module cannot be imported.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// let stubs = hognose::Engine::builder().build()?.library_stubs()?;
    /// let math = stubs.text("math").unwrap_or_default();
    /// assert!(math.contains("pi: float\n") && math.contains("def isclose(a, b, *, rel_tol=..., abs_tol=...): ...\n"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn library_stubs(&self) -> Result<Stubs> {
        Ok(Stubs { modules: library::modules(self)?, classes: self.classes.clone() })
    }
}

impl Stubs {
    /// Adds an interface to the stub of a module, as a `typing.Protocol`. The module need not be there when scripts run: what
    /// implements the interface does not name it.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Context, Engine, Result};
    ///
    /// /// What a plug-in has.
    /// #[hognose::interface]
    /// trait Plugin {
    ///     fn name(&self, cx: &mut Context<'_>) -> Result<String>;
    ///     async fn answer(&self, question: String) -> Result<Option<i64>>;
    /// }
    ///
    /// let stubs = Engine::builder().build()?.stubs().interface::<dyn Plugin>("plugins");
    /// let expected = "\
    /// from typing import Protocol
    ///
    /// class Plugin(Protocol):
    ///     \"\"\"What a plug-in has.\"\"\"
    ///
    ///     def name(self) -> str: ...
    ///     async def answer(self, question: str, /) -> int | None: ...
    /// ";
    /// assert_eq!(stubs.text("plugins").as_deref(), Some(expected));
    /// # Ok(())
    /// # }
    /// ```
    pub fn interface<I: Interface + ?Sized>(mut self, module: &str) -> Stubs {
        let InterfaceStub { documentation, methods } = I::stub();
        let mut methods = methods.into_iter();
        let (mut required, mut optional) = (Vec::new(), Vec::new());
        for method in I::METHODS {
            let said = methods.next();
            let (documentation, types, result) =
                said.map_or((None, Vec::new(), None), |said| (said.documentation, said.parameters, Some(said.result)));
            let types = types.into_iter().map(Some).chain(std::iter::repeat(None));
            let any = PythonType::any;
            let parameter =
                |(name, kind): (&&str, Option<PythonType>)| StubParameter::by_position(name, kind.unwrap_or_else(any));
            let signature = Signature {
                name: method.name.to_string(),
                documentation: documentation.map(str::to_string),
                is_async: method.is_async,
                parameters: method.parameters.iter().zip(types).map(parameter).collect(),
                result: Some(result.unwrap_or_else(any)),
            };
            if method.is_optional { &mut optional } else { &mut required }.push(StubMember::Method(signature));
        }
        let stub = self.modules.entry(module.to_string()).or_default();
        // A protocol has no members that may be missing: those are in one of their own.
        let name = I::NAME.to_string();
        let whole = format!("{name}WithDefaults");
        let more = (!optional.is_empty()).then(|| StubClass {
            name: whole,
            bases: vec![name.clone(), "Protocol".to_string()],
            documentation: Some(format!("{name}, and what may be missing.")),
            members: optional,
        });
        let documentation = documentation.map(str::to_string);
        stub.classes.push(StubClass { name, bases: vec!["Protocol".to_string()], documentation, members: required });
        stub.classes.extend(more);
        self
    }

    /// The names of the modules, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.modules.keys().map(String::as_str)
    }

    /// The text of a module's stub.
    pub fn text(&self, module: &str) -> Option<String> {
        self.modules.get(module).map(|stub| write::text(module, stub, &self.classes))
    }

    /// The files, below the folder in which a type checker is to look for them, and their texts. A module with others in it is
    /// a folder with an `__init__.pyi`.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use hognose::{Engine, Module};
    ///
    /// let engine = Engine::builder().module(Module::new("shop.prices").constant("FIG", 3)).build()?;
    /// let files: Vec<String> = engine.stubs().files().iter().map(|(path, _)| path.display().to_string()).collect();
    /// assert_eq!(files, ["shop/__init__.pyi", "shop/prices.pyi"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn files(&self) -> Vec<(PathBuf, String)> {
        let mut files = BTreeMap::new();
        for name in self.modules.keys() {
            let parts: Vec<&str> = name.split('.').collect();
            for depth in 1..parts.len() {
                let package: PathBuf = parts.iter().take(depth).collect();
                files.entry(package.join("__init__.pyi")).or_insert_with(String::new);
            }
            let path: PathBuf = parts.iter().collect();
            let inside = format!("{name}.");
            let is_package = self.modules.keys().any(|other| other.starts_with(&inside));
            let file = if is_package { path.join("__init__.pyi") } else { path.with_extension("pyi") };
            files.insert(file, self.text(name).unwrap_or_default());
        }
        files.into_iter().collect()
    }

    /// Writes the [files](Stubs::files) into a folder, which is made if need be.
    ///
    /// # Errors
    /// When a file cannot be written.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // What a host does when it is called with `--stubs`.
    /// let engine = hognose::Engine::builder().build()?;
    /// engine.stubs().write_to("typings")?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn write_to(&self, folder: impl AsRef<Path>) -> io::Result<()> {
        let files = self.files();
        let files = files.iter().map(|(path, text)| (path.as_path(), text.as_str()));
        hognose_stdlib::system::write_texts(folder.as_ref(), files)
    }
}
