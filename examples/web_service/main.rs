//! A web service whose tenants bring scripts of their own. Each tenant has a virtual machine, which a task of its own drives;
//! requests reach it by its `Remote`.
//!
//! Run it with `cargo run -p hognose-examples --bin web_service`; `README.md` tells what to ask it.

mod database;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use database::Prices;
use hognose::{Capabilities, Ending, Engine, Error, ErrorKind, Limits, Program, Remote, SystemClock};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, Semaphore, mpsc, watch};

/// What a script may use for one request; more ends that request and no other.
const FUEL: u64 = 10_000_000;
const DEADLINE: Duration = Duration::from_secs(5);

/// Which request a host function works for: data of the call, which no script can see or change.
pub struct Request {
    tenant: String,
    id: u64,
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} #{}", self.tenant, self.id)
    }
}

struct Service {
    engine: Engine,
    tenants: HashMap<&'static str, Tenant>,
    requests: AtomicU64,
}

struct Tenant {
    program: Program,
    /// What reaches the tenant's machine, if one runs.
    machine: Mutex<Option<Remote>>,
}

impl Tenant {
    /// The tenant's machine, begun if there is none. Its script has a clock and nothing else of the world.
    async fn machine(&self, engine: &Engine) -> hognose::Result<Remote> {
        let mut machine = self.machine.lock().await;
        if let Some(machine) = &*machine {
            return Ok(machine.clone());
        }
        let limits = Limits::default().memory(16 << 20).calls(100);
        let mut vm = engine.vm_with(limits, Capabilities::none().clock(SystemClock::new()))?;
        vm.run(&self.program).await?;
        let remote = machine.insert(vm.remote()).clone();
        tokio::spawn(vm.serve());
        Ok(remote)
    }
}

impl Service {
    fn new(tenants: &[(&'static str, &str)], modules: hognose::Module) -> hognose::Result<Service> {
        let engine = Engine::builder().module(modules).build()?;
        let tenant = |(name, script): &(&'static str, &str)| {
            let program = engine.compile(&format!("{name}.py"), script)?;
            Ok((*name, Tenant { program, machine: Mutex::default() }))
        };
        let tenants = tenants.iter().map(tenant).collect::<hognose::Result<_>>()?;
        Ok(Service { engine, tenants, requests: AtomicU64::new(1) })
    }

    /// Lets a tenant's script answer. When the client goes away, axum drops this future and with it the call: the script's
    /// task is cancelled, and only that.
    async fn answer(&self, tenant: String, page: String, body: String) -> Result<String, Failure> {
        let Some(own) = self.tenants.get(tenant.as_str()) else { return Err(Failure::NoTenant) };
        let machine = own.machine(&self.engine).await?;
        let request = Request { tenant, id: self.requests.fetch_add(1, Ordering::Relaxed) };
        let call = machine.call("handle", (page, body)).fuel(FUEL).deadline(DEADLINE).data(request);
        let answer = call.await;
        if answer.as_ref().is_err_and(Error::is_final) {
            // The script used up its memory: the next request finds a new machine.
            *own.machine.lock().await = None;
        }
        Ok(answer?)
    }
}

/// Why a request has no answer.
enum Failure {
    NoTenant,
    Script(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Script(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let error = match self {
            Failure::NoTenant => return StatusCode::NOT_FOUND.into_response(),
            Failure::Script(error) => error,
        };
        let status = match (error.kind(), error.type_name(), error.ending()) {
            (ErrorKind::Exception, "ValueError", _) => StatusCode::BAD_REQUEST,
            (ErrorKind::Exception, "LookupError" | "KeyError", _) => StatusCode::NOT_FOUND,
            (ErrorKind::Limit, _, Some(Ending::Deadline)) => StatusCode::GATEWAY_TIMEOUT,
            (ErrorKind::Limit, ..) => StatusCode::INSUFFICIENT_STORAGE,
            (ErrorKind::Busy, ..) => StatusCode::TOO_MANY_REQUESTS,
            (ErrorKind::Closed, ..) => StatusCode::SERVICE_UNAVAILABLE,
            // A fault of the script: its author needs the traceback, its users do not.
            _ => {
                eprint!("{}", error.traceback());
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        (status, error.to_string()).into_response()
    }
}

fn router(service: Service) -> Router {
    let handle = |State(service): State<Arc<Service>>, Path((tenant, page)): Path<(String, String)>, body: String| async move {
        service.answer(tenant, page, body).await
    };
    Router::new().route("/{tenant}/{page}", post(handle)).with_state(Arc::new(service))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (_prices, prices) = watch::channel(Prices::from([("apple", 30), ("pear", 45)]));
    let (log, mut lines) = mpsc::unbounded_channel();
    let modules = database::module(Arc::new(Semaphore::new(4)), prices, log);
    let shop = include_str!("shop.py");
    let service = Service::new(&[("ann", shop), ("bob", shop)], modules)?;
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    println!("listening on http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Some(line) = lines.recv().await {
            println!("{line}");
        }
    });
    Ok(axum::serve(listener, router(service)).await?)
}
