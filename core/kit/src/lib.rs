//! Everything that touches the machine: finding and reading a site, publishing a portal, serving it, watching for saves.
//!
//! ```text
//! Site::locate → Reader::read → Input  (the engine)  Output → publish, or Portal::show → Server
//!                     ↑                                                   Changes::wait ┘
//! ```

pub mod memo;
pub mod publish;
pub mod read;
pub mod report;
pub mod serve;
pub mod site;
pub mod theme;
pub mod watch;

pub use memo::Memo;
pub use publish::{PublishError, Published, Publisher, publish};
pub use read::{Found, Reader};
pub use report::Problem;
pub use serve::{Portal, ServeError, Server, State};
pub use site::{LocateError, Site};
pub use watch::{Changes, WatchError};
