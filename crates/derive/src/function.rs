//! `#[hognose::function]`

use crate::signature::{First, Signature, documentation};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Ident, ItemFn, Result};

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    if !attribute.is_empty() {
        return Err(Error::new_spanned(attribute, "`#[hognose::function]` takes no arguments"));
    }
    let mut function: ItemFn = syn::parse2(item)?;
    let signature = Signature::of_function(&mut function.sig)?;
    let definition = definition(&function, &signature);
    let (visibility, name) = (&function.vis, &function.sig.ident);
    let make = make_name(name);
    let text = format!("Lets scripts call `{name}`.");
    Ok(quote! {
        #function

        #[doc(hidden)]
        #visibility fn #make() -> ::hognose::Function {
            #definition
        }

        #[doc = #text]
        #visibility mod #name {
            /// For `hognose::Module::define`.
            pub fn definition() -> ::hognose::Function {
                super::#make()
            }
        }
    })
}

fn make_name(name: &Ident) -> Ident {
    format_ident!("__hognose_{name}")
}

fn definition(function: &ItemFn, signature: &Signature) -> TokenStream {
    let name = &function.sig.ident;
    let text = name.to_string();
    let (described, taken) = (signature.described(), signature.taken());
    let (machine, names) = (signature.machine(), signature.names());
    let annotations = signature.annotations();
    let documented = documentation(&function.attrs).map(|text| quote!(.documented(#text)));
    let unused =
        if signature.is_async && signature.first != First::Caller { quote!(let _ = caller;) } else { quote!() };
    let body = quote! {
        #(#taken)*
        #unused
        ::core::result::Result::Ok(#name(#machine #(#names),*))
    };
    let constructor = if signature.is_async {
        quote!(::hognose::Function::new_async(#text, PARAMETERS, |cx, caller, arguments| { #body }))
    } else {
        quote!(::hognose::Function::new(#text, PARAMETERS, |cx, arguments| { #body }))
    };
    quote! {
        const PARAMETERS: &[::hognose::Parameter] = &[#(#described),*];
        #[allow(unused_variables)]
        let function = #constructor;
        function.annotated(#annotations) #documented
    }
}
