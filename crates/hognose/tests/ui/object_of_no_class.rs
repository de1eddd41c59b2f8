//! An object is of a class.
struct Account(i64);

#[hognose::function]
fn balance(account: hognose::Obj<Account>) -> i64 {
    let _ = account;
    0
}

fn main() {}
