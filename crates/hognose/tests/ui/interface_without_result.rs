//! A script can always fail.
#[hognose::interface]
trait Plugin {
    async fn answer(&self, question: String) -> i64;
}

fn main() {}
