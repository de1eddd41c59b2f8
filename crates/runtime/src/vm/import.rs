//! Modules: built-in ones made at their first import, script modules found by the host.

use super::{Ending, Mode, Step, Vm};
use crate::host::{FoundModule, LoadError};
use crate::module::{CompileRequest, Contents, ModuleInit};
use crate::native::{Raised, Res};
use crate::object::module::ModuleObject;
use crate::symbol::{Symbol, names};
use crate::types::classes;
use crate::value::Value;
use hognose_bytecode::Code;
use hognose_source::{CompileErrors, DiagnosticKind};
use std::sync::Arc;

impl Vm {
    /// A new module with a namespace that holds `__name__` and the like; `package` says what its relative imports are
    /// relative to.
    pub fn new_module(&mut self, name: &str, package: Option<&str>) -> Value {
        let name_value = self.heap.interned(name);
        let package = package.map_or(Value::NONE, |package| self.heap.interned(package));
        let dict = self.heap.new_dict(Default::default());
        self.namespace_set_text(dict, "__name__", name_value);
        self.namespace_set_text(dict, "__doc__", Value::NONE);
        self.namespace_set_text(dict, "__package__", package);
        self.heap.new_module(ModuleObject { name: name_value, dict, initializing: false })
    }

    /// A built-in module, made at its first use. Its Python part runs to its end at once: it only defines things.
    pub fn builtin_module(&mut self, name: &str) -> Res {
        let key = self.heap.interned(name);
        // What only our own code imports is none of the script's modules.
        let table = if name.starts_with('_') { self.own_modules } else { self.modules };
        if let Some(module) = self.namespace_get(table, key) {
            return Ok(module);
        }
        let builtins = self.builtins.clone();
        let Some(Contents { functions, first, init }) = builtins.module(name) else {
            return Err(self.import_error_for(
                classes::MODULE_NOT_FOUND_ERROR,
                &format!("No module named '{name}'"),
                name,
            ));
        };
        let package = if PACKAGES.contains(&name) { name } else { parent_of(name) };
        let module = self.new_module(name, Some(package));
        self.namespace_set(table, key, module);
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        for (name, function) in functions {
            self.namespace_set_text(dict, name, function);
        }
        // The module is for all who import it: no limit of the call that is the first leaves it half done.
        let filled = self.outside_of_request(|vm| vm.fill_builtin_module(name, dict, first, init));
        if filled.is_err() {
            self.namespace_remove(table, key);
        }
        filled?;
        Ok(module)
    }

    fn fill_builtin_module(&mut self, name: &str, dict: Value, first: u32, init: Option<ModuleInit>) -> Res<()> {
        let builtins = self.builtins.clone();
        if let Some(init) = init {
            init(self, dict, first)?;
        }
        if let Some(code) = builtins.module_code(name) {
            let code = match code {
                Ok(code) => code,
                Err(errors) => {
                    let message = errors.diagnostics.first().map_or(String::new(), |first| first.message.clone());
                    return Err(self.import_error(format!("cannot compile module '{name}': {message}")));
                }
            };
            self.run_own_code(&code, dict)?;
        }
        Ok(())
    }
}

/// The modules of CPython's library that have modules inside them.
const PACKAGES: &[&str] = &["asyncio", "collections", "concurrent", "importlib", "json", "unittest"];

/// The package that a dotted name is in; empty for a name without a dot.
fn parent_of(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(parent, _)| parent)
}

/// What the host's loaders found.
pub(super) enum Found {
    Source(ModuleText),
    /// Folders of a package without text; none: there is no such module.
    Folders(Vec<String>),
}

/// A module's text, and where it is from.
pub(super) struct ModuleText {
    file: String,
    text: Vec<u8>,
    /// For a package.
    pub(super) folder: Option<String>,
}

/// What came of loading a module.
pub(super) enum Loading {
    Done,
    /// The module is there, and its body, a function, is to be called.
    Body {
        module: Value,
        body: Value,
    },
}

impl Vm {
    /// `import name`: the module is put into R[dst]; for a dotted name its first part unless `leaf`. Each part that has to
    /// be loaded is a frame whose end brings control back to this instruction.
    pub(super) fn import(&mut self, dst: u8, leaf: bool, level: u8, name: Symbol) -> Step {
        let text = self.heap.symbols.text(name).to_string();
        let text = if level > 0 { self.absolute_name(level, &text)? } else { text };
        let wanted = if leaf { text.as_str() } else { text.split('.').next().unwrap_or(&text) };
        let found = self.module_named(&text);
        if let Some(module) = found.filter(|_| wanted.len() == text.len()) {
            self.set_reg(dst, module);
            return Ok(());
        }
        if found.is_none() {
            for end in text.match_indices('.').map(|(end, _)| end).chain([text.len()]) {
                if let Loading::Body { module, body } = self.load_part(&text[..end])? {
                    return self.run_body(module, body);
                }
            }
        }
        if let Loading::Body { module, body } = self.load_part(wanted)? {
            return self.run_body(module, body);
        }
        if let Some(module) = self.module_named(wanted) {
            self.set_reg(dst, module);
        }
        Ok(())
    }

    /// A module's body runs in a frame of its own; the importing instruction is executed again after that.
    fn run_body(&mut self, module: Value, body: Value) -> Step {
        let top = self.current.top() as usize;
        self.reserve_stack(top, 4);
        self.stack[top] = module;
        self.stack[top + 1] = body;
        let mode = Mode::ModuleBody;
        self.invoke(super::call::Call { window: top + 1, argc: 0, names: Value::UNBOUND, dst: 0, mode })
    }

    /// The module that `sys.modules` has under a name.
    pub(super) fn module_named(&mut self, name: &str) -> Option<Value> {
        let key = self.heap.interned(name);
        let table = if self.is_own_module(name) { self.own_modules } else { self.modules };
        self.namespace_get(table, key).filter(|module| !module.is_none())
    }

    fn is_own_module(&self, name: &str) -> bool {
        name.starts_with('_') && self.builtins.is_builtin_module(name)
    }

    /// The name that a relative import means. Source: CPython `resolve_name` in `Python/import.c`.
    fn absolute_name(&mut self, level: u8, name: &str) -> Res<String> {
        let globals = self.globals();
        let global = |vm: &mut Vm, name: &str| {
            let key = vm.heap.interned(name);
            vm.namespace_get(globals, key)
        };
        let package = match global(self, "__package__").filter(|package| !package.is_none()) {
            Some(package) => match self.heap.text(self.heap.plain(package)) {
                Some(text) => text.to_string(),
                None => return Err(self.type_error("package must be a string")),
            },
            None => {
                let Some(own) = global(self, "__name__") else {
                    return Err(self.raise_text(classes::KEY_ERROR, "'__name__' not in globals"));
                };
                let Some(own) = self.heap.text(self.heap.plain(own)).map(str::to_string) else {
                    return Err(self.type_error("__name__ must be a string"));
                };
                match global(self, "__path__") {
                    Some(_) => own,
                    None => parent_of(&own).to_string(),
                }
            }
        };
        if package.is_empty() {
            return Err(self.import_error("attempted relative import with no known parent package"));
        }
        let mut base = package.as_str();
        for _ in 1..level {
            match base.rsplit_once('.') {
                Some((parent, _)) => base = parent,
                None => return Err(self.import_error("attempted relative import beyond top-level package")),
            }
        }
        Ok(if name.is_empty() { base.to_string() } else { format!("{base}.{name}") })
    }

    /// Loads a module, whose parent is there, unless it is there itself.
    pub(super) fn load_part(&mut self, name: &str) -> Res<Loading> {
        if self.module_named(name).is_some() {
            return Ok(Loading::Done);
        }
        let key = self.heap.interned(name);
        if !self.is_own_module(name) && self.namespace_get(self.modules, key).is_some() {
            let message = format!("import of {name} halted; None in sys.modules");
            return Err(self.import_error_for(classes::MODULE_NOT_FOUND_ERROR, &message, name));
        }
        let parent = parent_of(name);
        if !parent.is_empty() && !self.is_package(parent) {
            return Err(self.no_module(name, &format!("; '{parent}' is not a package")));
        }
        match self.load(name)? {
            Some(loading) => Ok(loading),
            None => Err(self.no_module(name, "")),
        }
    }

    #[cold]
    fn no_module(&mut self, name: &str, remark: &str) -> Raised {
        let message = format!("No module named '{name}'{remark}");
        let raised = self.import_error_for(classes::MODULE_NOT_FOUND_ERROR, &message, name);
        self.note_lacking_module(raised, name)
    }

    /// Whether a loaded module may have modules inside it.
    fn is_package(&mut self, name: &str) -> bool {
        if self.builtins.is_builtin_module(name) {
            return PACKAGES.contains(&name);
        }
        let key = self.heap.symbol_value(names::PATH);
        let dict = self.module_named(name).and_then(|module| self.heap.module(module)).map(|module| module.dict);
        dict.is_some_and(|dict| self.namespace_get(dict, key).is_some())
    }

    /// Loads a module that is not there: a built-in one, a file of the host's, a folder of the host's. None: there is none.
    fn load(&mut self, name: &str) -> Res<Option<Loading>> {
        if self.builtins.is_builtin_module(name) {
            let module = self.builtin_module(name)?;
            self.set_in_parent(name, module);
            return Ok(Some(Loading::Done));
        }
        if self.builtins.is_builtin_module(parent_of(name)) {
            return Ok(None);
        }
        let folders = match self.find_module(name)? {
            Found::Source(source) => return self.begin_module(name, &source).map(Some),
            Found::Folders(folders) if folders.is_empty() => return Ok(None),
            Found::Folders(folders) => folders,
        };
        let module = self.new_module(name, Some(name));
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        self.set_path(dict, &folders);
        let key = self.heap.interned(name);
        self.namespace_set(self.modules, key, module);
        self.set_in_parent(name, module);
        Ok(Some(Loading::Done))
    }

    /// Asks the host's loaders. A package that has text goes before folders without, as in CPython.
    pub(super) fn find_module(&mut self, name: &str) -> Res<Found> {
        let mut folders = Vec::new();
        for loader in &mut self.host.modules {
            match loader.find(name) {
                Ok(None) => {}
                Ok(Some(FoundModule::Namespace { folder })) => folders.push(folder),
                Ok(Some(FoundModule::Source { text, .. })) if text.len() > self.limits.source => {
                    return Err(self.end(Ending::Source));
                }
                Ok(Some(FoundModule::Source { file, text, folder })) => {
                    return Ok(Found::Source(ModuleText { file, text, folder }));
                }
                Err(error) => return Err(self.load_error(name, error)),
            }
        }
        Ok(Found::Folders(folders))
    }

    /// A loader failed: OSError for a file that cannot be read, as in CPython, otherwise ImportError.
    #[cold]
    fn load_error(&mut self, name: &str, error: LoadError) -> Raised {
        match error.into_parts() {
            Ok((file, error)) => {
                let file = self.heap.str(&file);
                self.os_error(&error, Some(file))
            }
            Err(error) => {
                let message = format!("cannot load module '{name}': {error}");
                let raised = self.import_error_for(classes::IMPORT_ERROR, &message, name);
                let exception = self.heap.raised;
                if let Some(object) = self.heap.exception_mut(exception) {
                    object.origin = Some(Arc::new(error));
                }
                raised
            }
        }
    }

    pub(super) fn set_path(&mut self, dict: Value, folders: &[String]) {
        let folders = folders.iter().map(|folder| self.heap.str(folder)).collect();
        let path = self.heap.list_of(folders);
        self.namespace_set_text(dict, "__path__", path);
    }

    /// A module that was loaded becomes an attribute of the package it is in.
    fn set_in_parent(&mut self, name: &str, module: Value) {
        let Some((parent, child)) = name.rsplit_once('.') else { return };
        let dict = self.module_named(parent).and_then(|parent| self.heap.module(parent)).map(|parent| parent.dict);
        if let Some(dict) = dict {
            self.namespace_set_text(dict, child, module);
        }
    }

    /// Compiles a module's text, and tells of warnings.
    pub(super) fn compile_module(&mut self, source: &ModuleText) -> Res<Arc<Code>> {
        let builtins = self.builtins.clone();
        match builtins.compile(&CompileRequest { file: &source.file, source: &source.text, hidden: false }) {
            Ok(compiled) => {
                self.show_warnings(&compiled.warnings);
                Ok(compiled.code)
            }
            Err(errors) => {
                self.show_warnings(&errors.warnings);
                Err(self.raise_compile_errors(errors))
            }
        }
    }

    /// Puts where a module is from into its namespace.
    pub(super) fn set_origin(&mut self, dict: Value, source: &ModuleText) {
        if let Some(folder) = &source.folder {
            self.set_path(dict, std::slice::from_ref(folder));
        }
        let file = self.heap.str(&source.file);
        self.namespace_set_text(dict, "__file__", file);
    }

    /// Compiles a module's text and makes the module.
    fn begin_module(&mut self, name: &str, source: &ModuleText) -> Res<Loading> {
        let code = self.compile_module(source)?;
        let is_package = source.folder.is_some();
        let module = self.new_module(name, Some(if is_package { name } else { parent_of(name) }));
        if let Some(object) = self.heap.module_mut(module) {
            object.initializing = true;
        }
        let key = self.heap.interned(name);
        self.namespace_set(self.modules, key, module);
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        self.set_origin(dict, source);
        let id = self.link(&code, dict);
        Ok(Loading::Body { module, body: self.new_function_of(id) })
    }

    /// SyntaxError or one of its subclasses, with the place.
    #[cold]
    fn raise_compile_errors(&mut self, errors: CompileErrors) -> Raised {
        let Some(first) = errors.diagnostics.first() else { return self.raise_text(classes::SYNTAX_ERROR, "") };
        let class = match first.kind {
            DiagnosticKind::Indentation => classes::INDENTATION_ERROR,
            DiagnosticKind::Tab => classes::TAB_ERROR,
            DiagnosticKind::Syntax | DiagnosticKind::Unsupported | DiagnosticKind::Warning => classes::SYNTAX_ERROR,
        };
        let file = &errors.file;
        let mut args = vec![self.heap.str(&first.message)];
        if !file.text().is_empty() {
            let place = |offset: u32| {
                let place = file.line_column(offset);
                let before = file.line_text(place.line).get(..place.column as usize);
                (i64::from(place.line), before.map_or(0, |before| before.chars().count()) as i64 + 1)
            };
            let ((line, column), (end_line, end_column)) = (place(first.span.start), place(first.span.end));
            let text = format!("{}\n", file.line_text(line as u32));
            let fields = [
                self.heap.str(file.name()),
                Value::small(line),
                Value::small(column),
                self.heap.str(&text),
                Value::small(end_line),
                Value::small(end_column),
            ];
            args.push(self.heap.tuple_of(&fields));
        }
        match self.construct_exception(class, &args) {
            Ok(exception) => {
                if let Some(object) = self.heap.exception_mut(exception) {
                    object.origin = Some(Arc::new(errors));
                }
                self.raise(exception)
            }
            Err(raised) => raised,
        }
    }

    /// A module's body has run: the importing instruction is executed once more and finds it.
    pub(super) fn complete_import(&mut self, module: Value) -> Step {
        self.end_import(module)?;
        self.current.set_pc(self.current.pc() - 1);
        Ok(())
    }

    /// A module's body has run.
    pub fn end_import(&mut self, module: Value) -> Res<()> {
        let Some(object) = self.heap.module_mut(module) else { return Ok(()) };
        object.initializing = false;
        let name = object.name;
        let text = self.heap.text(name).unwrap_or("").to_string();
        // It may have put something else in its place.
        let Some(module) = self.namespace_get(self.modules, name) else {
            return Err(self.raise_with(classes::KEY_ERROR, &[name]));
        };
        self.set_in_parent(&text, module);
        Ok(())
    }

    /// A module's body raised: the module is not there.
    pub fn forget_module(&mut self, module: Value) {
        if let Some(object) = self.heap.module_mut(module) {
            object.initializing = false;
            let name = object.name;
            self.namespace_remove(self.modules, name);
        }
    }

    /// `from module import name`: an attribute, or a module inside the package.
    pub(super) fn import_from(&mut self, dst: u8, module: Value, name: Symbol) -> Step {
        let key = self.heap.symbol_value(name);
        let dict = self.heap.module(module).map(|module| module.dict);
        if let Some(value) = dict.and_then(|dict| self.namespace_get(dict, key)) {
            self.set_reg(dst, value);
            return Ok(());
        }
        let text = self.heap.symbols.text(name).to_string();
        if let Some(value) = self.optional_attribute(module, &text)? {
            self.set_reg(dst, value);
            return Ok(());
        }
        let own_name = match self.optional_attribute(module, "__name__")? {
            Some(own_name) => self.heap.text(self.heap.plain(own_name)).map(str::to_string),
            None => None,
        };
        if let Some(package) = &own_name {
            let qualified = format!("{package}.{text}");
            if self.module_named(&qualified).is_none()
                && self.is_package(package)
                && let Some(Loading::Body { module, body }) = self.load(&qualified)?
            {
                return self.run_body(module, body);
            }
            if let Some(value) = self.module_named(&qualified) {
                self.set_reg(dst, value);
                return Ok(());
            }
        }
        Err(self.cannot_import_name(module, own_name, name).into())
    }

    #[cold]
    fn cannot_import_name(&mut self, module: Value, own_name: Option<String>, name: Symbol) -> Raised {
        let object = self.heap.module(module).copied().unwrap_or_default();
        let key = self.heap.symbol_value(names::FILE);
        let path = self.namespace_get(object.dict, key).unwrap_or(Value::UNBOUND);
        let place = self.heap.text(path).map_or("unknown location".to_string(), str::to_string);
        let text = self.heap.symbols.text(name).to_string();
        let from = own_name.clone().unwrap_or("<unknown module name>".to_string());
        let message = match object.initializing {
            true => format!(
                "cannot import name '{text}' from partially initialized module '{from}' (most likely due to a circular \
                 import) ({place})"
            ),
            false => format!("cannot import name '{text}' from '{from}' ({place})"),
        };
        let raised = self.import_error_from(&message, &from, path, name);
        self.note_lacking_name(raised, &from, &text)
    }

    /// `from module import *`: the names in `__all__`, modules inside the package among them, or those that are public.
    pub(super) fn import_star(&mut self, module: Value) -> Step {
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        let all = self.heap.interned("__all__");
        let listed = match self.namespace_get(dict, all).and_then(|all| self.native_items(all)) {
            Some(names) => Some(names?),
            None => None,
        };
        if let Some(names) = &listed
            && let Loading::Body { module, body } = self.load_listed(module, dict, names)?
        {
            return self.run_body(module, body);
        }
        let names = match listed {
            Some(names) => names,
            None => {
                let keys = self.heap.dict(dict).map(|dict| dict.iter().map(|entry| entry.key).collect());
                let keys: Vec<Value> = keys.unwrap_or_default();
                let is_public = |key: &Value| self.heap.text(*key).is_some_and(|text| !text.starts_with('_'));
                keys.into_iter().filter(is_public).collect()
            }
        };
        let globals = self.globals();
        for name in names {
            let Some(text) = self.heap.text(self.heap.plain(name)).map(str::to_string) else {
                let (class, own) = (self.heap.type_name(name).to_string(), self.module_name(module));
                return Err(self.type_error(format!("Item in {own}.__all__ must be str, not {class}")).into());
            };
            let value = match self.namespace_get(dict, self.heap.plain(name)) {
                Some(value) => value,
                None => {
                    let symbol = self.heap.intern(&text);
                    self.attribute_nested(module, symbol)?
                }
            };
            self.namespace_set_text(globals, &text, value);
        }
        Ok(())
    }

    fn module_name(&self, module: Value) -> String {
        let name = self.heap.module(module).map_or(Value::NONE, |module| module.name);
        self.heap.text(name).unwrap_or("").to_string()
    }

    /// Loads the first of a package's modules in its `__all__` that is not there yet.
    fn load_listed(&mut self, module: Value, dict: Value, names: &[Value]) -> Res<Loading> {
        let package = self.module_name(module);
        if !self.is_package(&package) {
            return Ok(Loading::Done);
        }
        for name in names {
            let name = self.heap.plain(*name);
            let Some(text) = self.heap.text(name) else { continue };
            let qualified = format!("{package}.{text}");
            if self.namespace_get(dict, name).is_none()
                && self.module_named(&qualified).is_none()
                && let Some(begun @ Loading::Body { .. }) = self.load(&qualified)?
            {
                return Ok(begun);
            }
        }
        Ok(Loading::Done)
    }
}
