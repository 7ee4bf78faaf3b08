//! As much of HTTP as the tests need to meet the server the way a browser does.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

/// How long a test waits before it calls a server dead. Nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The lines of the head, in lower case.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Asks for a path.
pub fn get(port: u16, path: &str) -> Answer {
    let mut stream = ask(port, path);
    let (status, head) = read_head(&mut stream);
    let mut body = Vec::new();
    stream.read_to_end(&mut body).expect("the server answers to the end");
    Answer { status, head, body }
}

fn ask(port: u16, path: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("the server listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time-out can be set");
    let request = format!("GET {path} HTTP/1.0\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("the server listens");
    BufReader::new(stream)
}

fn read_head(stream: &mut impl BufRead) -> (u16, String) {
    let mut head = String::new();
    loop {
        let mut line = String::new();
        let length = stream.read_line(&mut line).expect("the server answers");
        if length == 0 || line.trim().is_empty() {
            break;
        }
        head += &line.to_lowercase();
    }
    let status = head.split_whitespace().nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_else(|| panic!("no status in {head}")), head)
}

/// The stream of what open pages are told.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// Opens it; the first event says where things stand.
    pub fn open(port: u16) -> Self {
        let mut stream = ask(port, "/_journeybook/events");
        let (status, _) = read_head(&mut stream);
        assert_eq!(status, 200);
        Self(stream)
    }

    /// Waits for the next event and gives its name and data.
    pub fn read(&mut self) -> (String, String) {
        let (mut name, mut data) = (String::new(), String::new());
        loop {
            let mut line = String::new();
            let length = self.0.read_line(&mut line).expect("an event comes");
            assert!(length > 0, "the server closed the stream");
            match line.trim_end().split_once(':') {
                Some(("event", word)) => word.trim().clone_into(&mut name),
                Some(("data", text)) => text.trim().clone_into(&mut data),
                None if line.trim().is_empty() && !name.is_empty() => return (name, data),
                _ => {}
            }
        }
    }

    /// Waits for an event of one of these names.
    pub fn wait(&mut self, names: &[&str]) -> String {
        loop {
            let (name, _) = self.read();
            if names.contains(&&*name) {
                return name;
            }
        }
    }
}
