//! The text of a stub.

use super::python_type::{Form, PythonType, Record, RecordField};
use super::signature::{Place, Signature, StubClass, StubMember, StubModule, StubParameter};
use crate::border::ClassModules;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Names of `typing` that a stub imports when its annotations have them.
const IMPORTED: &[&str] = &[
    "Any",
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "Callable",
    "ClassVar",
    "Coroutine",
    "Generator",
    "Iterable",
    "Iterator",
    "Literal",
    "Mapping",
    "MutableMapping",
    "Never",
    "NotRequired",
    "Protocol",
    "Self",
    "Sequence",
    "TypedDict",
];

const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Built-in names that annotations and stubs have.
const BUILT_IN: &[&str] = &[
    "bool",
    "bytearray",
    "bytes",
    "classmethod",
    "complex",
    "dict",
    "float",
    "frozenset",
    "int",
    "list",
    "memoryview",
    "object",
    "property",
    "range",
    "set",
    "slice",
    "staticmethod",
    "str",
    "tuple",
    "type",
];

/// Whether Python code can have it as a name.
pub(crate) fn is_name(text: &str) -> bool {
    hognose_runtime::text::unicode::is_identifier(text) && !KEYWORDS.contains(&text)
}

/// A Python str.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\0' => quoted.push_str("\\x00"),
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// The name of a member of a class.
fn member_name(member: &StubMember) -> Option<&str> {
    match member {
        StubMember::Constant(name, _) => Some(name),
        StubMember::Method(signature) | StubMember::Static(signature) | StubMember::OfClass(signature) => {
            Some(&signature.name)
        }
        StubMember::Property(getter, _) => Some(&getter.name),
        StubMember::Unmade => None,
    }
}

pub(super) struct Writer<'a> {
    module: &'a str,
    classes: &'a ClassModules,
    /// The dicts with known keys that annotations have, each with its name in the stub.
    records: Vec<(String, Record)>,
    /// Other modules whose names annotations have.
    modules: BTreeSet<String>,
    /// Names that the module declares: they hide those of `builtins` and `typing`.
    declared: BTreeSet<String>,
    /// The same of the class that is written.
    members: BTreeSet<String>,
    text: String,
}

/// The text of a module's stub.
pub(super) fn text(name: &str, module: &StubModule, classes: &ClassModules) -> String {
    let constants = module.constants.iter().map(|(name, _)| name.clone());
    let functions = module.functions.iter().map(|function| function.name.clone());
    let aliases = module.aliases.iter().map(|(_, name)| name.clone());
    let declared = module.classes.iter().map(|class| class.name.clone());
    let writer = Writer {
        module: name,
        classes,
        records: Vec::new(),
        modules: BTreeSet::new(),
        declared: declared.chain(constants).chain(functions).chain(aliases).collect(),
        members: BTreeSet::new(),
        text: String::new(),
    };
    writer.write(module)
}

impl Writer<'_> {
    fn write(mut self, module: &StubModule) -> String {
        for (name, kind) in &module.constants {
            self.constant("", name, kind);
        }
        for class in &module.classes {
            self.gap();
            self.class(class);
        }
        let mut is_apart = true;
        for function in &module.functions {
            // What has a docstring stands by itself.
            if is_apart || function.documentation.is_some() {
                self.gap();
            }
            self.function("", function, None);
            is_apart = function.documentation.is_some();
        }
        if let Some(source) = &module.source {
            self.gap();
            self.text.push_str(source.trim_matches('\n'));
            self.text.push('\n');
        }
        let body = std::mem::take(&mut self.text);
        let records = self.records();
        let parts = [self.imports(&body, &records, module), records, body];
        let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).filter(|part| !part.is_empty()).collect();
        let mut text = parts.join("\n\n");
        text.push('\n');
        text
    }

    /// An empty line.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn line(&mut self, indent: &str, text: &str) {
        let _ = writeln!(self.text, "{indent}{text}");
    }

    /// Declares the dicts with known keys, those that they hold included.
    fn records(&mut self) -> String {
        // By name; one that is found to come from scripts after it was declared is declared anew.
        let mut declared: BTreeMap<String, (bool, Vec<(RecordField, String)>)> = BTreeMap::new();
        let is_new = |declared: &BTreeMap<String, (bool, _)>, name: &str, record: &Record| {
            declared.get(name).is_none_or(|(is_input, _)| *is_input != record.is_input)
        };
        while let Some((name, record)) = self.records.iter().find(|(name, record)| is_new(&declared, name, record)) {
            let (name, record) = (name.clone(), *record);
            let fields = (record.fields)();
            self.members = fields.iter().map(|field| field.name.to_string()).collect();
            let fields = fields.into_iter().map(|field| (field.clone(), self.annotation(&field.kind))).collect();
            self.members.clear();
            declared.insert(name, (record.is_input, fields));
        }
        let (typed_dict, not_required) = (self.known("TypedDict"), self.known("NotRequired"));
        let mut text = String::new();
        for (name, (_, fields)) in declared {
            let kind = |field: &RecordField, kind: &str| match field.is_optional {
                true => format!("{not_required}[{kind}]"),
                false => kind.to_string(),
            };
            // A class would make something else of a name that is private to it.
            let is_field = |name: &str| is_name(name) && (!name.starts_with("__") || name.ends_with("__"));
            if fields.iter().any(|(field, _)| !is_field(field.name)) {
                let entries: Vec<String> = fields
                    .iter()
                    .map(|(field, text)| format!("{}: {}", quoted(field.name), kind(field, text)))
                    .collect();
                let _ = writeln!(text, "{name} = {typed_dict}({}, {{{}}})\n", quoted(&name), entries.join(", "));
                continue;
            }
            let _ = writeln!(text, "class {name}({typed_dict}):");
            for (field, annotation) in &fields {
                let _ = writeln!(text, "    {}: {}", field.name, kind(field, annotation));
            }
            if fields.is_empty() {
                text.push_str("    pass\n");
            }
            text.push('\n');
        }
        text
    }

    /// The name that a dict with known keys has in the stub, and nowhere else.
    fn record_name(&mut self, record: &Record) -> String {
        if let Some((name, known)) = self.records.iter_mut().find(|(_, known)| known.path == record.path) {
            if record.is_input {
                *known = *record;
            }
            return name.clone();
        }
        let same = self.records.iter().filter(|(_, known)| known.name == record.name).count();
        let number = if same == 0 { String::new() } else { (same + 1).to_string() };
        let name = format!("_{}{number}", record.name);
        self.records.push((name.clone(), *record));
        name
    }

    fn imports(&self, body: &str, records: &str, module: &StubModule) -> String {
        let words: BTreeSet<&str> = [body, records]
            .into_iter()
            .flat_map(|text| text.split(|character: char| !character.is_alphanumeric() && character != '_'))
            .collect();
        let mut text = String::new();
        for (name, alias) in &module.aliases {
            let _ = writeln!(text, "from builtins import {name} as {alias}");
        }
        for module in &self.modules {
            let _ = writeln!(text, "import {module}");
        }
        let used = IMPORTED.iter().copied().filter(|name| words.contains(name) && !self.declared.contains(*name));
        let used: Vec<&str> = used.collect();
        if !used.is_empty() {
            let _ = writeln!(text, "from typing import {}", used.join(", "));
        }
        text
    }

    fn constant(&mut self, indent: &str, name: &str, kind: &PythonType) {
        match is_name(name) {
            true => {
                let kind = self.annotation(kind);
                self.line(indent, &format!("{name}: {kind}"));
            }
            false => self.no_name(indent, name),
        }
    }

    fn documentation(&mut self, indent: &str, text: &str) {
        let text = text.replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\"").replace('\0', "\\x00");
        let text = match text.strip_suffix('"') {
            Some(begin) => format!("{begin}\\\""),
            None => text,
        };
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let rest: Vec<String> =
            lines.map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") }).collect();
        if rest.is_empty() {
            self.line(indent, &format!("\"\"\"{first}\"\"\""));
        } else {
            self.line(indent, &format!("\"\"\"{first}\n{}\n{indent}\"\"\"", rest.join("\n")));
        }
    }

    fn class(&mut self, class: &StubClass) {
        if !is_name(&class.name) {
            return self.no_name("", &class.name);
        }
        let bases: Vec<String> = class.bases.iter().map(|base| self.known(base)).collect();
        let bases = if bases.is_empty() { String::new() } else { format!("({})", bases.join(", ")) };
        self.members = class.members.iter().filter_map(member_name).map(str::to_string).collect();
        if class.members.is_empty() && class.documentation.is_none() {
            return self.line("", &format!("class {}{bases}: ...", class.name));
        }
        self.line("", &format!("class {}{bases}:", class.name));
        let indent = "    ";
        if let Some(text) = &class.documentation {
            self.documentation(indent, text);
            if !class.members.is_empty() {
                self.text.push('\n');
            }
        }
        for member in &class.members {
            match member_name(member) {
                Some(name) if !is_name(name) => self.no_name(indent, name),
                _ => self.member(indent, member),
            }
        }
        self.members.clear();
    }

    fn member(&mut self, indent: &str, member: &StubMember) {
        match member {
            StubMember::Constant(name, kind) => self.constant(indent, name, kind),
            StubMember::Unmade => {
                let never = self.known("Never");
                self.line(indent, "# Scripts get such objects from the host and make none.");
                self.line(indent, &format!("def __init__(self, _never: {never}, /) -> None: ..."));
            }
            StubMember::Method(method) => self.function(indent, method, Some("self")),
            StubMember::OfClass(method) => {
                self.decorator(indent, "classmethod");
                self.function(indent, method, Some("cls"));
            }
            StubMember::Static(function) => {
                // `__new__` is one without being called so.
                if function.name != "__new__" {
                    self.decorator(indent, "staticmethod");
                }
                self.function(indent, function, None);
            }
            StubMember::Property(getter, setter) => {
                self.decorator(indent, "property");
                self.function(indent, getter, Some("self"));
                if let Some(kind) = setter {
                    let kind = self.annotation(kind);
                    self.line(indent, &format!("@{}.setter", getter.name));
                    self.line(indent, &format!("def {}(self, value: {kind}) -> None: ...", getter.name));
                }
            }
        }
    }

    fn decorator(&mut self, indent: &str, name: &str) {
        let name = self.known(name);
        self.line(indent, &format!("@{name}"));
    }

    fn no_name(&mut self, indent: &str, name: &str) {
        self.line(indent, &format!("# {name:?} is no name that Python code can have."));
    }

    /// A name of `builtins` or `typing`, by its module where something else hides it.
    fn known(&mut self, name: &str) -> String {
        let module = if BUILT_IN.contains(&name) {
            "builtins"
        } else if IMPORTED.contains(&name) {
            "typing"
        } else {
            return name.to_string();
        };
        if !self.declared.contains(name) && !self.members.contains(name) {
            return name.to_string();
        }
        self.modules.insert(module.to_string());
        format!("{module}.{name}")
    }

    /// An annotation that is there as text.
    fn written(&mut self, text: &str) -> String {
        let (mut written, mut word, mut quote) = (String::new(), String::new(), None);
        for character in text.chars().chain(['\n']) {
            if quote.is_none() && (character.is_alphanumeric() || character == '_' || character == '.') {
                word.push(character);
                continue;
            }
            written.push_str(&self.known(&std::mem::take(&mut word)));
            match quote {
                Some(open) if open == character => quote = None,
                None if character == '"' || character == '\'' => quote = Some(character),
                Some(_) | None => {}
            }
            written.push(character);
        }
        written.pop();
        written
    }

    fn function(&mut self, indent: &str, signature: &Signature, receiver: Option<&str>) {
        let name = &signature.name;
        if !is_name(name) {
            return self.no_name(indent, name);
        }
        let parameters = self.parameters(signature, receiver);
        let result = signature.result.as_ref().map(|result| format!(" -> {}", self.annotation(result)));
        let begin = if signature.is_async { "async def" } else { "def" };
        let head = format!("{begin} {name}({parameters}){}:", result.unwrap_or_default());
        match &signature.documentation {
            None => self.line(indent, &format!("{head} ...")),
            Some(text) => {
                self.line(indent, &head);
                self.documentation(&format!("{indent}    "), text);
                self.line(&format!("{indent}    "), "...");
            }
        }
    }

    fn parameters(&mut self, signature: &Signature, receiver: Option<&str>) -> String {
        let mut parameters: Vec<&StubParameter> = signature.parameters.iter().collect();
        parameters.sort_by_key(|parameter| parameter.place);
        let by_position = |parameter: &StubParameter| parameter.place <= Place::Either;
        // Python has none with a default before one without.
        let last_required =
            parameters.iter().rposition(|parameter| by_position(parameter) && parameter.default.is_none());
        let mut parts: Vec<String> = receiver.iter().map(|receiver| receiver.to_string()).collect();
        for (index, parameter) in parameters.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| parameters.get(before)).map(|before| before.place);
            if parameter.place == Place::Keyword && before.is_none_or(|before| before < Place::Rest) {
                parts.push("*".to_string());
            }
            let begin = match parameter.place {
                Place::Position | Place::Either | Place::Keyword => "",
                Place::Rest => "*",
                Place::Keywords => "**",
            };
            let name = &parameter.name;
            let is_identifier = hognose_runtime::text::unicode::is_identifier(name);
            let mut name = if is_identifier { name.clone() } else { format!("argument_{}", index + 1) };
            // A keyword is no name, and what stands for it is that of no other one.
            while !is_name(&name) || name != parameter.name && parameters.iter().any(|other| other.name == name) {
                name.push('_');
            }
            let is_compared = matches!(signature.name.as_str(), "__eq__" | "__ne__");
            let kind = match &parameter.kind {
                Some(_) if is_compared => Some(self.known("object")),
                Some(kind) => Some(self.annotation(kind)),
                None => None,
            };
            let default = parameter.default.filter(|_| last_required.is_none_or(|last| index > last));
            parts.push(match (kind, default) {
                (Some(kind), Some(default)) => format!("{begin}{name}: {kind} = {default}"),
                (Some(kind), None) => format!("{begin}{name}: {kind}"),
                (None, Some(default)) => format!("{begin}{name}={default}"),
                (None, None) => format!("{begin}{name}"),
            });
            let next = parameters.get(index + 1).map(|next| next.place);
            if parameter.place == Place::Position && next != Some(Place::Position) {
                parts.push("/".to_string());
            }
        }
        parts.join(", ")
    }

    fn annotation(&mut self, kind: &PythonType) -> String {
        match &kind.0 {
            Form::Named(text) => self.written(text),
            Form::Generic(name, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(|argument| self.annotation(argument)).collect();
                format!("{}[{}]", self.known(name), arguments.join(", "))
            }
            Form::Items(item) => {
                let item = self.annotation(item);
                format!("{}[{item}] | {}[{item}, ...]", self.known("list"), self.known("tuple"))
            }
            Form::Members(item) => {
                let item = self.annotation(item);
                format!("{}[{item}] | {}[{item}]", self.known("set"), self.known("frozenset"))
            }
            Form::Optional(kind) => {
                let kind = self.annotation(kind);
                if kind == "None" || kind.ends_with("| None") { kind } else { format!("{kind} | None") }
            }
            Form::Literal(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
                match texts.is_empty() {
                    true => self.known("Never"),
                    false => format!("{}[{}]", self.known("Literal"), texts.join(", ")),
                }
            }
            Form::Class { host, name } => match self.classes.get(host).filter(|_| is_name(name)) {
                Some(module) if module == self.module => name.to_string(),
                Some(module) => {
                    self.modules.insert(module.clone());
                    format!("{module}.{name}")
                }
                None => self.known("Any"),
            },
            Form::Record(record) => self.record_name(record),
        }
    }
}
