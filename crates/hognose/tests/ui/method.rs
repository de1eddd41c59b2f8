//! A method has no place in a module.
struct Shop;

impl Shop {
    #[hognose::function]
    fn price(&self, article: String) -> usize {
        article.len()
    }
}

fn main() {}
