//! A method cannot take its object out of the script.
struct Account(i64);

#[hognose::class]
impl Account {
    fn close(self) -> i64 {
        self.0
    }
}

fn main() {}
