//! Standard input that an interrupt can take a script away from: another thread waits for it.

use hognose_runtime::host::{Input, Wait};
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

/// Bytes that are fetched at once.
const CHUNK: usize = 1 << 16;

/// How long a wait goes on before it asks whether it is over.
const NAP: Duration = Duration::from_millis(20);

/// The process's standard input. Nothing is taken from it before a script asks.
#[derive(Debug, Default)]
pub struct StandardInput {
    reader: Option<Reader>,
    /// What has been fetched and not been asked for.
    fetched: Vec<u8>,
}

/// The thread that waits. It fetches when it is asked, so that nothing is taken away that the script does not want.
#[derive(Debug)]
struct Reader {
    requests: SyncSender<()>,
    answers: Receiver<io::Result<Vec<u8>>>,
    /// A request has not been answered: an interrupt ended the wait.
    is_asked: bool,
}

impl Input for StandardInput {
    fn read_line(&mut self, wait: &Wait<'_>) -> io::Result<Vec<u8>> {
        let mut seen = 0;
        let end = loop {
            let rest = self.fetched.get(seen..).unwrap_or_default();
            if let Some(found) = rest.iter().position(|byte| *byte == b'\n') {
                break seen + found + 1;
            }
            seen = self.fetched.len();
            if self.fetch(wait)? == 0 {
                break seen;
            }
        };
        let rest = self.fetched.split_off(end);
        Ok(std::mem::replace(&mut self.fetched, rest))
    }
}

impl StandardInput {
    /// Fetches some bytes; 0 at the end.
    fn fetch(&mut self, wait: &Wait<'_>) -> io::Result<usize> {
        let reader = match &mut self.reader {
            Some(reader) => reader,
            none => none.insert(Reader::start()?),
        };
        let bytes = reader.wait(wait)?;
        self.fetched.extend_from_slice(&bytes);
        Ok(bytes.len())
    }
}

impl Reader {
    fn start() -> io::Result<Reader> {
        let (requests, asked) = sync_channel(1);
        let (answer, answers) = sync_channel(1);
        let read = move || {
            #[expect(clippy::disallowed_methods, reason = "of a fixed size")]
            let mut buffer = vec![0; CHUNK];
            while asked.recv().is_ok() {
                let result = io::stdin().lock().read(&mut buffer);
                if answer.send(result.map(|length| buffer[..length].to_vec())).is_err() {
                    return;
                }
            }
        };
        std::thread::Builder::new().name("standard input".into()).stack_size(1 << 17).spawn(read)?;
        Ok(Reader { requests, answers, is_asked: false })
    }

    fn wait(&mut self, wait: &Wait<'_>) -> io::Result<Vec<u8>> {
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        if !self.is_asked {
            self.requests.send(()).map_err(|_| gone())?;
            self.is_asked = true;
        }
        loop {
            match self.answers.recv_timeout(NAP) {
                Ok(answer) => {
                    self.is_asked = false;
                    return answer;
                }
                Err(RecvTimeoutError::Timeout) if wait.is_over() => {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(gone()),
            }
        }
    }
}
