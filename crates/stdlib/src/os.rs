//! `os`: the environment variables that the host gives, and names of the platform. The module is Python.

use hognose_runtime::module::ModuleDef;
use hognose_runtime::native::function;
use hognose_runtime::{Args, NativeDef, Res, Signature, Vm};

/// The module `os`.
pub static MODULE: ModuleDef =
    ModuleDef { name: "os", functions: &[], init: None, source: Some(include_str!("python/os.py")) };

/// The module `_os`.
pub static NATIVE: ModuleDef = ModuleDef { name: "_os", functions: &[FUNCTIONS], init: None, source: None };

static FUNCTIONS: &[NativeDef] = &[function("variables", variables, Signature::None)];

/// `variables()`: a list of pairs.
fn variables(vm: &mut Vm, _args: Args) -> Res {
    let variables = vm.host.environment.variables();
    let bytes = variables.iter().map(|(name, value)| name.len() + value.len() + 256).sum();
    vm.check_size(bytes)?;
    let mut pairs = vm.vector(variables.len())?;
    for (name, value) in &variables {
        let pair = [vm.heap.str(name), vm.heap.str(value)];
        pairs.push(vm.heap.tuple_of(&pair));
    }
    Ok(vm.heap.list_of(pairs))
}
