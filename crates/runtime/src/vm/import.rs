//! Modules: built-in ones made at their first import, script modules found by the host.

use super::Vm;
use crate::native::Res;
use crate::object::module::ModuleObject;
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
            return Err(self.module_not_found_error(format!("No module named '{name}'")));
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
            self.run_module_code(&code, dict)?;
        }
        Ok(module)
    }
}
