//! `theme new`: a theme that looks like the one it extends until its style sheet says otherwise.

use journeybook_engine::slug;
use journeybook_kit::Site;
use journeybook_kit::site::{SETTINGS, shown};
use journeybook_kit::theme::is_there;

use super::write;
use crate::args::NewTheme;
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// The files of a theme, by path; `NAME` and `BASE` stand for its name and the one it extends.
const FILES: [(&str, &str); 3] = [
    ("theme.toml", include_str!("../../starter/theme/theme.toml")),
    ("templates/base.html", include_str!("../../starter/theme/base.html")),
    ("assets/NAME.css", include_str!("../../starter/theme/theme.css")),
];

/// Writes the theme's folder and says how to use it.
pub fn run(args: &NewTheme, terminal: &Terminal) -> Result<Verdict, Failure> {
    let site = Site::locate(args.path.as_deref())?;
    if slug(&args.name) != args.name || args.name.is_empty() {
        let better =
            Some(slug(&args.name)).filter(|name| !name.is_empty()).unwrap_or_else(|| "house".to_owned());
        return Err(Failure::Refused(format!(
            "`{}` cannot be a folder's name everywhere: write `journeybook theme new {better}`",
            args.name
        )));
    }
    if is_there(&site, &args.name) {
        return Err(Failure::Refused(format!(
            "there is a theme `{}` already: choose another name",
            args.name
        )));
    }
    if !is_there(&site, &args.extends) {
        return Err(Failure::Refused(format!(
            "there is no theme `{}` to extend: write `--extends default` or `--extends plain`, or name one of the site's",
            args.extends
        )));
    }
    let folder = site.theme(&args.name);
    let filled = |text: &str| text.replace("NAME", &args.name).replace("BASE", &args.extends);
    for (path, text) in FILES {
        let path = folder.join(filled(path));
        write(&path, filled(text).as_bytes())?;
        terminal.give(format!("{}\n", shown(&path)));
    }
    terminal.say(format_args!(
        "Show the site in it: write `theme = \"{}\"` into `{SETTINGS}`, above its first table.",
        args.name
    ));
    Ok(Verdict::Fine)
}
