//! The signature of a function that scripts call: what it wants of the machine, and which arguments the scripts give.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Error, Expr, FnArg, Ident, Lit, Meta, Pat, ReceiverKind, Result, Type};

/// A function's signature without its attributes of ours.
pub(crate) struct Signature {
    pub(crate) receiver: Receiver,
    pub(crate) first: First,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) is_async: bool,
}

/// The object whose method it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receiver {
    Nothing,
    /// `&self`
    Shared,
    /// `&mut self`
    Exclusive,
    /// `this: Obj<Self>`
    Object,
}

/// A parameter that scripts give.
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    kind: Kind,
    default: Option<Expr>,
    is_keyword: bool,
    pub(crate) argument: Type,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Single,
    Rest,
}

/// What the function wants beside the script's arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    Nothing,
    Context,
    Caller,
}

/// The variables of an expansion. The host's own code sees none of them, so that its names are its own.
pub(crate) struct Locals {
    pub(crate) cx: Ident,
    pub(crate) caller: Ident,
    pub(crate) arguments: Ident,
    pub(crate) this: Ident,
}

impl Locals {
    pub(crate) fn new() -> Locals {
        let [cx, caller, arguments, this] = ["cx", "caller", "arguments", "this"].map(local);
        Locals { cx, caller, arguments, this }
    }
}

/// A variable that the host's code does not see.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// A name of Rust's as scripts know it: `r#type` is `type`.
pub(crate) fn script_name(name: &Ident) -> String {
    name.unraw().to_string()
}

impl Signature {
    pub(crate) fn of_function(signature: &mut syn::Signature) -> Result<Signature> {
        if let Some(FnArg::Receiver(receiver)) = signature.inputs.first() {
            let message = "a host function is no method: write `#[hognose::class]` above the `impl` block";
            return Err(Error::new_spanned(receiver, message));
        }
        Signature::of(signature)
    }

    /// A function of a class.
    pub(crate) fn of_member(signature: &mut syn::Signature) -> Result<Signature> {
        let receiver = match signature.inputs.first() {
            Some(FnArg::Receiver(receiver)) => match &receiver.kind {
                ReceiverKind::Reference(_, _, None) => Receiver::Shared,
                ReceiverKind::Reference(_, _, Some(mutability)) if signature.asyncness.is_some() => {
                    let message = "an async method cannot have its object alone while it waits: take `&self`, and put what \
                                   changes behind a lock";
                    return Err(Error::new_spanned(mutability, message));
                }
                ReceiverKind::Reference(_, _, Some(_)) => Receiver::Exclusive,
                _ => {
                    let message =
                        "a method takes `&self`, `&mut self`, or the script's object: `this: hognose::Obj<Self>`";
                    return Err(Error::new_spanned(receiver, message));
                }
            },
            Some(FnArg::Typed(input)) if is_own_object(&input.ty) => Receiver::Object,
            Some(FnArg::Typed(_)) | None => Receiver::Nothing,
        };
        let inputs = signature.inputs.clone();
        if receiver != Receiver::Nothing {
            signature.inputs = inputs.iter().skip(1).cloned().collect();
        }
        let parsed = Signature::of(signature);
        // The parameters have lost our attributes; the receiver stands before them again.
        if receiver != Receiver::Nothing {
            signature.inputs = inputs.into_iter().take(1).chain(std::mem::take(&mut signature.inputs)).collect();
        }
        Ok(Signature { receiver, ..parsed? })
    }

    fn of(signature: &mut syn::Signature) -> Result<Signature> {
        if let Some(generic) = signature.generics.params.first() {
            return Err(Error::new_spanned(
                generic,
                "a host function has no generic parameters: scripts give concrete values",
            ));
        }
        let is_async = signature.asyncness.is_some();
        let (first, parameters) = parameters(signature, is_async)?;
        Ok(Signature { receiver: Receiver::Nothing, first, parameters, is_async })
    }

    /// The items of the table of parameters.
    pub(crate) fn described(&self) -> Vec<TokenStream> {
        let one = |parameter: &Parameter| {
            let (name, kind) = (script_name(&parameter.name), parameter.kind());
            quote!(::hognose::Parameter { name: #name, kind: ::hognose::ParameterKind::#kind })
        };
        self.parameters.iter().map(one).collect()
    }

    /// What stubs say of the parameters: the closure of `annotated` and `annotate`.
    pub(crate) fn annotations(&self) -> TokenStream {
        let one = |parameter: &Parameter| {
            let (ty, default) = (&parameter.argument, parameter.default_text());
            let default = match default {
                Some(text) => quote!(::core::option::Option::Some(#text)),
                None => quote!(::core::option::Option::None),
            };
            quote!(::hognose::Annotation { kind: <#ty as ::hognose::FromValue<'_>>::python_type(), default: #default })
        };
        let annotations = self.parameters.iter().map(one);
        quote!(|| ::std::vec![#(#annotations),*])
    }

    /// The variables that hold the arguments.
    pub(crate) fn names(&self) -> Vec<Ident> {
        (0..self.parameters.len()).map(|index| format_ident!("argument_{index}", span = Span::mixed_site())).collect()
    }

    /// The statements that take them out of `arguments`.
    pub(crate) fn taken(&self) -> Vec<TokenStream> {
        let one = |(index, (parameter, name)): (usize, (&Parameter, Ident))| {
            let (ty, value) = (&parameter.argument, parameter.value(index));
            quote!(let #name: #ty = #value;)
        };
        self.parameters.iter().zip(self.names()).enumerate().map(one).collect()
    }

    /// What stands before them in the call.
    pub(crate) fn machine(&self) -> TokenStream {
        let Locals { cx, caller, .. } = Locals::new();
        match self.first {
            First::Nothing => quote!(),
            First::Context => quote!(#cx,),
            First::Caller => quote!(#caller,),
        }
    }

    /// The closure that a script's call runs, with these statements in it.
    pub(crate) fn closure(&self, steps: &TokenStream) -> TokenStream {
        let Locals { cx, caller, arguments, .. } = Locals::new();
        match (self.is_async, self.first) {
            (false, _) => quote!(|#cx, #arguments| { #steps }),
            (true, First::Caller) => quote!(|#cx, #caller, #arguments| { #steps }),
            (true, _) => quote!(|#cx, _, #arguments| { #steps }),
        }
    }
}

/// A type without what stands around it: another macro puts a group of its own around one that it was given.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        other => other,
    }
}

/// The same for an expression.
fn bare_expression(expression: &Expr) -> &Expr {
    match expression {
        Expr::Group(group) => bare_expression(&group.expr),
        Expr::Paren(paren) => bare_expression(&paren.expr),
        other => other,
    }
}

/// What is in a `Result`.
pub(crate) fn result_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = bare(ty) else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Result")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// `Obj<Self>`
fn is_own_object(ty: &Type) -> bool {
    let Type::Path(path) = bare(ty) else { return false };
    let Some(last) = path.path.segments.last().filter(|last| last.ident == "Obj") else { return false };
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) => {
            let own = |argument: &syn::GenericArgument| matches!(argument, syn::GenericArgument::Type(Type::Path(path)) if path.path.is_ident("Self"));
            arguments.args.iter().any(own)
        }
        _ => false,
    }
}

/// Takes the parameters apart and their attributes off.
fn parameters(function: &mut syn::Signature, is_async: bool) -> Result<(First, Vec<Parameter>)> {
    let mut first = First::Nothing;
    let mut parameters: Vec<Parameter> = Vec::new();
    for (index, input) in function.inputs.iter_mut().enumerate() {
        let FnArg::Typed(input) = input else {
            return Err(Error::new_spanned(input, "a host function is no method: give the object as a parameter"));
        };
        if let Some(found) = machine(&input.ty, is_async)? {
            if index > 0 {
                return Err(Error::new_spanned(&input.ty, "this parameter must be the first"));
            }
            first = found;
            continue;
        }
        if let Type::Reference(reference) = bare(&input.ty) {
            let message = "scripts' values are owned by the machine: take an owned type, such as `String` or `Vec<T>`";
            return Err(Error::new_spanned(reference, message));
        }
        let Pat::Ident(pattern) = &*input.pat else {
            return Err(Error::new_spanned(
                &input.pat,
                "a host function's parameter needs a name, by which scripts give it",
            ));
        };
        let mut parameter = Parameter {
            name: pattern.ident.clone(),
            kind: Kind::Single,
            default: None,
            is_keyword: parameters.iter().any(|before| before.is_keyword || before.kind == Kind::Rest),
            argument: (*input.ty).clone(),
        };
        let mut kept = Vec::new();
        for attribute in std::mem::take(&mut input.attrs) {
            if !parameter.take(&attribute)? {
                kept.push(attribute);
            }
        }
        input.attrs = kept;
        parameter.check(&parameters)?;
        parameters.push(parameter);
    }
    Ok((first, parameters))
}

/// Whether a type is the machine's side of the call.
fn machine(ty: &Type, is_async: bool) -> Result<Option<First>> {
    let (path, is_reference) = match bare(ty) {
        Type::Reference(reference) => match bare(&reference.elem) {
            Type::Path(path) => (path, true),
            _ => return Ok(None),
        },
        Type::Path(path) => (path, false),
        _ => return Ok(None),
    };
    let Some(last) = path.path.segments.last() else { return Ok(None) };
    match last.ident.to_string().as_str() {
        "Context" if is_async => {
            let message = "an async host function cannot hold the machine while it waits: take `caller: hognose::Caller` \
                           and reach the machine by `caller.with(...)` and `caller.call(...)`";
            Err(Error::new_spanned(ty, message))
        }
        "Context" if is_reference => Ok(Some(First::Context)),
        "Context" => Err(Error::new_spanned(ty, "take the machine as `&mut hognose::Context<'_>`")),
        "Caller" if is_reference => Err(Error::new_spanned(ty, "take the caller by value: it is cheap to clone")),
        "Caller" if is_async => Ok(Some(First::Caller)),
        "Caller" => {
            let message = "a function that is not async has the machine itself: take `cx: &mut hognose::Context<'_>`";
            Err(Error::new_spanned(ty, message))
        }
        _ => Ok(None),
    }
}

impl Parameter {
    /// Follows one of our attributes; false for one of somebody else's.
    fn take(&mut self, attribute: &Attribute) -> Result<bool> {
        if attribute.path().is_ident("rest") {
            attribute.meta.require_path_only()?;
            self.kind = Kind::Rest;
        } else if attribute.path().is_ident("keyword") {
            attribute.meta.require_path_only()?;
            self.is_keyword = true;
        } else if attribute.path().is_ident("default") {
            self.default = Some(match &attribute.meta {
                Meta::NameValue(default) => default.value.clone(),
                Meta::Path(_) => syn::parse_quote!(::core::default::Default::default()),
                Meta::List(list) => return Err(Error::new_spanned(list, "write `#[default = expression]`")),
            });
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Whether its attributes fit together, and to the parameters before it.
    fn check(&self, before: &[Parameter]) -> Result<()> {
        if self.kind == Kind::Single {
            return Ok(());
        }
        if before.iter().any(|parameter| parameter.kind == Kind::Rest) {
            return Err(Error::new_spanned(&self.name, "one parameter takes all further arguments, and there are two"));
        }
        if self.default.is_some() || self.is_keyword {
            let message = "a parameter that takes all further arguments has no default and no name in the script";
            return Err(Error::new_spanned(&self.name, message));
        }
        Ok(())
    }

    /// Whether it is one that is given by position and that nothing stands for.
    pub(crate) fn is_plain(&self) -> bool {
        self.kind == Kind::Single && self.default.is_none() && !self.is_keyword
    }

    /// What stands for it when it is missing, as Python writes it; `...` where it has no words for it.
    fn default_text(&self) -> Option<String> {
        let Some(default) = &self.default else { return is_option(&self.argument).then(|| "None".to_string()) };
        let text = match bare_expression(default) {
            Expr::Lit(literal) => python_literal(&literal.lit),
            Expr::Unary(unary) => match (&unary.op, bare_expression(&unary.expr)) {
                (syn::UnOp::Neg(_), Expr::Lit(literal)) => python_literal(&literal.lit).map(|text| format!("-{text}")),
                _ => None,
            },
            Expr::Path(path) if path.path.is_ident("None") => Some("None".to_string()),
            // `"text".to_string()`, `String::from("text")`
            Expr::MethodCall(call) if CONVERSIONS.iter().any(|name| call.method == name) => {
                match bare_expression(&call.receiver) {
                    Expr::Lit(literal) => python_literal(&literal.lit),
                    _ => None,
                }
            }
            Expr::Call(call) if call.args.len() == 1 => match call.args.first().map(bare_expression) {
                Some(Expr::Lit(literal)) => match &literal.lit {
                    Lit::Str(_) => python_literal(&literal.lit),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        };
        Some(text.unwrap_or_else(|| "...".to_string()))
    }

    fn kind(&self) -> TokenStream {
        let is_optional = self.default.is_some() || is_option(&self.argument);
        match (self.kind, self.is_keyword, is_optional) {
            (Kind::Rest, _, _) => quote!(Rest),
            (Kind::Single, false, false) => quote!(Required),
            (Kind::Single, false, true) => quote!(Optional),
            (Kind::Single, true, false) => quote!(RequiredKeyword),
            (Kind::Single, true, true) => quote!(OptionalKeyword),
        }
    }

    /// The expression that takes it out of the arguments.
    fn value(&self, index: usize) -> TokenStream {
        let (Locals { cx, arguments, .. }, value) = (Locals::new(), local("value"));
        match (self.kind, &self.default) {
            (Kind::Rest, _) => quote!(#arguments.rest(#cx)?),
            (Kind::Single, None) => quote!(#arguments.required(#cx, #index)?),
            (Kind::Single, Some(default)) => quote! {
                match #arguments.optional(#cx, #index)? {
                    ::core::option::Option::Some(#value) => #value,
                    ::core::option::Option::None => #default,
                }
            },
        }
    }
}

/// Methods that leave a literal what it is in Python.
const CONVERSIONS: [&str; 3] = ["to_string", "to_owned", "into"];

/// A literal as Python writes it.
fn python_literal(literal: &Lit) -> Option<String> {
    match literal {
        Lit::Int(integer) => Some(integer.base10_digits().to_string()),
        Lit::Float(float) => Some(float.base10_digits().to_string()),
        Lit::Bool(truth) => Some(if truth.value { "True" } else { "False" }.to_string()),
        Lit::Str(text) => python_text(&text.value()),
        Lit::Char(character) => python_text(&character.value().to_string()),
        _ => None,
    }
}

/// A str, if it needs no escapes but the common ones.
fn python_text(text: &str) -> Option<String> {
    let plain = text.chars().all(|character| character == '\n' || character == '\t' || !character.is_control());
    plain.then(|| {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
        format!("\"{escaped}\"")
    })
}

pub(crate) fn is_option(ty: &Type) -> bool {
    matches!(bare(ty), Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

/// Attributes that say whether an item is there.
pub(crate) fn conditions(attributes: &[Attribute]) -> Vec<&Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect()
}

/// The doc comments, as a docstring.
pub(crate) fn documentation(attributes: &[Attribute]) -> Option<String> {
    let lines: Vec<String> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(text) => match &text.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            Meta::Path(_) | Meta::List(_) => None,
        })
        .map(|line| line.strip_prefix(' ').unwrap_or(&line).to_string())
        .collect();
    if lines.is_empty() { None } else { Some(lines.join("\n").trim().to_string()) }
}
