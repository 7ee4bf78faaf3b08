use journeybook_engine::*;
fn walk(dir: &std::path::Path, base: &std::path::Path, out: &mut Vec<File>) {
    let mut e: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    e.sort();
    for p in e { if p.is_dir() { walk(&p, base, out) } else {
        let path = p.strip_prefix(base).unwrap().to_str().unwrap().to_string();
        out.push(File::new(path, std::fs::read(&p).unwrap())); } }
}
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let theme = std::path::PathBuf::from("/work/main/themes/default");
    let mut input = Input::default();
    let content = root.join("content");
    if content.exists() { walk(&content, &root, &mut input.content); walk(&root.join("data"), &root, &mut input.data);
      input.settings = Some(File::new("journeybook.toml", std::fs::read(root.join("journeybook.toml")).unwrap())); }
    else { walk(&root, &root, &mut input.content); input.settings = Some(File::new("journeybook.toml", &b"content = \"\""[..])) }
    walk(&theme, &theme, &mut input.theme);
    input.today = journeybook_model::Date::new(2026, 11, 22);
    let mut engine = Engine::default();
    let t = std::time::Instant::now();
    let out = engine.build(&input);
    eprintln!("{:?} {:?}", t.elapsed(), out.work);
    for d in &out.diagnostics {
        let pos = d.place.span.and_then(|s| out.sources.get(&d.place.file).map(|x| x.position(s.start)));
        eprintln!("{}:{:?} {} {} {} | {:?}", d.place.file, pos.map(|p| (p.line, p.column)), d.severity, d.code, d.message, d.help);
    }
    let t = std::time::Instant::now();
    let out2 = engine.build(&input);
    eprintln!("again {:?} {:?}", t.elapsed(), out2.work);
    if let Some(dir) = std::env::args().nth(2) { for (p, b) in &out.files { let f = std::path::Path::new(&dir).join(&**p); std::fs::create_dir_all(f.parent().unwrap()).unwrap(); std::fs::write(f, b).unwrap(); } }
}
