//! The shape of what templates see: lazy, typed, and recorded as it is read.

use std::fmt;
use std::io::Write as _;
use std::sync::Arc;

use journeybook_model::{Digest, Kind};
use minijinja::Value;
use minijinja::value::ValueKind;

use super::portal::Portal;
use super::reads::{Key, Reads};
use super::views::opportunity_tells;
use crate::resolve::NodeId;

/// What a page is rendered with.
pub struct Cx {
    /// The portal.
    pub portal: Arc<Portal>,
    /// The page's address, from the portal's root.
    pub url: String,
    /// The thing whose page it is.
    pub own: Option<NodeId>,
    /// What the page reads.
    pub reads: Reads,
}

/// Fields that say nothing but what a document's own file and the targets of its links say, in whichever view they are.
const OWN: [&str; 12] = [
    "title",
    "summary",
    "fields",
    "extra",
    "lead_html",
    "sections",
    "html",
    "toc",
    "status",
    "tags",
    "date",
    "method",
];

/// What a field of a map says that says nothing but what the map itself, the targets of its links and its scores say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// What the map is called, and its stages and steps with their feelings.
    Outline,
    /// Its frontmatter.
    Front,
    /// Anything else of it.
    More,
}

impl Says {
    /// Of a field of a map; none for one that looks further.
    pub fn of(field: &str) -> Option<Says> {
        match field {
            "kind" | "id" | "title" | "url" | "exists" | "scale" | "stages" | "steps" | "step_count"
            | "stage_count" | "curve" | "highest" | "lowest" => Some(Says::Outline),
            "fields" | "extra" | "status" | "status_title" | "tags" | "personas" | "persona" | "scenario"
            | "goal" | "expectations" | "framework" | "form" | "form_title" | "basis" | "basis_title"
            | "of" | "parent" | "team" | "objectives" | "resources" | "reviewed" | "review_by" => {
                Some(Says::Front)
            }
            "summary" | "file" | "line" | "views" | "overview_html" | "sections" | "bands" | "lanes"
            | "scores" | "prose_html" | "sheet" | "mean" | "pain_count" => Some(Says::More),
            _ => None,
        }
    }
}

/// Whether a field of a part of a map says nothing but what the outline of the map says.
fn is_outline(view: &str, field: &str) -> bool {
    match view {
        "Curve" | "StepCurve" | "Feeling" | "Moment" | "Mention" => true,
        "Step" => matches!(
            field,
            "id" | "anchor"
                | "title"
                | "number"
                | "feeling"
                | "curve"
                | "tag"
                | "url"
                | "first_of_stage"
                | "stage"
        ),
        "Stage" => matches!(field, "id" | "anchor" | "title" | "number" | "steps" | "first_column" | "span"),
        _ => false,
    }
}

impl Cx {
    /// What a file that is no page looks with.
    pub fn of_file(portal: &Arc<Portal>, url: &str) -> Self {
        Self { portal: portal.clone(), url: url.to_owned(), own: None, reads: Reads::default() }
    }

    /// Notes that the page read something.
    pub fn note(&self, key: Key, field: &'static str, digest: impl FnOnce() -> Digest) {
        self.reads.note(&self.portal, key, field, digest);
    }
}

impl fmt::Debug for Cx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "page {}", self.url)
    }
}

/// Something templates look at.
pub trait Subject {
    /// What it is, or what it is a part of, for the record of reads.
    fn key(&self) -> Key;
    /// Which one it is, in words that stay the same from build to build.
    fn identity(&self) -> String;
}

/// Notes that a field of a view was read. A page shows the text of its own document, so it depends on all of it: what else
/// it reads of it is no further dependency. Of another's map that is only known once the page is rendered.
pub fn record(cx: &Cx, view: &str, key: Key, field: &'static str, value: &Value) {
    let is_own = |node: NodeId| cx.own == Some(node);
    let kind = |node: NodeId| cx.portal.site.nodes[node].kind;
    let whole = |node: NodeId| cx.note(Key::Part(node), "", || cx.portal.whole(node));
    match key {
        Key::Part(node) if !is_own(node) && kind(node) == Kind::Journey && is_outline(view, field) => {
            cx.note(Key::Outline(node), "", || cx.portal.outline(node));
        }
        Key::Part(node) => whole(node),
        Key::Node(node) if kind(node) == Kind::Journey => match Says::of(field) {
            Some(_) if is_own(node) => whole(node),
            Some(Says::Front) => cx.reads.put_off(key, ""),
            Some(_) => cx.reads.put_off(key, field),
            None => cx.note(key, field, || fingerprint(value)),
        },
        Key::Node(node) if is_own(node) && OWN.contains(&field) => whole(node),
        Key::Opportunity(_) if opportunity_tells(field) => cx.reads.put_off(key, ""),
        _ => cx.note(key, field, || fingerprint(value)),
    }
}

/// The digest of a value: its text where it is text, the identities of its parts where it has parts.
pub fn fingerprint(value: &Value) -> Digest {
    let mut told = Vec::new();
    tell(value, &mut told);
    Digest::of(&told)
}

/// Writes what a value holds. A text has its length before it, so that no text reads as the parts of another value.
fn tell(value: &Value, told: &mut Vec<u8>) {
    if let Some(text) = value.as_str() {
        told.push(b't');
        told.extend(text.len().to_le_bytes());
        return told.extend(text.as_bytes());
    }
    let items = || value.try_iter().into_iter().flatten();
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => {
            told.push(b'[');
            items().for_each(|item| tell(&item, told));
            told.push(b']');
        }
        ValueKind::Map => {
            told.push(b'{');
            for key in items() {
                tell(&key, told);
                tell(&value.get_item(&key).unwrap_or_default(), told);
            }
            told.push(b'}');
        }
        _ => tell_one(value, told),
    }
}

/// What has no parts: numbers and the like, and views, which tell their identity.
fn tell_one(value: &Value, told: &mut Vec<u8>) {
    match value.is_integer().then(|| value.as_i64()).flatten() {
        Some(whole) => {
            told.push(b'i');
            told.extend(whole.to_le_bytes());
        }
        None => _ = write!(told, "v{value:?}\0"),
    }
}

/// A text, or none.
pub fn maybe<T: Into<Value>>(value: Option<T>) -> Value {
    value.map_or(Value::from(()), Into::into)
}

/// A number, whole where it is whole, or none.
pub fn number(value: Option<f64>) -> Value {
    maybe(value.map(|value| match value.fract() {
        0.0 => Value::from(value as i64),
        _ => Value::from(value),
    }))
}

/// HTML that is not to be escaped again; none where there is nothing to show.
pub fn html(html: String) -> Value {
    if html.is_empty() { Value::from(()) } else { Value::from_safe_string(html) }
}

/// A field's name in templates: a name that is a Rust keyword is written with `_` after it.
pub const fn name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [.., b'_'] => field.split_at(field.len() - 1).0,
        _ => field,
    }
}

/// A view: which fields it has, what each means, how each is read.
macro_rules! view {
    (
        $(#[$meta:meta])*
        $name:ident $title:literal { $($part:ident: $type:ty),* }
        $($(#[doc = $doc:literal])* $field:ident($this:ident) => $value:expr;)*
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        pub struct $name {
            /// The page that looks.
            pub cx: std::sync::Arc<$crate::render::view::Cx>,
            $(
                #[doc = concat!("The ", stringify!($part), ".")]
                pub $part: $type,
            )*
        }

        impl $name {
            /// The view's name in the theme contract.
            pub const TITLE: &'static str = $title;
            /// Its fields and what each means.
            pub const FIELDS: &'static [(&'static str, &'static str)] =
                &[$(($crate::render::view::name(stringify!($field)), concat!($($doc),*))),*];

            /// The view as a template value.
            pub fn value(cx: &std::sync::Arc<$crate::render::view::Cx>, $($part: $type),*) -> minijinja::Value {
                minijinja::Value::from_object(Self { cx: cx.clone(), $($part),* })
            }

            /// A field and its name, without a record of the read.
            #[allow(unused_variables, reason = "some fields are the same for every subject")]
            pub fn field(&self, name: &str) -> Option<(&'static str, minijinja::Value)> {
                $(if name == const { $crate::render::view::name(stringify!($field)) } {
                    let $this = self;
                    return Some((const { $crate::render::view::name(stringify!($field)) }, minijinja::Value::from($value)));
                })*
                None
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::render::view::Subject::identity(self))
            }
        }

        impl minijinja::value::Object for $name {
            fn repr(self: &std::sync::Arc<Self>) -> minijinja::value::ObjectRepr {
                minijinja::value::ObjectRepr::Plain
            }

            fn get_value(self: &std::sync::Arc<Self>, key: &minijinja::Value) -> Option<minijinja::Value> {
                self.get_value_by_str(key.as_str()?)
            }

            fn get_value_by_str(self: &std::sync::Arc<Self>, asked: &str) -> Option<minijinja::Value> {
                let Some((field, value)) = self.field(asked) else {
                    let of = $crate::render::view::Subject::identity(&**self);
                    let asked = asked.to_owned();
                    self.cx.reads.miss($crate::render::reads::Miss { view: Self::TITLE, fields: Self::FIELDS, of, asked });
                    return None;
                };
                let key = $crate::render::view::Subject::key(&**self);
                $crate::render::view::record(&self.cx, Self::TITLE, key, field, &value);
                Some(value)
            }

            fn render(self: &std::sync::Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::render::view::Subject::identity(&**self))
            }
        }
    };
}

/// What a view is called, and what reading it is a read of.
macro_rules! subject {
    ($name:ident($this:ident) $key:expr, $identity:expr) => {
        impl $crate::render::view::Subject for $name {
            #[allow(unused_variables, reason = "some subjects are the only ones of their kind")]
            fn key(&self) -> $crate::render::reads::Key {
                let $this = self;
                $key
            }

            #[allow(unused_variables, reason = "some subjects are the only ones of their kind")]
            fn identity(&self) -> String {
                let $this = self;
                $identity
            }
        }
    };
}

pub(crate) use {subject, view};
