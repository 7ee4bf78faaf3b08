//! Tests of the server, over a real connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use journeybook_model::{Code, Diagnostic, Digest, Severity, Source, Span};

use super::*;

const HOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

struct Running {
    address: SocketAddr,
    portal: Arc<Portal>,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

fn running() -> Running {
    let server = Server::bind(HOST, 0).unwrap();
    let (address, portal) = (server.address(), Arc::new(Portal::default()));
    let shown = portal.clone();
    std::thread::spawn(move || server.run(shown));
    Running { address, portal }
}

impl Running {
    fn connect(&self, method: &str, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        stream
    }

    fn ask(&self, method: &str, path: &str) -> Answer {
        let mut text = String::new();
        self.connect(method, path).read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path)
    }
}

/// Files that are there already.
struct There(Vec<(String, String)>);

impl Files for There {
    fn get(&self, address: &str) -> Result<Option<Arc<[u8]>>, Box<Diagnostic>> {
        let found = self.0.iter().find(|(path, _)| path == address).map(|(_, text)| text);
        if found.is_some_and(|text| text == SPOILED) {
            let said = "it reads what is not there".into();
            return Err(Diagnostic::file(Code("JB401"), Severity::Error, &"base.html".into(), said).into());
        }
        Ok(found.map(|text| text.as_bytes().into()))
    }

    fn has_pages(&self) -> bool {
        self.0.iter().any(|(path, _)| path.ends_with(".html"))
    }
}

/// The text of a page that cannot be made.
const SPOILED: &str = "spoiled";

pub(super) fn good(list: &[(&str, &str)]) -> State {
    let is_sheet = |path: &&str| path.ends_with(".css");
    let digest = |text: &str| Digest::of(text.as_bytes());
    let sheets = list.iter().filter(|(path, _)| is_sheet(path));
    let apart: Vec<_> = list.iter().map(|(path, text)| (path, (!is_sheet(path)).then_some(text))).collect();
    State {
        files: Arc::new(There(list.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect())),
        sheets: sheets.map(|(path, text)| ((*path).into(), digest(text))).collect(),
        whole: digest(&format!("{list:?}")),
        apart: digest(&format!("{apart:?}")),
        diagnostics: Vec::new(),
        sources: Default::default(),
    }
}

#[test]
fn the_search_index_is_made_when_it_is_asked_for() {
    let server = running();
    let draft = journeybook_engine::Engine::default().draft(&journeybook_engine::Input::default());
    server.portal.show(State::of(&Arc::new(draft), &Arc::default()));
    let index = server.get("/search/index.js");
    assert_eq!(index.status, 200);
    assert!(
        index.head.contains("javascript") && index.body.starts_with("journeybookSearch.index("),
        "{}",
        index.body
    );
    assert_eq!(server.get("/search/words/99.js").status, 404);
}

pub(super) fn bad() -> State {
    let file: Arc<str> = "content/a.md".into();
    let span = Span::new(9, 11);
    let said =
        Diagnostic::at(Code("JB101"), Severity::Error, &file, span, "A <feeling> off the scale".into());
    let source = Source::new(file.clone(), "feeling: -3\n");
    State {
        diagnostics: vec![said.help("Write `-2`")],
        sources: [(file, Arc::new(source))].into(),
        ..good(&[("index.html", "<body>partial</body>")])
    }
}

const HOME: (&str, &str) = ("index.html", "<body>home</body>");

#[test]
fn files_are_served_by_path_with_their_types() {
    let server = running();
    server.portal.show(good(&[HOME, ("a b/ü.css", "p{}"), ("x/index.html", "<body>x</body>")]));
    assert!(server.get("/").body.contains("home"));
    assert!(server.get("/index.html?q=1").body.contains("home"));
    assert!(server.get("/x/").body.contains(">x<"));
    let sheet = server.get("/a%20b/%C3%BC.css");
    assert_eq!((sheet.status, sheet.body.as_str()), (200, "p{}"));
    assert!(sheet.head.contains("content-type: text/css; charset=utf-8"));
    assert!(sheet.head.contains("cache-control: no-store"));
    let folder = server.get("/x");
    assert_eq!(folder.status, 307);
    assert!(folder.head.contains("location: ./x/"), "{}", folder.head);
}

#[test]
fn the_script_is_in_the_answer_and_not_in_the_file() {
    let server = running();
    let state = good(&[HOME]);
    server.portal.show(state.clone());
    assert!(server.get("/").body.contains("<script src=\"/_journeybook/live.js\""));
    assert_eq!(state.files.get("index.html").unwrap().as_deref(), Some(HOME.1.as_bytes()));
    assert!(server.get("/_journeybook/live.js").body.contains("EventSource"));
}

#[test]
fn what_is_missing_is_the_portals_own_page() {
    let server = running();
    server.portal.show(good(&[HOME]));
    assert!(server.get("/none").body.contains("Not found"));
    server.portal.show(good(&[HOME, ("404.html", "<body>lost</body>")]));
    let answer = server.get("/none.html");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("lost"));
}

#[test]
fn no_address_leads_outside() {
    let server = running();
    server.portal.show(good(&[HOME]));
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "//etc/passwd", "/%ff"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn head_answers_without_a_body_and_other_methods_are_refused() {
    let server = running();
    server.portal.show(good(&[HOME]));
    let head = server.ask("HEAD", "/");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.head.contains("content-type: text/html"));
    assert_eq!(server.ask("POST", "/").status, 405);
}

#[test]
fn errors_leave_the_last_good_pages_in_place() {
    let server = running();
    server.portal.show(good(&[HOME]));
    assert_eq!(server.portal.show(bad()), Change::Errors);
    let home = server.get("/");
    assert_eq!(home.status, 200);
    assert!(home.body.contains("home"));
    let problems = server.get("/_journeybook/problems").body;
    let problems: serde_json::Value = serde_json::from_str(&problems).unwrap();
    assert_eq!((&problems["summary"], &problems["behind"]), (&"1 error".into(), &"last-good".into()));
    assert_eq!(problems["problems"][0]["line"], 1);
    assert_eq!(problems["problems"][0]["excerpt"][0]["mark"], serde_json::json!([10, 12]));
}

#[test]
fn without_a_good_build_there_is_what_could_be_built() {
    let server = running();
    server.portal.show(bad());
    assert!(server.get("/").body.contains("partial"));
    assert!(server.get("/_journeybook/problems").body.contains("as-far-as-it-goes"));
    server.portal.show(good(&[HOME]));
    server.portal.show(bad());
    assert!(server.get("/").body.contains("home"));
}

#[test]
fn a_page_that_cannot_be_made_takes_its_build_back() {
    let server = running();
    server.portal.show(good(&[HOME, ("a.html", "<body>as it was</body>")]));
    server.portal.show(good(&[HOME, ("a.html", SPOILED)]));
    let mut events = events(server.connect("GET", "/_journeybook/events"));
    assert!(events("hello").contains("\"failed\":false"));
    assert!(server.get("/a.html").body.contains("as it was"));
    events("error");
    assert!(server.get("/_journeybook/problems").body.contains("it reads what is not there"));
    server.portal.show(good(&[HOME, ("a.html", "<body>mended</body>")]));
    events("reload");
    assert!(server.get("/a.html").body.contains("mended"));
}

#[test]
fn a_page_that_could_never_be_made_says_why() {
    let server = running();
    server.portal.show(good(&[HOME, ("a.html", SPOILED)]));
    let page = server.get("/a.html");
    assert!(page.status == 500 && page.body.contains("it reads what is not there"), "{}", page.body);
    assert!(server.get("/").body.contains("home"));
}

#[test]
fn without_a_page_every_page_is_the_errors_until_there_is_one() {
    let server = running();
    server.portal.show(State { files: Arc::new(There(Vec::new())), ..bad() });
    let home = server.get("/journeys/");
    assert_eq!(home.status, 500);
    assert!(
        home.body.contains("content/a.md:1:10") && home.body.contains("A &lt;feeling&gt;"),
        "{}",
        home.body
    );
    assert!(home.body.contains("/_journeybook/live.js"));
    assert_eq!(server.portal.show(good(&[HOME])), Change::Pages);
    assert!(server.get("/").body.contains("home"));
}

#[test]
fn pages_are_told_where_things_stand_and_then_what_changes() {
    let server = running();
    server.portal.show(good(&[HOME, ("a.css", "1")]));
    let mut events = events(server.connect("GET", "/_journeybook/events"));
    assert!(events("hello").contains("\"failed\":false"));
    server.portal.show(good(&[HOME, ("a.css", "2")]));
    assert!(events("css").contains("\"sheets\":[\"a.css\"]"));
    server.portal.show(bad());
    events("error");
    server.portal.show(good(&[HOME]));
    events("reload");
}

/// Reads until an event of a name and gives its data.
fn events(stream: TcpStream) -> impl FnMut(&str) -> String {
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    move |name| {
        let wanted = format!("event: {name}");
        assert!(lines.any(|line| line == wanted), "no event {name}");
        lines.next().unwrap()
    }
}

#[test]
fn the_same_build_is_no_change() {
    let portal = Portal::default();
    portal.show(good(&[HOME]));
    assert_eq!(portal.show(good(&[HOME])), Change::None);
}

#[test]
fn a_taken_port_is_named_with_another() {
    let server = Server::bind(HOST, 0).unwrap();
    let port = server.address().port();
    let error = Server::bind(HOST, port).err().unwrap().to_string();
    assert!(error.contains(&format!("port {port}")) && error.contains("--port"), "{error}");
    assert_eq!(ServeError::Taken { port: 4400 }.to_string().split("--port ").nth(1), Some("4401`"));
}
