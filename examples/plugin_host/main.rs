//! An editor whose plug-ins are scripts: each is an object that implements the trait `Plugin`. What does not fit is found when
//! a plug-in is loaded, and every error is shown at its place in the plug-in's source.
//!
//! Run it with `cargo run -p hognose-examples --bin plugin_host`.

use hognose::{Context, Engine, Error, Limits, Result, Vm};
use miette::{GraphicalReportHandler, GraphicalTheme};

/// What a plug-in can do.
#[hognose::interface]
trait Plugin: Send + Sync {
    /// What the menu calls it.
    fn title(&self, cx: &mut Context<'_>) -> Result<String>;

    /// The text as it is to be.
    async fn transform(&self, text: String) -> Result<String>;

    /// Who comes first; a plug-in may leave it out.
    fn priority(&self, _cx: &mut Context<'_>) -> Result<i64> {
        Ok(0)
    }
}

/// A plug-in and the machine that it lives in: one cannot use up what belongs to another.
struct Loaded {
    vm: Vm,
    plugin: Box<dyn Plugin>,
    title: String,
    priority: i64,
}

impl Loaded {
    async fn load(engine: &Engine, name: &str, source: &str) -> Result<Loaded> {
        let mut vm = engine.vm(Limits::default().memory(8 << 20).fuel(1_000_000))?;
        vm.run(&engine.compile(name, source)?).await?;
        let plugin: Box<dyn Plugin> = vm.interface("plugin")?;
        let (title, priority) = vm.with(|cx| Result::Ok((plugin.title(cx)?, plugin.priority(cx)?)))?;
        Ok(Loaded { vm, plugin, title, priority })
    }

    async fn transform(&mut self, text: &str) -> Result<String> {
        self.vm.run_until(self.plugin.transform(text.to_string())).await
    }
}

/// An error with the lines of source that it is about.
fn show(error: &Error) {
    let mut report = String::new();
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
    match handler.render_report(&mut report, error) {
        Ok(()) => println!("{report}"),
        Err(_) => println!("{error}"),
    }
}

fn main() -> Result<()> {
    let sources = [
        ("shout.py", include_str!("shout.py")),
        ("footnotes.py", include_str!("footnotes.py")),
        ("crash.py", include_str!("crash.py")),
        ("misfit.py", include_str!("misfit.py")),
        ("typo.py", include_str!("typo.py")),
    ];
    let engine = Engine::builder().build()?;
    hognose::block_on(async {
        let mut plugins = Vec::new();
        for (name, source) in sources {
            match Loaded::load(&engine, name, source).await {
                Ok(plugin) => plugins.push(plugin),
                Err(error) => show(&error),
            }
        }
        plugins.sort_by_key(|loaded| -loaded.priority);

        let mut text = "a plug-in transforms paragraphs".to_string();
        for loaded in &mut plugins {
            match loaded.transform(&text).await {
                Ok(transformed) => text = transformed,
                Err(error) => show(&error),
            }
            println!("after {}: {text}", loaded.title);
        }
        Ok(())
    })
}
