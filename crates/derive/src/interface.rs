//! `#[hognose::interface]`

use crate::signature::{First, Receiver, Signature, conditions, documentation, result_of, script_name};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, FnArg, Ident, ItemTrait, Lifetime, Result, ReturnType, TraitItem, TraitItemFn, Type};

/// A method that scripts implement.
struct Method {
    name: Ident,
    signature: Signature,
    inputs: Vec<FnArg>,
    /// What the script's function returns.
    output: Type,
    /// The whole type of the result.
    result: Type,
    is_optional: bool,
    documentation: Option<String>,
}

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    if !attribute.is_empty() {
        return Err(Error::new_spanned(attribute, "`#[hognose::interface]` takes no arguments"));
    }
    let mut interface: ItemTrait = syn::parse2(item)?;
    if let Some(generic) = interface.generics.params.first() {
        return Err(Error::new_spanned(generic, "an interface that scripts implement has no generic parameters"));
    }
    let mut methods = Vec::new();
    let mut items = Vec::new();
    for item in std::mem::take(&mut interface.items) {
        match item {
            TraitItem::Fn(function) => {
                let method = method(&function)?;
                items.extend(declarations(function, &method));
                methods.push(method);
            }
            other => {
                let message = "an interface that scripts implement has methods only";
                return Err(Error::new_spanned(other, message));
            }
        }
    }
    interface.items = items;
    let name = &interface.ident;
    let (script, text) = (format_ident!("__{}Script", script_name(name)), script_name(name));
    let described = methods.iter().map(Method::described);
    let (documented, stubs) = (optional(documentation(&interface.attrs)), methods.iter().map(Method::stub));
    let implemented = methods.iter().enumerate().map(|(index, method)| method.implemented(index));
    Ok(quote! {
        #interface

        #[doc(hidden)]
        #[allow(non_camel_case_types)]
        struct #script(::hognose::macros::Implementation);

        // The error type of a result need not be `hognose::Error`.
        #[allow(clippy::needless_question_mark)]
        impl #name for #script {
            #(#implemented)*
        }

        impl ::hognose::Interface for dyn #name {
            const NAME: &'static str = #text;
            const METHODS: &'static [::hognose::InterfaceMethod] = &[#(#described),*];

            fn stub() -> ::hognose::macros::InterfaceStub {
                ::hognose::macros::InterfaceStub { documentation: #documented, methods: ::std::vec![#(#stubs),*] }
            }

            fn implemented_by(implementation: ::hognose::macros::Implementation) -> ::std::boxed::Box<Self> {
                ::std::boxed::Box::new(#script(implementation))
            }
        }
    })
}

fn optional(text: Option<String>) -> TokenStream {
    match text {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    }
}

fn method(function: &TraitItemFn) -> Result<Method> {
    if let Some(condition) = conditions(&function.attrs).first() {
        let message = "the methods of an interface are always there: give the whole trait a condition";
        return Err(Error::new_spanned(condition, message));
    }
    let mut declared = function.sig.clone();
    // A default body's `async` is the interface's own affair; the signature is read as a member's.
    let signature = Signature::of_member(&mut declared)?;
    if signature.receiver != Receiver::Shared {
        let message = "a method of an interface takes `&self`: the object is the script's";
        return Err(Error::new_spanned(&function.sig, message));
    }
    if !signature.is_async && signature.first != First::Context {
        let message = "a method that does not wait needs the machine: take `cx: &mut hognose::Context<'_>` after `&self`, or \
                       make it an `async fn`";
        return Err(Error::new_spanned(&function.sig, message));
    }
    if signature.first == First::Caller {
        let message = "the script's side has its own caller: leave it out";
        return Err(Error::new_spanned(&function.sig, message));
    }
    if let Some(parameter) = signature.parameters.iter().find(|parameter| !parameter.is_plain()) {
        let message = "scripts get all the arguments of an interface's method, by position";
        return Err(Error::new_spanned(&parameter.name, message));
    }
    let ReturnType::Type(_, result) = &function.sig.output else {
        return Err(Error::new_spanned(&function.sig, "a script can fail: return `hognose::Result<()>`"));
    };
    let Some(output) = result_of(result) else {
        let message = "a script can fail: return `hognose::Result<T>`";
        return Err(Error::new_spanned(result, message));
    };
    Ok(Method {
        name: function.sig.ident.clone(),
        signature,
        inputs: declared.inputs.iter().cloned().collect(),
        output: output.clone(),
        result: (**result).clone(),
        is_optional: function.default.is_some(),
        documentation: documentation(&function.attrs),
    })
}

/// The name under which a default body stands.
fn default_name(name: &Ident) -> Ident {
    format_ident!("__default_{}", script_name(name))
}

/// The method as it stands in the trait, async ones boxed, and its default body apart.
fn declarations(function: TraitItemFn, method: &Method) -> Vec<TraitItem> {
    let TraitItemFn { attrs, mut sig, default, .. } = function;
    let result = &method.result;
    if method.signature.is_async {
        sig.asyncness = None;
        let lifetime: Lifetime = syn::parse_quote!('interface);
        sig.generics.params.push(syn::parse_quote!(#lifetime));
        if let Some(FnArg::Receiver(receiver)) = sig.inputs.first_mut() {
            *receiver = syn::parse_quote!(&#lifetime self);
        }
        sig.output = syn::parse_quote! {
            -> ::core::pin::Pin<::std::boxed::Box<
                dyn ::core::future::Future<Output = #result> + ::core::marker::Send + #lifetime
            >>
        };
    }
    let Some(body) = default else {
        return vec![syn::parse_quote!(#(#attrs)* #sig;)];
    };
    let mut apart = sig.clone();
    apart.ident = default_name(&sig.ident);
    let (own, name) = (apart.ident.clone(), names(&method.inputs));
    let body: TokenStream = match method.signature.is_async {
        true => quote!({ ::std::boxed::Box::pin(async move #body) }),
        false => quote!(#body),
    };
    vec![
        syn::parse_quote!(#(#attrs)* #sig { self.#own(#(#name),*) }),
        syn::parse_quote!(#[doc(hidden)] #[allow(unused_variables)] #apart #body),
    ]
}

/// The names of the parameters behind the receiver.
fn names(inputs: &[FnArg]) -> Vec<Ident> {
    let name = |input: &FnArg| match input {
        FnArg::Typed(input) => match &*input.pat {
            syn::Pat::Ident(pattern) => Some(pattern.ident.clone()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    };
    inputs.iter().filter_map(name).collect()
}

impl Method {
    /// The row of the interface's table.
    fn described(&self) -> TokenStream {
        let (name, is_async, is_optional) = (script_name(&self.name), self.signature.is_async, self.is_optional);
        let parameters = self.signature.parameters.iter().map(|parameter| script_name(&parameter.name));
        quote! {
            ::hognose::InterfaceMethod {
                name: #name,
                parameters: &[#(#parameters),*],
                is_async: #is_async,
                is_optional: #is_optional,
            }
        }
    }

    /// What stubs say of it.
    fn stub(&self) -> TokenStream {
        let documented = optional(self.documentation.clone());
        let types = self.signature.parameters.iter().map(|parameter| &parameter.argument);
        let output = &self.output;
        quote! {
            ::hognose::macros::MethodStub {
                documentation: #documented,
                parameters: ::std::vec![#(<#types as ::hognose::IntoValue>::python_type()),*],
                result: <#output as ::hognose::FromValue<'_>>::python_type(),
            }
        }
    }

    /// The method of the type that stands for a script.
    fn implemented(&self, index: usize) -> TokenStream {
        let Method { name, inputs, output, result, .. } = self;
        let text = script_name(name);
        let rest: Vec<&FnArg> = inputs.iter().skip(1).collect();
        let names = names(inputs);
        let given: Vec<&Ident> = self.signature.parameters.iter().map(|parameter| &parameter.name).collect();
        let args = quote!((#(#given,)*));
        let args = if given.is_empty() { quote!(()) } else { args };
        let default = self.is_optional.then(|| {
            let default = default_name(name);
            quote! {
                if !self.0.has(#index) {
                    return self.#default(#(#names),*);
                }
            }
        });
        if self.signature.is_async {
            return quote! {
                fn #name<'interface>(&'interface self, #(#rest),*) -> ::core::pin::Pin<::std::boxed::Box<
                    dyn ::core::future::Future<Output = #result> + ::core::marker::Send + 'interface
                >> {
                    #default
                    let call = self.0.call_async::<#output>(#text, #args);
                    ::std::boxed::Box::pin(async move { ::core::result::Result::Ok(call.await?) })
                }
            };
        }
        let cx = names.first();
        quote! {
            fn #name(&self, #(#rest),*) -> #result {
                #default
                ::core::result::Result::Ok(self.0.call::<#output>(#cx, #text, #args)?)
            }
        }
    }
}
