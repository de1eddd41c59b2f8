//! An async function cannot hold the machine.
#[hognose::function]
async fn fetch(cx: &mut hognose::Context<'_>, url: String) -> String {
    let _ = cx;
    url
}

fn main() {}
