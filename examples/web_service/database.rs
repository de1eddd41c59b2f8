//! What scripts reach of the service: a database with a pool of connections, and a log. The database is a mock, as async as a
//! real one.

use crate::Request;
use hognose::{Error, Module};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::{Semaphore, mpsc, watch};

/// Prices by article. Who asks for one that is not there waits for it.
pub type Prices = HashMap<&'static str, i64>;

/// The module `web`, whose functions share the pool's connections whatever tenant they work for.
pub fn module(pool: Arc<Semaphore>, prices: watch::Receiver<Prices>, log: mpsc::UnboundedSender<String>) -> Module {
    Module::new("web")
        .async_function("price", move |_caller, (article,): (String,)| {
            let (pool, mut prices) = (pool.clone(), prices.clone());
            async move {
                // The connection goes back when this future ends, and also when it is dropped: when the request is cancelled.
                let _connection = pool.acquire().await.map_err(Error::from_source)?;
                let known = prices.wait_for(|prices| prices.contains_key(article.as_str())).await;
                Ok(known.map_err(Error::from_source)?[article.as_str()])
            }
        })
        .function("log", move |cx, (text,): (String,)| {
            let request = cx.data::<Request>().map(|request| request.to_string()).unwrap_or_default();
            log.send(format!("{request} {text}")).map_err(Error::from_source)
        })
}
