//! What `#[hognose(...)]` on a field or variant says.

use syn::{Attribute, LitStr, Path, Result};

#[derive(Default)]
pub(crate) struct Options {
    /// Its name in the script.
    pub(crate) rename: Option<String>,
    /// It may be missing.
    pub(crate) default: bool,
    /// It holds no script values.
    pub(crate) skip: bool,
    /// A module whose `from_value` and `into_value` convert it.
    pub(crate) with: Option<Path>,
}

impl Options {
    pub(crate) fn of(attributes: &[Attribute]) -> Result<Options> {
        let mut options = Options::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("hognose")) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") {
                    options.rename = Some(meta.value()?.parse::<LitStr>()?.value());
                    Ok(())
                } else if meta.path.is_ident("default") {
                    options.default = true;
                    Ok(())
                } else if meta.path.is_ident("with") {
                    options.with = Some(meta.value()?.parse()?);
                    Ok(())
                } else if meta.path.is_ident("skip") {
                    options.skip = true;
                    Ok(())
                } else {
                    Err(meta.error("expected `rename = \"name\"`, `with = module`, `default` or `skip`"))
                }
            })?;
        }
        Ok(options)
    }
}
