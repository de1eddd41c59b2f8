//! `#[derive(FromValue)]` and `#[derive(IntoValue)]`

use crate::options::Options;
use crate::signature::{is_option, script_name};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DataEnum, DeriveInput, Error, Field, Fields, Ident, Result};

fn parse(item: TokenStream) -> Result<DeriveInput> {
    let input: DeriveInput = syn::parse2(item)?;
    match input.generics.params.first() {
        Some(generic) => Err(Error::new_spanned(generic, "a type that scripts see has no generic parameters")),
        None => Ok(input),
    }
}

/// The name of a field in the script.
fn field_name(field: &Field, options: &Options) -> String {
    let own = || field.ident.as_ref().map(script_name);
    options.rename.clone().or_else(own).unwrap_or_default()
}

/// `SoldOut` is `sold_out` in the script.
fn variant_name(variant: &Ident, options: &Options) -> String {
    options.rename.clone().unwrap_or_else(|| {
        let mut text = String::new();
        for character in variant.to_string().chars() {
            if character.is_uppercase() && !text.is_empty() {
                text.push('_');
            }
            text.extend(character.to_lowercase());
        }
        text
    })
}

/// The variants of an enum that has no fields, and their names in the script.
fn variants(data: &DataEnum) -> Result<Vec<(&Ident, String)>> {
    let one = |variant: &'_ syn::Variant| match &variant.fields {
        Fields::Unit => Ok(variant_name(&variant.ident, &Options::of(&variant.attrs)?)),
        fields => Err(Error::new_spanned(fields, "an enum that scripts see has no fields in its variants")),
    };
    data.variants.iter().map(|variant| Ok((&variant.ident, one(variant)?))).collect()
}

/// What stubs say of a type; `conversion` is the trait's path, and whether scripts make the value.
fn python_type(input: &DeriveInput, conversion: &TokenStream, is_input: bool) -> Result<TokenStream> {
    let of = |ty: &syn::Type| quote!(<#ty as #conversion>::python_type());
    let body = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => {
                let mut described = Vec::new();
                for field in &fields.named {
                    let options = Options::of(&field.attrs)?;
                    let (text, ty) = (field_name(field, &options), of(&field.ty));
                    let kind = if options.with.is_some() { quote!(::hognose::PythonType::any()) } else { ty };
                    let is_optional = is_input && (options.default || is_option(&field.ty));
                    described.push(quote! {
                        ::hognose::macros::RecordField { name: #text, kind: #kind, is_optional: #is_optional }
                    });
                }
                let text = input.ident.to_string();
                quote! {
                    ::hognose::PythonType::record(
                        #text,
                        ::core::concat!(::core::module_path!(), "::", #text),
                        #is_input,
                        || ::std::vec![#(#described),*],
                    )
                }
            }
            Fields::Unnamed(fields) => {
                let types: Vec<TokenStream> = fields.unnamed.iter().map(|field| of(&field.ty)).collect();
                match types.as_slice() {
                    [one] => one.clone(),
                    _ => quote!(::hognose::PythonType::generic("tuple", [#(#types),*])),
                }
            }
            Fields::Unit => quote!(::hognose::PythonType::named("None")),
        },
        Data::Enum(data) => {
            let texts = variants(data)?.into_iter().map(|(_, text)| text);
            quote!(::hognose::PythonType::one_of([#(#texts),*]))
        }
        Data::Union(_) => quote!(::hognose::PythonType::any()),
    };
    Ok(quote! {
        fn python_type() -> ::hognose::PythonType {
            #body
        }
    })
}

pub(crate) fn from_value(item: TokenStream) -> Result<TokenStream> {
    let input = parse(item)?;
    let python_type = python_type(&input, &quote!(::hognose::FromValue<'_>), true)?;
    let name = &input.ident;
    let body = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => {
                let mut made = Vec::new();
                for field in &fields.named {
                    let options = Options::of(&field.attrs)?;
                    let (ident, text) = (&field.ident, field_name(field, &options));
                    let value = match (&options.with, options.default) {
                        (None, true) => quote!(fields.optional(cx, #text)?.unwrap_or_default()),
                        (None, false) => quote!(fields.required(cx, #text)?),
                        (Some(module), true) => quote! {
                            match fields.optional::<::hognose::Value<'v>>(cx, #text)? {
                                ::core::option::Option::Some(value) => #module::from_value(cx, value)?,
                                ::core::option::Option::None => ::core::default::Default::default(),
                            }
                        },
                        (Some(module), false) => quote!({
                            let value: ::hognose::Value<'v> = fields.required(cx, #text)?;
                            #module::from_value(cx, value)?
                        }),
                    };
                    made.push(quote!(#ident: #value));
                }
                let text = name.to_string();
                quote! {
                    let fields = ::hognose::Fields::of(cx, value, #text)?;
                    ::core::result::Result::Ok(#name { #(#made),* })
                }
            }
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                quote!(::hognose::FromValue::from_value(cx, value).map(#name))
            }
            Fields::Unnamed(fields) => {
                let names: Vec<Ident> = (0..fields.unnamed.len()).map(|index| format_ident!("field_{index}")).collect();
                quote! {
                    let (#(#names,)*) = ::hognose::FromValue::from_value(cx, value)?;
                    ::core::result::Result::Ok(#name(#(#names),*))
                }
            }
            Fields::Unit => quote! {
                <() as ::hognose::FromValue>::from_value(cx, value).map(|()| #name)
            },
        },
        Data::Enum(data) => {
            let variants = variants(data)?;
            let (idents, texts): (Vec<&Ident>, Vec<&String>) =
                variants.iter().map(|(ident, text)| (*ident, text)).unzip();
            let expected = texts.iter().map(|text| format!("'{text}'")).collect::<Vec<String>>().join(", ");
            quote! {
                let text: ::std::string::String = ::hognose::FromValue::from_value(cx, value)?;
                match text.as_str() {
                    #(#texts => ::core::result::Result::Ok(#name::#idents),)*
                    _ => ::core::result::Result::Err(::hognose::Error::raise(
                        "ValueError",
                        ::std::format!("expected one of {}, not '{text}'", #expected),
                    )),
                }
            }
        }
        Data::Union(data) => {
            return Err(Error::new_spanned(data.union_token, "a union is nothing that scripts can see"));
        }
    };
    Ok(quote! {
        impl<'v> ::hognose::FromValue<'v> for #name {
            fn from_value(
                cx: &mut ::hognose::Context<'v>,
                value: ::hognose::Value<'v>,
            ) -> ::hognose::Result<Self> {
                #body
            }

            #python_type
        }
    })
}

pub(crate) fn into_value(item: TokenStream) -> Result<TokenStream> {
    let input = parse(item)?;
    let python_type = python_type(&input, &quote!(::hognose::IntoValue), false)?;
    let name = &input.ident;
    let body = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => {
                let mut put = Vec::new();
                for field in &fields.named {
                    let options = Options::of(&field.attrs)?;
                    let (ident, text) = (&field.ident, field_name(field, &options));
                    put.push(match &options.with {
                        None => quote!(fields.put(cx, #text, self.#ident)?;),
                        Some(module) => quote! {
                            let value = #module::into_value(self.#ident, cx)?;
                            fields.put_value(cx, #text, value)?;
                        },
                    });
                }
                quote! {
                    let fields = ::hognose::Fields::new(cx);
                    #(#put)*
                    ::core::result::Result::Ok(fields.into_dict())
                }
            }
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                quote!(::hognose::IntoValue::into_value(self.0, cx))
            }
            Fields::Unnamed(fields) => {
                let indices = (0..fields.unnamed.len()).map(syn::Index::from);
                quote!(::hognose::IntoValue::into_value((#(self.#indices,)*), cx))
            }
            Fields::Unit => quote!(::hognose::IntoValue::into_value((), cx)),
        },
        Data::Enum(data) => {
            let variants = variants(data)?;
            let (idents, texts): (Vec<&Ident>, Vec<&String>) =
                variants.iter().map(|(ident, text)| (*ident, text)).unzip();
            quote! {
                let text = match self {
                    #(#name::#idents => #texts,)*
                };
                ::hognose::IntoValue::into_value(text, cx)
            }
        }
        Data::Union(data) => {
            return Err(Error::new_spanned(data.union_token, "a union is nothing that scripts can see"));
        }
    };
    Ok(quote! {
        impl ::hognose::IntoValue for #name {
            fn into_value<'v>(self, cx: &mut ::hognose::Context<'v>) -> ::hognose::Result<::hognose::Value<'v>> {
                #body
            }

            #python_type
        }
    })
}
