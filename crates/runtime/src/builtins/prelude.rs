//! The part of the built-ins that is written in Python: `prelude/*.py`, definitions whose frames nobody sees.
//!
//! A script uses few of them. So each is compiled when the first machine of the process asks for it, with what it uses
//! itself, and a machine makes only those it asks for: a small machine stays small.

use crate::module::CompileRequest;
use crate::native::Res;
use crate::value::Value;
use crate::vm::Vm;
use hognose_bytecode::Code;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, LazyLock, OnceLock};

/// The module that they are in. Its natives are there from the beginning.
pub(crate) const NAME: &str = "_prelude";

const SOURCE: &str = concat!(
    include_str!("prelude/async.py"),
    include_str!("prelude/tasks.py"),
    include_str!("prelude/core.py"),
    include_str!("prelude/files.py"),
    include_str!("prelude/numbers.py"),
    include_str!("prelude/text.py"),
    include_str!("prelude/iteration.py"),
    include_str!("prelude/containers.py"),
    include_str!("prelude/objects.py")
);

/// One definition: a function, a class, or a name that is given a value.
struct Part {
    name: &'static str,
    source: &'static str,
    /// Itself and all that it uses, in the order of the source.
    needs: Vec<u32>,
    code: OnceLock<Arc<Code>>,
}

struct Parts {
    parts: Vec<Part>,
    by_name: FxHashMap<&'static str, u32>,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let definitions = divide(SOURCE);
    let by_name: FxHashMap<&str, u32> =
        definitions.iter().zip(0..).map(|((name, _), number)| (*name, number)).collect();
    let uses: Vec<Vec<u32>> = definitions
        .iter()
        .map(|(_, source)| words(source).filter_map(|word| by_name.get(word).copied()).collect())
        .collect();
    let parts = definitions.iter().zip(0..).map(|((name, source), number)| {
        let mut seen = FxHashSet::from_iter([number]);
        let mut work = vec![number];
        while let Some(part) = work.pop() {
            work.extend(uses[part as usize].iter().copied().filter(|used| seen.insert(*used)));
        }
        let mut needs: Vec<u32> = seen.into_iter().collect();
        needs.sort_unstable();
        Part { name, source, needs, code: OnceLock::new() }
    });
    Parts { parts: parts.collect(), by_name }
});

/// The definitions of a text: what begins in the first column, up to the next that does.
fn divide(source: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().copied().skip(1).chain([source.len()]);
    let texts = starts.iter().zip(ends).filter_map(|(start, end)| source.get(*start..end));
    let name = |text: &'static str| words(text).find(|word| !["async", "def", "class"].contains(word));
    texts.filter_map(|text| Some((name(text)?, text))).collect()
}

/// Stack that making a definition takes at most: a function takes a few registers, a class those of its body and of the
/// built-ins that make it.
const MOST_REGISTERS: usize = 512;

/// Everything in a text that could be a name.
fn words(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

impl Vm {
    /// A definition of the prelude.
    pub fn prelude(&mut self, name: &str) -> Res {
        let module = self.builtin_module(NAME)?;
        let dict = self.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        let key = self.heap.interned(name);
        if let Some(found) = self.namespace_get(dict, key) {
            return Ok(found);
        }
        self.make_prelude(name, dict)?;
        match self.namespace_get(dict, key) {
            Some(found) => Ok(found),
            None => Err(self.runtime_error(format!("the prelude has no function {name}"))),
        }
    }

    #[cold]
    fn make_prelude(&mut self, name: &str, dict: Value) -> Res<()> {
        let Some(part) = PARTS.by_name.get(name) else { return Ok(()) };
        // Whoever asks may be in the middle of a call whose arguments stand above what is known to be in use.
        let top = self.current.top().max(self.native_top) as usize;
        let end = self.stack.len().min(top + MOST_REGISTERS);
        let above: Vec<Value> = self.stack.get(top..end).unwrap_or_default().to_vec();
        let native = (self.native, self.native_live);
        let made = self.make_parts(*part, dict);
        (self.native, self.native_live) = native;
        self.stack[top..top + above.len()].copy_from_slice(&above);
        made
    }

    fn make_parts(&mut self, part: u32, dict: Value) -> Res<()> {
        for number in &PARTS.parts[part as usize].needs {
            let part = &PARTS.parts[*number as usize];
            let key = self.heap.interned(part.name);
            if self.namespace_get(dict, key).is_some() {
                continue;
            }
            let code = match part.code.get() {
                Some(code) => code.clone(),
                None => {
                    let file = concat!("<", "_prelude", ">");
                    let builtins = self.builtins.clone();
                    match builtins.compile(&CompileRequest { file, source: part.source.as_bytes(), hidden: true }) {
                        Ok(compiled) => part.code.get_or_init(|| compiled.code).clone(),
                        Err(errors) => {
                            let message = errors.diagnostics.first().map_or("", |first| &first.message);
                            let message = format!("cannot compile {} of the prelude: {message}", part.name);
                            return Err(self.runtime_error(message));
                        }
                    }
                }
            };
            self.run_own_code(&code, dict)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{PARTS, SOURCE};

    #[test]
    fn every_line_of_the_prelude_is_in_one_definition() {
        let divided: usize = PARTS.parts.iter().map(|part| part.source.len()).sum();
        let before = SOURCE.len() - divided;
        assert!(SOURCE[..before].lines().all(|line| line.is_empty() || line.starts_with('#')));
        assert_eq!(PARTS.by_name.len(), PARTS.parts.len(), "two definitions have one name");
    }
}
