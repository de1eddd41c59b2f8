//! The constructor has a name of Rust's.
struct Account(i64);

#[hognose::class]
impl Account {
    fn __init__(&mut self, balance: i64) {
        self.0 = balance;
    }

    #[getter]
    fn balance(&self, scale: i64) -> i64 {
        self.0 * scale
    }
}

fn main() {}
