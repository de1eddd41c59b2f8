//! `#[hognose::function]`

use crate::signature::{Signature, conditions, documentation, script_name};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, ItemFn, Result};

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    if !attribute.is_empty() {
        return Err(Error::new_spanned(attribute, "`#[hognose::function]` takes no arguments"));
    }
    let mut function: ItemFn = syn::parse2(item)?;
    let signature = Signature::of_function(&mut function.sig)?;
    let definition = definition(&function, &signature);
    let (visibility, name, conditions) = (&function.vis, &function.sig.ident, conditions(&function.attrs));
    let text = format!("Lets scripts call `{}`.", script_name(name));
    // A type of that name, which is in the way of no function: also in the body of another one.
    Ok(quote! {
        #function

        #(#conditions)*
        #[doc = #text]
        #[allow(non_camel_case_types)]
        #visibility enum #name {}

        #(#conditions)*
        impl #name {
            /// For `hognose::Module::define`.
            pub fn definition() -> ::hognose::Function {
                #definition
            }
        }
    })
}

fn definition(function: &ItemFn, signature: &Signature) -> TokenStream {
    let name = &function.sig.ident;
    let text = script_name(name);
    let (described, taken) = (signature.described(), signature.taken());
    let (machine, names) = (signature.machine(), signature.names());
    let annotations = signature.annotations();
    let documented = documentation(&function.attrs).map(|text| quote!(.documented(#text)));
    let closure = signature.closure(&quote! {
        #(#taken)*
        ::core::result::Result::Ok(#name(#machine #(#names),*))
    });
    let constructor = if signature.is_async { quote!(new_async) } else { quote!(new) };
    quote! {
        #[allow(unused_variables)]
        ::hognose::Function::#constructor(#text, const { &[#(#described),*] }, #closure)
            .annotated(#annotations) #documented
    }
}
