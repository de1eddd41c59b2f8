//! The service as clients see it, over a port of this machine.

use crate::database::{self, Prices};
use crate::{Service, router};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};

const CONNECTIONS: u32 = 4;

struct Running {
    address: SocketAddr,
    pool: Arc<Semaphore>,
    prices: watch::Sender<Prices>,
    log: mpsc::UnboundedReceiver<String>,
}

impl Running {
    async fn start() -> Running {
        let pool = Arc::new(Semaphore::new(CONNECTIONS as usize));
        let (prices, known) = watch::channel(Prices::from([("apple", 30), ("pear", 45)]));
        let (sender, log) = mpsc::unbounded_channel();
        let module = database::module(pool.clone(), known, sender);
        let shop = include_str!("shop.py");
        let service = Service::new(&[("ann", shop), ("bob", shop)], module).expect("the shop is a script");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("it has an address");
        tokio::spawn(async move { axum::serve(listener, router(service)).await });
        Running { address, pool, prices, log }
    }

    /// Sends a request; its answer is read from the stream.
    async fn send(&self, path: &str, body: &str) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect(self.address).await?;
        let length = body.len();
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
        stream.write_all(format!("{head}{body}").as_bytes()).await?;
        Ok(stream)
    }

    async fn ask(&self, path: &str, body: &str) -> (u16, String) {
        answer(self.send(path, body).await.expect("it is sent")).await
    }

    async fn logged(&mut self) -> String {
        self.log.recv().await.expect("the service runs")
    }
}

async fn answer(mut stream: TcpStream) -> (u16, String) {
    let mut text = String::new();
    stream.read_to_string(&mut text).await.expect("it answers");
    let status = text.get(9..12).and_then(|status| status.parse().ok()).expect("a status");
    let body = text.split_once("\r\n\r\n").map(|(_, body)| body.to_string());
    (status, body.expect("a body"))
}

fn text(status: u16, body: &str) -> (u16, String) {
    (status, body.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_tenant_has_a_machine() {
    let running = Running::start().await;
    assert_eq!(running.ask("/ann/total", "apple pear apple").await, text(200, "105 for 3 articles"));
    assert_eq!(running.ask("/ann/requests", "").await, text(200, "2"));
    assert_eq!(running.ask("/bob/requests", "").await, text(200, "1"));
    assert_eq!(running.ask("/eve/requests", "").await.0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_become_statuses() {
    let running = Running::start().await;
    assert_eq!(running.ask("/ann/share", "8").await, text(200, "12 each"));
    let number = "ValueError: invalid literal for int() with base 10: 'x'";
    assert_eq!(running.ask("/ann/share", "x").await, text(400, number));
    assert_eq!(running.ask("/ann/nothing", "").await, text(404, "LookupError: there is no page 'nothing'"));
    assert_eq!(
        running.ask("/ann/share", "0").await,
        text(500, "ZeroDivisionError: integer division or modulo by zero")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_ends_the_request_or_the_machine() {
    let running = Running::start().await;
    let (status, message) = running.ask("/ann/spin", "").await;
    assert_eq!((status, message.split(" (").next()), (507, Some("the call reached its limit of fuel, 10000000")));
    assert_eq!(running.ask("/ann/requests", "").await, text(200, "2"));
    let (status, message) = running.ask("/ann/hoard", "").await;
    assert_eq!(
        (status, message.split(" (").next()),
        (507, Some("the script reached its limit of memory, 16777216 bytes"))
    );
    // That was the end of the machine; the next one knows of nothing before.
    assert_eq!(running.ask("/ann/requests", "").await, text(200, "1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_goes_away_cancels_its_own_request() {
    let mut running = Running::start().await;
    let leaves = running.send("/ann/total", "fig").await.expect("it is sent");
    assert_eq!(running.logged().await, "ann #1 asks for fig");
    let stays = running.send("/ann/total", "fig").await.expect("it is sent");
    assert_eq!(running.logged().await, "ann #2 asks for fig");
    drop(leaves);
    // The script's `finally` runs, and the connection comes back; the other one stays where it is.
    assert_eq!(running.logged().await, "ann #1 is done with fig");
    drop(running.pool.acquire_many(CONNECTIONS - 1).await.expect("the pool is open"));
    running.prices.send_modify(|prices| prices.extend([("fig", 80)]));
    assert_eq!(answer(stays).await, text(200, "80 for 1 articles"));
    assert_eq!(running.logged().await, "ann #2 is done with fig");
    drop(running.pool.acquire_many(CONNECTIONS).await.expect("the pool is open"));
}
