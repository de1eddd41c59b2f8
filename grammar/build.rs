//! Runs LALRPOP over the grammar.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src/hognose.lalrpop");
    lalrpop::Configuration::new().emit_rerun_directives(true).process_current_dir()
}
