//! Class-private names: `__x` inside `class C` stands for `_C__x`.

use hognose_syntax::ast::Name;

/// `name` as the class `class` sees it (CPython's `_Py_Mangle`).
pub(crate) fn mangle(class: Option<&str>, name: &Name) -> Name {
    let Some(class) = class else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() {
        return name.clone();
    }
    format!("_{class}{name}").into()
}
