//! Modules: built-in ones made at their first import, script modules found by the host.

use super::{Mode, Step, Vm};
use crate::module::CompileRequest;
use crate::native::{Raised, Res};
use crate::object::module::ModuleObject;
use crate::symbol::Symbol;
use crate::types::classes;
use crate::value::Value;

impl Vm {
    /// A new module with a namespace that holds `__name__` and the like.
    pub fn new_module(&mut self, name: &str) -> Value {
        let name_value = self.heap.interned(name);
        let dict = self.heap.new_dict(Default::default());
        self.namespace_set_text(dict, "__name__", name_value);
        self.namespace_set_text(dict, "__doc__", Value::NONE);
        self.namespace_set_text(dict, "__package__", name_value);
        self.heap.new_module(ModuleObject { name: name_value, dict })
    }

    /// A built-in module, made at its first use. Its Python part runs to its end at once: it only defines things.
    pub fn builtin_module(&mut self, name: &str) -> Res {
        let key = self.heap.interned(name);
        if let Some(module) = self.namespace_get(self.modules, key) {
            return Ok(module);
        }
        let builtins = self.builtins.clone();
        let Some((def, functions)) = builtins.module(name) else {
            return Err(self.import_error_for(
                classes::MODULE_NOT_FOUND_ERROR,
                &format!("No module named '{name}'"),
                name,
            ));
        };
        let module = self.new_module(name);
        self.namespace_set(self.modules, key, module);
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        for (name, function) in functions {
            self.namespace_set_text(dict, name, function);
        }
        if let Some(init) = def.init {
            init(self, dict)?;
        }
        if let Some(code) = builtins.module_code(name) {
            let code = match code {
                Ok(code) => code,
                Err(errors) => {
                    let message = errors.diagnostics.first().map_or(String::new(), |first| first.message.clone());
                    return Err(self.import_error(format!("cannot compile module '{name}': {message}")));
                }
            };
            // Whoever asked for the module may hold values that nothing else does.
            self.collection_blocks += 1;
            let result = self.run_module_code(&code, dict);
            self.collection_blocks -= 1;
            result?;
        }
        Ok(module)
    }
}

/// The modules of CPython's library that have modules inside them.
const PACKAGES: &[&str] = &["asyncio", "collections", "concurrent", "importlib", "json", "unittest"];

impl Vm {
    /// `import name`: the module is put into R[dst]; for a dotted name its first part unless `leaf`.
    pub(super) fn import(&mut self, dst: u8, leaf: bool, level: u8, name: Symbol) -> Step {
        let text = self.heap.symbols.text(name).to_string();
        if level > 0 {
            return Err(self.import_error("attempted relative import with no known parent package").into());
        }
        let wanted = if leaf { text.as_str() } else { text.split('.').next().unwrap_or(&text) };
        let key = self.heap.interned(&text);
        if let Some(module) = self.namespace_get(self.modules, key) {
            if wanted == text {
                self.set_reg(dst, module);
                return Ok(());
            }
        } else if self.builtins.module(&text).is_some() {
            let module = self.builtin_module(&text)?;
            self.set_reg(dst, module);
            return Ok(());
        } else if let Some((file, source)) = self.host.module_source(&text) {
            return self.import_source(dst, &text, &file, &source);
        } else {
            return Err(self.no_module(&text).into());
        }
        let key = self.heap.interned(wanted);
        match self.namespace_get(self.modules, key) {
            Some(module) => {
                self.set_reg(dst, module);
                Ok(())
            }
            None => Err(self.no_module(wanted).into()),
        }
    }

    /// The first part of a dotted name that is not there.
    #[cold]
    fn no_module(&mut self, name: &str) -> Raised {
        let ends = name.match_indices('.').map(|(end, _)| end).chain([name.len()]);
        let mut parent = None;
        for end in ends {
            let part = &name[..end];
            if end == name.len() || !self.is_module(part) {
                let remark = match parent {
                    Some(parent) if !PACKAGES.contains(&parent) && !self.is_source_package(parent) => {
                        format!("; '{parent}' is not a package")
                    }
                    _ => String::new(),
                };
                let message = format!("No module named '{part}'{remark}");
                let raised = self.import_error_for(classes::MODULE_NOT_FOUND_ERROR, &message, part);
                return self.note_lacking_module(raised, part);
            }
            parent = Some(part);
        }
        self.import_error_for(classes::MODULE_NOT_FOUND_ERROR, &format!("No module named '{name}'"), name)
    }

    fn is_source_package(&mut self, name: &str) -> bool {
        self.host.module_source(name).is_some_and(|(file, _)| file.ends_with("__init__.py"))
    }

    fn is_module(&mut self, name: &str) -> bool {
        let key = self.heap.interned(name);
        self.namespace_get(self.modules, key).is_some()
            || self.builtins.module(name).is_some()
            || self.host.module_source(name).is_some()
    }

    fn import_source(&mut self, dst: u8, name: &str, file: &str, source: &str) -> Step {
        let builtins = self.builtins.clone();
        let code = match builtins.compile(&CompileRequest { file, source, hidden: false }) {
            Ok(compiled) => {
                self.show_warnings(&compiled.warnings);
                compiled.code
            }
            Err(errors) => {
                self.show_warnings(&errors.warnings);
                let message = errors.diagnostics.first().map_or(String::new(), |first| first.message.clone());
                return Err(self.raise_text(classes::SYNTAX_ERROR, &message).into());
            }
        };
        let module = self.new_module(name);
        let key = self.heap.interned(name);
        self.namespace_set(self.modules, key, module);
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        let file = self.heap.str(file);
        self.namespace_set_text(dict, "__file__", file);
        let id = self.link(&code, dict);
        let function = self.new_function_of(id);
        let top = self.current.top() as usize;
        self.reserve_stack(top, 4);
        self.stack[top] = module;
        self.stack[top + 1] = function;
        self.invoke(super::call::Call { window: top + 1, argc: 0, names: Value::UNBOUND, dst, mode: Mode::ModuleBody })
    }

    /// A module's body has run.
    pub(super) fn complete_import(&mut self, module: Value, dst: u8) -> Step {
        self.set_reg(dst, module);
        Ok(())
    }

    /// A module's body raised: the module is not there.
    pub(super) fn forget_module(&mut self, module: Value) {
        if let Some(object) = self.heap.module(module).copied() {
            self.namespace_remove(self.modules, object.name);
        }
    }

    /// `from module import name`
    pub(super) fn import_from(&mut self, dst: u8, module: Value, name: Symbol) -> Step {
        let key = self.heap.symbol_value(name);
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        if let Some(value) = self.namespace_get(dict, key) {
            self.set_reg(dst, value);
            return Ok(());
        }
        let module_name = self.heap.module(module).map_or(Value::NONE, |module| module.name);
        let module_name = self.heap.text(module_name).unwrap_or("").to_string();
        let name = self.heap.symbols.text(name).to_string();
        let qualified = format!("{module_name}.{name}");
        if self.builtins.module(&qualified).is_some() {
            let value = self.builtin_module(&qualified)?;
            self.set_reg(dst, value);
            return Ok(());
        }
        let message = format!("cannot import name '{name}' from '{module_name}' (unknown location)");
        let symbol = self.heap.symbols.intern(&name);
        let raised = self.import_error_from(&message, &module_name, symbol);
        Err(self.note_lacking_name(raised, &module_name, &name).into())
    }

    /// `from module import *`
    pub(super) fn import_star(&mut self, module: Value) -> Step {
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        let all = self.heap.interned("__all__");
        let entries: Vec<(Value, Value)> = match self.namespace_get(dict, all).and_then(|all| self.native_items(all)) {
            Some(names) => {
                names?.into_iter().filter_map(|name| Some((name, self.namespace_get(dict, name)?))).collect()
            }
            None => {
                let entries =
                    self.heap.dict(dict).map(|dict| dict.iter().map(|entry| (entry.key, entry.value)).collect());
                let entries: Vec<(Value, Value)> = entries.unwrap_or_default();
                let public = |key: Value| self.heap.text(key).is_some_and(|text| !text.starts_with('_'));
                entries.into_iter().filter(|(key, _)| public(*key)).collect()
            }
        };
        let globals = self.globals();
        for (key, value) in entries {
            self.namespace_set(globals, key, value);
        }
        Ok(())
    }
}
