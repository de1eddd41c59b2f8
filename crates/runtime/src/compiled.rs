//! Modules that one machine of an engine has compiled are there for the others: the same text under the same name is
//! compiled once.

use crate::module::{CompileRequest, Compiled};
use hognose_source::CompileErrors;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Bytes of text that are kept at most; then what was not used for the longest time goes.
const MOST: usize = 16 << 20;

/// Compiled modules by what their names and texts hash to.
#[derive(Debug, Default)]
pub(crate) struct CompiledModules {
    hasher: RandomState,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    modules: HashMap<u64, Module>,
    bytes: usize,
    /// Goes on with each use.
    time: u64,
}

#[derive(Debug)]
struct Module {
    compiled: Compiled,
    used: u64,
}

impl Module {
    fn is(&self, request: &CompileRequest<'_>) -> bool {
        let file = &self.compiled.code.file;
        &**file.name() == request.file && file.text().as_bytes() == request.source
    }

    fn bytes(&self) -> usize {
        self.compiled.code.file.text().len()
    }
}

impl CompiledModules {
    /// What compiling the text comes to. Nothing is locked meanwhile: two machines may compile the same at once.
    pub(crate) fn find_or_compile(
        &self,
        request: &CompileRequest<'_>,
        compile: impl FnOnce() -> Result<Compiled, CompileErrors>,
    ) -> Result<Compiled, CompileErrors> {
        let hash = self.hasher.hash_one((request.file, request.source, request.hidden));
        if let Some(known) = self.lock().find(hash, request) {
            return Ok(known);
        }
        let compiled = compile()?;
        let dropped = self.lock().keep(hash, compiled.clone());
        drop(dropped);
        Ok(compiled)
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn find(&mut self, hash: u64, request: &CompileRequest<'_>) -> Option<Compiled> {
        let module = self.modules.get_mut(&hash).filter(|module| module.is(request))?;
        self.time += 1;
        module.used = self.time;
        Some(module.compiled.clone())
    }

    /// Keeps a module; gives those that have to go.
    fn keep(&mut self, hash: u64, compiled: Compiled) -> Vec<Module> {
        self.time += 1;
        let module = Module { compiled, used: self.time };
        if module.bytes() > MOST {
            return vec![module];
        }
        self.bytes += module.bytes();
        let mut dropped: Vec<Module> = self.modules.insert(hash, module).into_iter().collect();
        self.bytes -= dropped.iter().map(Module::bytes).sum::<usize>();
        if self.bytes > MOST {
            let mut by_use: Vec<(u64, u64)> = self.modules.iter().map(|(hash, module)| (module.used, *hash)).collect();
            by_use.sort_unstable();
            // Half goes at once: the search is not done again for each module.
            for (_, hash) in by_use {
                if self.bytes <= MOST / 2 {
                    break;
                }
                if let Some(module) = self.modules.remove(&hash) {
                    self.bytes -= module.bytes();
                    dropped.push(module);
                }
            }
        }
        dropped
    }
}
