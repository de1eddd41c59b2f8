//! From syntax tree to code: scopes, register allocation, code generation. Knows no values and no tokens.
//!
//! | where | what |
//! | --- | --- |
//! | `scope` | which names each scope binds, and where every other name comes from |
//! | `place` | the register, cell or spill slot of each variable |
//! | `register`, `unit`, `pool` | one code object under construction |
//! | `generate` | statements and expressions to instructions |
//! | `fold`, `walk`, `future`, `docstring`, `mangle`, `unparse` | what more than one of them needs |

#![forbid(unsafe_code)]

mod docstring;
mod fold;
mod future;
mod generate;
mod mangle;
mod place;
mod pool;
mod register;
mod scope;
mod unit;
mod unparse;
mod walk;

use hognose_bytecode::{Code, Visibility};
use hognose_source::{Diagnostic, SourceFile};
use hognose_syntax::ast::Module;
use std::sync::Arc;

/// How a module is compiled.
#[derive(Clone, Copy, Default, Debug)]
pub struct CompileOptions {
    /// The code stands in for native code: no frame of it is shown in a traceback or counted in the recursion depth.
    pub hidden: bool,
}

/// What a module came to.
#[derive(Debug)]
pub struct Compiled {
    /// The errors are CPython's SyntaxErrors, and what the subset leaves out, in CPython's order.
    pub code: Result<Arc<Code>, Vec<Diagnostic>>,
    /// What CPython's compiler warns of before it comes to the first error, in its order.
    pub warnings: Vec<Diagnostic>,
}

/// Compiles a module.
pub fn compile(module: &Module, file: Arc<SourceFile>) -> Compiled {
    compile_with(module, file, CompileOptions::default())
}

/// Compiles a module as `options` say.
pub fn compile_with(module: &Module, file: Arc<SourceFile>, options: CompileOptions) -> Compiled {
    let tree = match scope::ScopeTree::build(module) {
        Ok(tree) => tree,
        Err(errors) => return Compiled { code: Err(errors), warnings: Vec::new() },
    };
    let visibility = if options.hidden { Visibility::Hidden } else { Visibility::Shown };
    generate::module(module, &tree, file, visibility)
}
