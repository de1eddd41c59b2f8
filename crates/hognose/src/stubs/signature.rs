//! What stubs say of functions and classes.

use super::python_type::{Annotation, ArgumentTypes, PythonType};
use crate::function::{Parameter, ParameterKind};

/// A function as a stub declares it.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    pub(crate) name: String,
    pub(crate) documentation: Option<String>,
    pub(crate) is_async: bool,
    pub(crate) parameters: Vec<StubParameter>,
    pub(crate) result: Option<PythonType>,
}

/// A parameter as a stub declares it.
#[derive(Clone, Debug)]
pub(crate) struct StubParameter {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) kind: Option<PythonType>,
    /// What stands for it when it is missing.
    pub(crate) default: Option<&'static str>,
}

/// How a parameter gets its argument.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Place {
    Position,
    Either,
    Rest,
    Keyword,
    Keywords,
}

/// A class as a stub declares it.
#[derive(Clone, Debug)]
pub(crate) struct StubClass {
    pub(crate) name: String,
    pub(crate) bases: Vec<String>,
    pub(crate) documentation: Option<String>,
    pub(crate) members: Vec<StubMember>,
}

/// A member of a class.
#[derive(Clone, Debug)]
pub(crate) enum StubMember {
    Method(Signature),
    Static(Signature),
    OfClass(Signature),
    /// A property, and the parameter of its setter.
    Property(Signature, Option<PythonType>),
    Constant(String, PythonType),
    /// Scripts cannot make objects of the class.
    Unmade,
}

/// A module as its stub shows it.
#[derive(Clone, Default, Debug)]
pub(crate) struct StubModule {
    /// Built-in names, and those that they have here.
    pub(crate) aliases: Vec<(String, String)>,
    pub(crate) constants: Vec<(String, PythonType)>,
    pub(crate) functions: Vec<Signature>,
    pub(crate) classes: Vec<StubClass>,
    /// Python text that stands in the module.
    pub(crate) source: Option<String>,
}

impl StubParameter {
    /// One that is given by position: its name is the implementer's affair.
    pub(crate) fn by_position(name: &str, kind: PythonType) -> StubParameter {
        StubParameter { name: name.to_string(), place: Place::Position, kind: Some(kind), default: None }
    }
}

impl Signature {
    /// A function that takes anything and gives anything.
    pub(crate) fn unknown(name: &str) -> Signature {
        let any = |name: &str, place| StubParameter {
            name: name.to_string(),
            place,
            kind: Some(PythonType::any()),
            default: None,
        };
        Signature {
            name: name.to_string(),
            documentation: None,
            is_async: false,
            parameters: vec![any("args", Place::Rest), any("kwargs", Place::Keywords)],
            result: Some(PythonType::any()),
        }
    }

    /// The same without arguments by name.
    pub(crate) fn unknown_positional(name: &str) -> Signature {
        let mut signature = Signature::unknown(name);
        signature.parameters.truncate(1);
        signature
    }

    /// A function whose arguments have no names.
    pub(crate) fn positional(name: &str, arguments: ArgumentTypes, result: PythonType) -> Signature {
        let ArgumentTypes { types, least, rest } = arguments;
        let count = types.len();
        let one = |(index, kind): (usize, PythonType)| StubParameter {
            name: if count == 1 { "argument".to_string() } else { format!("argument_{}", index + 1) },
            place: Place::Position,
            kind: Some(kind),
            default: (index >= least).then_some("..."),
        };
        let mut parameters: Vec<StubParameter> = types.into_iter().enumerate().map(one).collect();
        let rest = rest.map(|kind| StubParameter {
            name: "arguments".to_string(),
            place: Place::Rest,
            kind: Some(kind),
            default: None,
        });
        parameters.extend(rest);
        let name = name.to_string();
        Signature { name, documentation: None, is_async: false, parameters, result: Some(result) }
    }

    /// A function that knows its parameters' names.
    pub(crate) fn of_parameters(
        name: &str,
        parameters: &[Parameter],
        annotations: Vec<Annotation>,
        result: PythonType,
    ) -> Signature {
        let mut annotations = annotations.into_iter();
        let one = |parameter: &Parameter| {
            let annotation = annotations.next();
            let (kind, default) = annotation.map_or((None, None), |found| (Some(found.kind), found.default));
            let (place, is_optional) = match parameter.kind {
                ParameterKind::Required => (Place::Either, false),
                ParameterKind::Optional => (Place::Either, true),
                ParameterKind::RequiredKeyword => (Place::Keyword, false),
                ParameterKind::OptionalKeyword => (Place::Keyword, true),
                ParameterKind::Rest => (Place::Rest, false),
            };
            let kind = if place == Place::Rest { kind.map(PythonType::item) } else { kind };
            let default = is_optional.then(|| default.unwrap_or("..."));
            let kind = kind.or_else(|| Some(PythonType::named(if place == Place::Rest { "object" } else { "Any" })));
            StubParameter { name: parameter.name.to_string(), place, kind, default }
        };
        let parameters = parameters.iter().map(one).collect();
        let name = name.to_string();
        Signature { name, documentation: None, is_async: false, parameters, result: Some(result) }
    }
}
