//! Stubs of the modules of the standard library, from what their namespaces hold in a machine.

use super::python_type::PythonType;
use super::signature::{Place, Signature, StubClass, StubMember, StubModule, StubParameter};
use crate::{Engine, Error, Limits, Result};
use hognose_bytecode::Flavor;
use hognose_runtime as runtime;
use hognose_runtime::native::{NativeKind, Signature as NativeSignature};
use hognose_runtime::object::class::ClassId;
use hognose_runtime::object::other::OtherObject;
use hognose_runtime::types;
use hognose_runtime::value::{Kind, Value};
use std::collections::BTreeMap;

/// Modules on which the stubs that type checkers have of `builtins` rest: they know these by heart, or know nothing.
const KEPT: [&str; 7] = ["builtins", "collections", "importlib", "io", "os", "sys", "types"];

pub(super) fn modules(engine: &Engine) -> Result<BTreeMap<String, StubModule>> {
    let vm = &mut *engine.vm(Limits::default())?.inner;
    let names: Vec<String> = vm.builtins.module_names().map(str::to_string).collect();
    let is_library =
        |name: &&String| !name.starts_with('_') && !KEPT.contains(&name.as_str()) && !engine.stubs.contains_key(*name);
    let mut stubs = BTreeMap::new();
    for name in names.iter().filter(is_library) {
        let failed = |runtime::Raised| Error::host(format!("the module {name} cannot be imported"));
        let module = vm.builtin_module(name).map_err(failed)?;
        let dict = vm.heap.module(module).map(|module| module.dict);
        let entries: Vec<(String, Value)> = dict
            .and_then(|dict| vm.heap.dict(dict))
            .map(|dict| {
                let named = |key: Value, value: Value| Some((vm.heap.text(key)?.to_string(), value));
                dict.iter().filter_map(|entry| named(entry.key, entry.value)).collect()
            })
            .unwrap_or_default();
        let look = Look { vm };
        stubs.insert(name.clone(), look.module(entries));
    }
    Ok(stubs)
}

/// Looks at the values of a machine.
struct Look<'a> {
    vm: &'a runtime::Vm,
}

impl Look<'_> {
    fn module(&self, entries: Vec<(String, Value)>) -> StubModule {
        let mut module = StubModule::default();
        let mut classes: Vec<(ClassId, String)> = Vec::new();
        for (name, value) in entries.into_iter().filter(|(name, _)| !name.starts_with('_')) {
            match value.split() {
                Some((Kind::Module, _)) => {}
                Some((Kind::Function, _)) => module.functions.extend(self.function(&name, value)),
                Some((Kind::Native, index)) => module.functions.push(self.native(&name, index).0),
                Some((Kind::Class, index)) => match self.built_in(ClassId(index)) {
                    Some(built_in) => module.aliases.push((built_in, name)),
                    None => classes.push((ClassId(index), name)),
                },
                _ => module.constants.push((name, self.type_of(value))),
            }
        }
        // A class comes after those that it derives from.
        classes.sort_by_key(|(class, _)| self.vm.heap.mro(*class).len());
        for (class, name) in &classes {
            module.classes.push(self.class(name, *class, &classes));
        }
        module
    }

    fn type_of(&self, value: Value) -> PythonType {
        match self.vm.heap.type_name(value) {
            "int" => PythonType::named("int"),
            "float" => PythonType::named("float"),
            "bool" => PythonType::named("bool"),
            "str" => PythonType::named("str"),
            "bytes" => PythonType::named("bytes"),
            "NoneType" => PythonType::named("None"),
            _ => PythonType::any(),
        }
    }

    fn function(&self, name: &str, value: Value) -> Option<Signature> {
        let object = self.vm.heap.function(value)?;
        let code = &self.vm.linked.get(object.code.0 as usize)?.code;
        let spec = code.parameters;
        let (positional, keyword_only) = (usize::from(spec.positional), usize::from(spec.keyword_only));
        let defaults = self.vm.heap.tuple(object.defaults).map_or(0, |defaults| defaults.len());
        let by_keyword: Vec<&str> = self
            .vm
            .heap
            .dict(object.keyword_defaults)
            .map(|dict| dict.iter().filter_map(|entry| self.vm.heap.text(entry.key)).collect())
            .unwrap_or_default();
        let mut parameters = Vec::new();
        for index in 0..usize::from(spec.count()) {
            let name = code.local_name(index as u8 + 1).unwrap_or("argument").to_string();
            let (place, is_optional) = if index < usize::from(spec.positional_only) {
                (Place::Position, index + defaults >= positional)
            } else if index < positional {
                (Place::Either, index + defaults >= positional)
            } else if index < positional + keyword_only {
                (Place::Keyword, by_keyword.contains(&name.as_str()))
            } else if spec.var_positional && index == positional + keyword_only {
                (Place::Rest, false)
            } else {
                (Place::Keywords, false)
            };
            parameters.push(StubParameter { name, place, kind: None, default: is_optional.then_some("...") });
        }
        let any = || vec![PythonType::any(), PythonType::any()];
        let result = match code.flavor {
            Flavor::Plain | Flavor::Coroutine => None,
            Flavor::Generator => Some(PythonType::generic("Iterator", [PythonType::any()])),
            Flavor::AsyncGenerator => Some(PythonType::generic("AsyncGenerator", any())),
        };
        let is_async = code.flavor == Flavor::Coroutine;
        Some(Signature { name: name.to_string(), documentation: None, is_async, parameters, result })
    }

    /// A native, and what it is to its class.
    fn native(&self, name: &str, index: u32) -> (Signature, NativeKind) {
        let native = self.vm.builtins.native(index);
        let unnamed = |index: usize, least: usize| StubParameter {
            name: format!("argument_{}", index + 1),
            place: Place::Position,
            kind: None,
            default: (index >= least).then_some("..."),
        };
        let parameters = match native.signature {
            NativeSignature::None => Vec::new(),
            NativeSignature::One => vec![unnamed(0, 1)],
            NativeSignature::Range(least, u8::MAX) => {
                let rest = |name: &str| StubParameter {
                    name: name.to_string(),
                    place: Place::Rest,
                    kind: None,
                    default: None,
                };
                let least = usize::from(least);
                (0..least).map(|index| unnamed(index, least)).chain([rest("arguments")]).collect()
            }
            NativeSignature::Range(least, most) => {
                (0..usize::from(most)).map(|index| unnamed(index, usize::from(least))).collect()
            }
            NativeSignature::Named { names, positional_only, required, keyword_only } => {
                let one = |(index, name): (usize, &&str)| StubParameter {
                    name: name.to_string(),
                    place: if index < usize::from(positional_only) {
                        Place::Position
                    } else if index < usize::from(keyword_only) {
                        Place::Either
                    } else {
                        Place::Keyword
                    },
                    kind: None,
                    default: (index >= usize::from(required)).then_some("..."),
                };
                names.iter().enumerate().map(one).collect()
            }
            NativeSignature::Any => {
                let any = [("args", Place::Rest), ("kwargs", Place::Keywords)];
                let one = |(name, place): (&str, Place)| StubParameter {
                    name: name.to_string(),
                    place,
                    kind: None,
                    default: None,
                };
                any.map(one).into()
            }
        };
        let name = name.to_string();
        (Signature { name, documentation: None, is_async: false, parameters, result: None }, native.kind)
    }

    /// A class, which may derive from the module's other ones. What it has from classes that are nobody's business is its own.
    fn class(&self, name: &str, class: ClassId, known: &[(ClassId, String)]) -> StubClass {
        let heap = &self.vm.heap;
        let mut members: Vec<(String, Value)> = Vec::new();
        let mut bases: Vec<(ClassId, String)> = Vec::new();
        for base in heap.mro(class) {
            let is_inherited = bases.iter().any(|(above, _)| heap.is_subclass(*above, *base));
            let own = known.iter().find(|(class, _)| class == base).map(|(_, name)| name.clone());
            match own.filter(|own| own != name).or_else(|| self.built_in(*base)) {
                _ if is_inherited => {}
                Some(base_name) if *base != class => bases.push((*base, base_name)),
                _ => {
                    for (name, value) in self.attributes(*base) {
                        if !members.iter().any(|(known, _)| *known == name) {
                            members.push((name, value));
                        }
                    }
                }
            }
        }
        let bases = bases.into_iter().map(|(_, name)| name).filter(|name| name != "object").collect();
        let members = members.iter().filter_map(|(name, value)| self.member(name, *value)).collect();
        StubClass { name: name.to_string(), bases, documentation: None, members }
    }

    /// The name of a class that needs no import.
    fn built_in(&self, class: ClassId) -> Option<String> {
        let info = self.vm.heap.script_class(class).is_none().then(|| types::builtin(class))?;
        (info.module == "builtins").then(|| info.name.to_string())
    }

    /// What stands in a class.
    fn attributes(&self, class: ClassId) -> Vec<(String, Value)> {
        let heap = &self.vm.heap;
        let text = |symbol| heap.symbols.text(symbol).to_string();
        match heap.script_class(class) {
            Some(object) => object.attributes.iter().map(|(symbol, value)| (text(*symbol), *value)).collect(),
            None => {
                let info = types::builtin(class);
                info.order.iter().filter_map(|symbol| Some((text(*symbol), info.member(*symbol)?))).collect()
            }
        }
    }

    fn member(&self, name: &str, value: Value) -> Option<StubMember> {
        let is_special = name.starts_with("__") && name.ends_with("__");
        if name.starts_with('_') && !is_special {
            return None;
        }
        match value.split() {
            Some((Kind::Function, _)) => self.method(name, value).map(StubMember::Method),
            Some((Kind::Native, index)) => {
                let (signature, kind) = self.native(name, index);
                Some(match kind {
                    NativeKind::Function | NativeKind::Method => StubMember::Method(signature),
                    NativeKind::ClassMethod => StubMember::OfClass(signature),
                    // `__new__` is one whose first argument is the class.
                    NativeKind::StaticMethod if name == "__new__" => return None,
                    NativeKind::StaticMethod => StubMember::Static(signature),
                    NativeKind::Getter | NativeKind::Accessor if is_special => return None,
                    NativeKind::Getter => StubMember::Property(property(name), None),
                    NativeKind::Accessor => StubMember::Property(property(name), Some(PythonType::any())),
                })
            }
            Some((Kind::Other, _)) => match self.vm.heap.other(value)? {
                OtherObject::StaticMethod(function) => self.function(name, *function).map(StubMember::Static),
                OtherObject::ClassMethod(function) => self.method(name, *function).map(StubMember::OfClass),
                OtherObject::Property(found) => {
                    let is_written = !found.setter.is_none() && !found.setter.is_unbound();
                    Some(StubMember::Property(property(name), is_written.then(PythonType::any)))
                }
                _ => None,
            },
            _ if is_special => None,
            _ => Some(StubMember::Constant(name.to_string(), self.type_of(value))),
        }
    }

    /// A function without its receiver.
    fn method(&self, name: &str, function: Value) -> Option<Signature> {
        let mut signature = self.function(name, function)?;
        if signature.parameters.first().is_some_and(|first| first.place <= Place::Either) {
            signature.parameters.remove(0);
        }
        Some(signature)
    }
}

fn property(name: &str) -> Signature {
    let result = Some(PythonType::any());
    Signature { name: name.to_string(), documentation: None, is_async: false, parameters: Vec::new(), result }
}
