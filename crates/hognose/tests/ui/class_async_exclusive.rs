//! An async method cannot have its object alone.
struct Account(i64);

#[hognose::class]
impl Account {
    async fn deposit(&mut self, amount: i64) {
        self.0 += amount;
    }
}

fn main() {}
