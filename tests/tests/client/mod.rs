//! The other end of `journeybook lsp`: what an editor sends, and what it does with the answers.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use journeybook_tests::{tool, tree};
use serde_json::{Value, json};
use tempfile::TempDir;

/// An editor with a site open.
pub struct Editor {
    pub server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    folder: TempDir,
    asked: i64,
    version: i64,
    /// The last that was said of each file, by its name.
    pub said: BTreeMap<String, Value>,
}

impl Editor {
    pub fn start(folder: TempDir) -> Self {
        let mut server = tool::command(folder.path(), &["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let to = server.stdin.take().expect("it was piped");
        let from = BufReader::new(server.stdout.take().expect("it was piped"));
        let mut editor = Self { server, to, from, folder, asked: 0, version: 1, said: BTreeMap::new() };
        let root = editor.uri("");
        let edit = json!({ "documentChanges": true, "resourceOperations": ["create", "rename", "delete"] });
        let capabilities = json!({ "workspace": { "workspaceEdit": edit } });
        let about = editor
            .ask("initialize", json!({ "processId": null, "rootUri": root, "capabilities": capabilities }));
        assert_eq!(about["serverInfo"]["name"], "journeybook");
        editor.tell("initialized", json!({}));
        editor
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("the folder is there")
    }

    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.root().join(name).display())
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server listens");
        self.to.flush().expect("the server listens");
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The next message; what is said of files is kept.
    fn next(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).expect("it speaks UTF-8") > 0, "the server ended");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().expect("a length is a number"),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut bytes = vec![0; length];
        self.from.read_exact(&mut bytes).expect("the message is whole");
        let message: Value = serde_json::from_slice(&bytes).expect("a message is JSON");
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().expect("it is a text");
            let name = uri.strip_prefix(&self.uri("")).unwrap_or(uri).to_owned();
            self.said.insert(name, message["params"].clone());
        }
        message
    }

    /// The whole answer to a request.
    pub fn answer(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.next();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    #[track_caller]
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    pub fn open(&mut self, name: &str, text: &str) {
        let document =
            json!({ "uri": self.uri(name), "languageId": "markdown", "version": self.version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn change(&mut self, name: &str, text: &str) {
        self.version += 1;
        let document = json!({ "uri": self.uri(name), "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.tell("textDocument/didChange", params);
    }

    /// Waits until the findings of a file have these codes. What is wrong is said when nothing else waits, so each question
    /// gives the server another chance to say it.
    #[track_caller]
    pub fn wait_for(&mut self, name: &str, wanted: &[&str]) {
        for _ in 0..100 {
            if self.codes(name) == wanted {
                return;
            }
            self.ask("workspace/symbol", json!({ "query": "nothing of that name" }));
        }
        assert_eq!(self.codes(name), wanted, "{:#?}", self.said.get(name));
    }

    pub fn codes(&self, name: &str) -> Vec<&str> {
        let said = self.said.get(name).and_then(|said| said["diagnostics"].as_array());
        said.into_iter().flatten().filter_map(|note| note["code"].as_str()).collect()
    }

    /// A place of a text: where `marker` begins, and some bytes on.
    pub fn at(&self, name: &str, text: &str, marker: &str, more: usize) -> Value {
        let byte = text.find(marker).expect("the marker is there") + more;
        let before = &text[..byte];
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": column } })
    }

    pub fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.server.wait().expect("it ends").success());
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The byte of a position that counts UTF-16 units.
pub fn byte(text: &str, position: &Value) -> usize {
    let (line, column) = (
        position["line"].as_u64().expect("it is a number") as usize,
        position["character"].as_u64().expect("it is a number"),
    );
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = 0;
    let found = text[start..].char_indices().find(|(_, letter)| {
        let here = units >= column;
        units += letter.len_utf16() as u64;
        here
    });
    found.map_or(text.len(), |(at, _)| start + at)
}

pub fn edited(text: &str, edits: &[Value]) -> String {
    let mut edits: Vec<_> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (
                byte(text, &range["start"])..byte(text, &range["end"]),
                edit["newText"].as_str().expect("it is a text"),
            )
        })
        .collect();
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = text.to_owned();
    edits.into_iter().for_each(|(range, new)| text.replace_range(range, new));
    text
}

/// Does on disk what an editor would do with an edit.
pub fn apply(edit: &Value) {
    let path = |uri: &Value| {
        PathBuf::from(uri.as_str().expect("it is a text").strip_prefix("file://").expect("it is a file"))
    };
    for change in edit["documentChanges"].as_array().expect("the client takes them") {
        match change["kind"].as_str() {
            Some("rename") => {
                std::fs::rename(path(&change["oldUri"]), path(&change["newUri"])).expect("it can be renamed")
            }
            _ => {
                let file = path(&change["textDocument"]["uri"]);
                let text = edited(&tree::text(&file), change["edits"].as_array().expect("it is a list"));
                tree::write(&file, &text);
            }
        }
    }
}
