//! `#[derive(Trace)]`

use crate::options::Options;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Fields, Ident, Index, Result};

pub(crate) fn expand(item: TokenStream) -> Result<TokenStream> {
    let input: DeriveInput = syn::parse2(item)?;
    let name = &input.ident;
    let body = match &input.data {
        Data::Struct(data) => {
            let mut steps = Vec::new();
            for (index, field) in data.fields.iter().enumerate() {
                if !Options::of(&field.attrs)?.skip {
                    let index = Index::from(index);
                    let place = field.ident.as_ref().map_or(quote!(#index), |ident| quote!(#ident));
                    steps.push(quote!(::hognose::Trace::trace(&self.#place, tracer);));
                }
            }
            quote!(#(#steps)*)
        }
        Data::Enum(data) => {
            let mut arms = Vec::new();
            for variant in &data.variants {
                let ident = &variant.ident;
                let (mut names, mut steps) = (Vec::new(), Vec::new());
                for (index, field) in variant.fields.iter().enumerate() {
                    let local = format_ident!("field_{index}");
                    let skips = Options::of(&field.attrs)?.skip;
                    names.push(pattern(field.ident.as_ref(), &local, skips));
                    if !skips {
                        steps.push(quote!(::hognose::Trace::trace(#local, tracer);));
                    }
                }
                arms.push(match &variant.fields {
                    Fields::Named(_) => quote!(#name::#ident { #(#names),* } => { #(#steps)* }),
                    Fields::Unnamed(_) => quote!(#name::#ident(#(#names),*) => { #(#steps)* }),
                    Fields::Unit => quote!(#name::#ident => {}),
                });
            }
            quote!(match self { #(#arms)* })
        }
        Data::Union(data) => {
            return Err(Error::new_spanned(data.union_token, "a union is nothing that the collector can look into"));
        }
    };
    let (implements, types, bounds) = input.generics.split_for_impl();
    Ok(quote! {
        impl #implements ::hognose::Trace for #name #types #bounds {
            #[allow(unused_variables)]
            fn trace(&self, tracer: &mut ::hognose::Tracer<'_>) {
                #body
            }
        }
    })
}

/// How a variant's field is bound.
fn pattern(field: Option<&Ident>, local: &Ident, skips: bool) -> TokenStream {
    match (field, skips) {
        (Some(field), true) => quote!(#field: _),
        (Some(field), false) => quote!(#field: #local),
        (None, true) => quote!(_),
        (None, false) => quote!(#local),
    }
}
