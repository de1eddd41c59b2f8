//! Binding arguments to parameters, with CPython's errors.

use super::Vm;
use super::call::Call;
use crate::heap::Heap;
use crate::native::{NativeDef, Raised, Signature};
use crate::object::function::CodeId;
use crate::value::Value;
use hognose_bytecode::{Code, ParameterSpec};
use smallvec::SmallVec;
use std::sync::Arc;

/// What a call gives.
struct Given {
    positional: SmallVec<[Value; 8]>,
    keywords: SmallVec<[(Value, Value); 4]>,
}

impl Vm {
    fn given(&self, call: Call) -> Given {
        let names = self.heap.tuple(call.names).map(|names| &**names).unwrap_or(&[]);
        let positional = call.argc - names.len().min(call.argc);
        let values = &self.stack[call.window + 1..call.window + 1 + call.argc];
        Given {
            positional: values[..positional].into(),
            keywords: names.iter().copied().zip(values[positional..].iter().copied()).collect(),
        }
    }

    /// Puts the arguments of a call into the registers of the function's parameters.
    pub(super) fn bind_arguments(&mut self, function: u32, id: CodeId, call: Call) -> Result<(), Raised> {
        let code = self.linked[id.0 as usize].code.clone();
        let spec = code.parameters;
        let given = self.given(call);
        let mut slots: SmallVec<[Value; 12]> = SmallVec::from_elem(Value::UNBOUND, spec.count() as usize);
        let positional = spec.positional as usize;
        let taken = given.positional.len().min(positional);
        slots[..taken].copy_from_slice(&given.positional[..taken]);
        let rest = &given.positional[taken..];
        let named = positional + spec.keyword_only as usize;
        let mut extra = None;
        if spec.var_keyword {
            extra = Some(self.heap.new_dict(Default::default()));
        }
        for (name, value) in &given.keywords {
            self.bind_keyword(&code, &mut slots, (*name, *value), extra, &given.keywords)?;
        }
        if spec.var_positional {
            slots[named] = self.heap.tuple_of(rest);
        }
        if let Some(dict) = extra {
            slots[named + spec.var_positional as usize] = dict;
        }
        if !rest.is_empty() && !spec.var_positional {
            return Err(self.too_many_positional(function, &code, &given, &slots));
        }
        self.fill_defaults(function, &code, &mut slots)?;
        self.reserve_stack(call.window, slots.len() + 1);
        self.stack[call.window + 1..call.window + 1 + slots.len()].copy_from_slice(&slots);
        Ok(())
    }

    fn bind_keyword(
        &mut self,
        code: &Arc<Code>,
        slots: &mut [Value],
        (name, value): (Value, Value),
        extra: Option<Value>,
        all: &[(Value, Value)],
    ) -> Result<(), Raised> {
        let spec = code.parameters;
        let text = self.heap.text(name).unwrap_or("");
        let named = (spec.positional + spec.keyword_only) as usize;
        let parameter = |index: usize| code.local_name(index as u8 + 1).unwrap_or("");
        if let Some(index) = (spec.positional_only as usize..named).find(|index| parameter(*index) == text) {
            if !slots[index].is_unbound() {
                let message = format!("{}() got multiple values for argument '{text}'", code.qualname);
                return Err(self.type_error(message));
            }
            slots[index] = value;
            return Ok(());
        }
        if let Some(dict) = extra {
            self.namespace_set(dict, name, value);
            return Ok(());
        }
        let given = |parameter: &&str| all.iter().any(|(name, _)| self.heap.text(*name) == Some(parameter));
        let is_positional_only = (0..spec.positional_only as usize).map(parameter).any(|parameter| parameter == text);
        let only: Vec<&str> = (0..spec.positional_only as usize).map(parameter).filter(given).collect();
        let message = if !is_positional_only {
            match self.similar_parameter(code, text) {
                Some(similar) => format!(
                    "{}() got an unexpected keyword argument '{text}'. Did you mean '{similar}'?",
                    code.qualname
                ),
                None => format!("{}() got an unexpected keyword argument '{text}'", code.qualname),
            }
        } else {
            format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                code.qualname,
                only.join(", ")
            )
        };
        Err(self.type_error(message))
    }

    /// CPython 3.13 offers the closest keyword parameter.
    fn similar_parameter(&self, code: &Code, text: &str) -> Option<String> {
        let spec = code.parameters;
        let named = (spec.positional + spec.keyword_only) as usize;
        let candidates = (spec.positional_only as usize..named).filter_map(|index| code.local_name(index as u8 + 1));
        crate::vm::suggest::closest(text, candidates).map(str::to_string)
    }

    fn fill_defaults(&mut self, function: u32, code: &Arc<Code>, slots: &mut [Value]) -> Result<(), Raised> {
        let spec = code.parameters;
        let positional = spec.positional as usize;
        let object = self.heap.functions.get(function);
        let (defaults, keyword_defaults) = (object.defaults, object.keyword_defaults);
        if slots[..positional].iter().any(|slot| slot.is_unbound()) {
            let values: &[Value] = self.heap.tuple(defaults).map_or(&[], |defaults| defaults);
            let first = positional - values.len().min(positional);
            let values: SmallVec<[Value; 8]> = values.into();
            for (slot, value) in slots[first..positional].iter_mut().zip(values) {
                if slot.is_unbound() {
                    *slot = value;
                }
            }
            self.check_missing(code, &slots[..positional], 0, "positional")?;
        }
        let keyword_only = positional..positional + spec.keyword_only as usize;
        for index in keyword_only.clone() {
            if slots[index].is_unbound() {
                let name = self.heap.interned(code.local_name(index as u8 + 1).unwrap_or(""));
                slots[index] = self.namespace_get(keyword_defaults, name).unwrap_or(Value::UNBOUND);
            }
        }
        self.check_missing(code, &slots[keyword_only], positional, "keyword-only")
    }

    fn check_missing(&mut self, code: &Code, slots: &[Value], first: usize, kind: &str) -> Result<(), Raised> {
        let missing: Vec<String> = slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| slot.is_unbound())
            .map(|(index, _)| format!("'{}'", code.local_name((first + index) as u8 + 1).unwrap_or("")))
            .collect();
        let list = match missing.as_slice() {
            [] => return Ok(()),
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [many @ .., last] => format!("{}, and {last}", many.join(", ")),
        };
        let (count, plural) = (missing.len(), if missing.len() == 1 { "" } else { "s" });
        let message = format!("{}() missing {count} required {kind} argument{plural}: {list}", code.qualname);
        Err(self.type_error(message))
    }

    #[cold]
    fn too_many_positional(&mut self, function: u32, code: &Code, given: &Given, slots: &[Value]) -> Raised {
        let spec: ParameterSpec = code.parameters;
        let defaults = self.heap.tuple(self.heap.functions.get(function).defaults).map_or(0, |tuple| tuple.len());
        let positional = spec.positional as usize;
        let count = given.positional.len();
        let takes = match defaults {
            0 => format!("{positional}"),
            _ => format!("from {} to {positional}", positional - defaults.min(positional)),
        };
        let plural = if positional == 1 && defaults == 0 { "" } else { "s" };
        let keyword_only = positional..positional + spec.keyword_only as usize;
        let named = slots[keyword_only].iter().filter(|slot| !slot.is_unbound()).count();
        let was = if count == 1 && named == 0 { "was" } else { "were" };
        let extra = match named {
            0 => String::new(),
            _ => format!(
                " positional argument{} (and {named} keyword-only argument{})",
                if count == 1 { "" } else { "s" },
                if named == 1 { "" } else { "s" }
            ),
        };
        let message =
            format!("{}() takes {takes} positional argument{plural} but {count}{extra} {was} given", code.qualname);
        self.type_error(message)
    }

    /// Puts the arguments of a call to a native with named parameters into order, on the stack above the window. Returns
    /// where they begin.
    pub(super) fn bind_native(&mut self, def: &NativeDef, call: Call, receiver: usize) -> Result<usize, Raised> {
        let Signature::Named { names, positional_only, required, keyword_only } = def.signature else {
            return Ok(call.window + 1);
        };
        let given = self.given(call);
        let mut slots: SmallVec<[Value; 12]> = SmallVec::from_elem(Value::UNBOUND, names.len());
        let given_positional = &given.positional[receiver.min(given.positional.len())..];
        let total = given_positional.len() + given.keywords.len();
        if given_positional.len() > keyword_only as usize || total > names.len() {
            return Err(self.too_many_for_native(def, keyword_only, required, &given, given_positional.len()));
        }
        slots[..given_positional.len()].copy_from_slice(given_positional);
        let mut refused = None;
        for (name, value) in &given.keywords {
            let text = self.heap.text(*name).unwrap_or("");
            let found = names.iter().position(|parameter| *parameter == text);
            match found.filter(|index| *index >= positional_only as usize) {
                Some(index) if slots[index].is_unbound() => slots[index] = *value,
                found => refused = refused.or(Some((*name, found))),
            }
        }
        // CPython fills the parameters first, and looks at what is left over then.
        if let Some(index) = (0..required as usize).find(|index| slots[*index].is_unbound()) {
            return Err(self.missing_for_native(def, &given, index, given_positional.len()));
        }
        if let Some((name, found)) = refused {
            let text = self.heap.text(name).unwrap_or("").to_string();
            let (function, class) = self.shown_native(def, names, &given);
            return Err(match found {
                Some(index) => {
                    let place = index + 1 - class;
                    self.type_error(format!(
                        "argument for {function}() given by name ('{text}') and position ({place})"
                    ))
                }
                None => self.unexpected_keyword(&function, &text, &names[positional_only as usize..]),
            });
        }
        let first = call.window + 1;
        let start = self.current.top().max((first + call.argc) as u32) as usize;
        self.reserve_stack(start, slots.len() + receiver);
        if receiver == 1 {
            self.stack[start] = self.stack[first];
        }
        self.stack[start + receiver..start + receiver + slots.len()].copy_from_slice(&slots);
        Ok(start)
    }

    // The texts of CPython's `_PyArg_UnpackKeywords`.
    #[cold]
    fn too_many_for_native(&mut self, def: &NativeDef, most: u8, required: u8, given: &Given, count: usize) -> Raised {
        let Signature::Named { names, .. } = def.signature else { return self.type_error("too many arguments") };
        let (name, class) = self.shown_native(def, names, given);
        let (total, all, count) = (count + given.keywords.len() - class, names.len() - class, count - class);
        let (most, required) = (most - class as u8, required - class as u8);
        let takes = |limit: usize, count: usize, kind: &str| {
            let how = if limit == required as usize { "exactly" } else { "at most" };
            let plural = if limit == 1 { "" } else { "s" };
            format!("{name}() takes {how} {limit} {kind}argument{plural} ({count} given)")
        };
        let message = match most {
            _ if total > all => takes(all, total, if count == 0 { "keyword " } else { "" }),
            0 => format!("{name}() takes no positional arguments"),
            _ => takes(most as usize, count, "positional "),
        };
        self.type_error(message)
    }

    #[cold]
    fn missing_for_native(&mut self, def: &NativeDef, given: &Given, index: usize, count: usize) -> Raised {
        let Signature::Named { names, positional_only, required, keyword_only } = def.signature else {
            return self.type_error("missing argument");
        };
        let (name, class) = self.shown_native(def, names, given);
        let parameter = names[index];
        let message = if index < positional_only as usize {
            let least = positional_only.min(required) as usize - class;
            let plural = if least == 1 { "" } else { "s" };
            let how = if keyword_only as usize - class == least { "exactly" } else { "at least" };
            let count = count - class;
            format!("{name}() takes {how} {least} positional argument{plural} ({count} given)")
        } else {
            format!("{name}() missing required argument '{parameter}' (pos {})", index + 1 - class)
        };
        self.type_error(message)
    }

    /// What a native is called in messages, and how many of its parameters do not count: a constructor bears the name of
    /// the class, which is its first parameter.
    fn shown_native(&self, def: &NativeDef, names: &[&str], given: &Given) -> (String, usize) {
        let class = usize::from(names.first() == Some(&"class"));
        let made = given.positional.first().copied().filter(|_| class == 1).and_then(Heap::as_class);
        (made.map_or(def.name, |made| self.heap.class_name(made)).to_string(), class)
    }
}
