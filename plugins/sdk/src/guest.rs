//! The adapter between the contract's functions and the traits an author implements.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::bindings::about::exports::journeybook::plugin::about;
use crate::bindings::exporter::exports::journeybook::plugin::exporter;
use crate::bindings::frameworks::exports::journeybook::plugin::frameworks;
use crate::bindings::importer::exports::journeybook::plugin::importer;
use crate::bindings::rules::exports::journeybook::plugin::rules;
use crate::bindings::scores::exports::journeybook::plugin::scores;
use crate::host::log_panics;
use crate::{
    Attribute, Bound, Definition, Exporter, Figure, File, Finding, Format, FrameworkModel, Frameworks,
    Imported, Importer, Journey, Manifest, Placement, Plugin, Refusal, Rule, Rules, Score, Scores, Settings,
    SourceFile, Table,
};

thread_local! {
    /// The settings as text. Not the plugin made from them: a static cannot be generic over the plugin's type.
    static SETTINGS: RefCell<String> = RefCell::new(String::from("{}"));
}

/// What [`export!`](crate::export) exports: the contract's functions over the plugin `P`.
///
/// Public so that a native test can call a plugin the way the host does.
pub struct Guest<P>(PhantomData<P>);

impl<P: Plugin> Guest<P> {
    /// Takes the settings, as the host hands them over: the text of one JSON object.
    pub fn configure(settings: &str) -> Result<(), String> {
        caught(|| make::<P>(settings))??;
        SETTINGS.set(settings.to_owned());
        Ok(())
    }

    /// The plugin with the settings it took. The host calls nothing on an instance that refused its settings.
    fn now() -> P {
        SETTINGS.with_borrow(|text| make::<P>(text)).unwrap_or_else(|refused| panic!("{refused}"))
    }
}

impl<P: Scores> Guest<P> {
    /// Scores one map, as the host asks for it.
    pub fn score(journey: &Journey, bound: &Bound) -> Result<Vec<Score>, Refusal> {
        caught(|| Self::now().score(journey, bound)).unwrap_or_else(|message| Err(panicked(message)))
    }
}

impl<P: Rules> Guest<P> {
    /// Holds one map against the rules, as the host asks for it.
    pub fn check(journey: &Journey, bound: &Bound, today: &str) -> Result<Vec<Finding>, Refusal> {
        caught(|| Self::now().check(journey, bound, today)).unwrap_or_else(|message| Err(panicked(message)))
    }
}

impl<P: Frameworks> Guest<P> {
    /// Places the steps of one map, as the host asks for it.
    pub fn place(framework: &str, of: &Journey) -> Result<Vec<Placement>, String> {
        caught(|| Self::now().place(framework, of))?
    }
}

impl<P: Importer> Guest<P> {
    /// Reads one file, as the host asks for it.
    pub fn read(file: &SourceFile, options: &[Attribute]) -> Result<Imported, String> {
        caught(|| Self::now().read(file, options))?
    }
}

impl<P: Exporter> Guest<P> {
    /// Writes one map, as the host asks for it.
    pub fn write(format: &str, of: &Journey) -> Result<Vec<File>, String> {
        caught(|| Self::now().write(format, of))?
    }
}

impl<P: Exporter> exporter::Guest for Guest<P> {
    fn formats() -> Vec<String> {
        Self::now().formats()
    }

    fn write(format: String, of: Journey) -> Result<Vec<File>, String> {
        Self::write(&format, &of)
    }
}

impl<P: Plugin> about::Guest for Guest<P> {
    fn describe() -> Manifest {
        log_panics();
        P::about()
    }

    fn configure(settings: String) -> Result<(), String> {
        log_panics();
        Self::configure(&settings)
    }
}

impl<P: Scores> scores::Guest for Guest<P> {
    fn definitions() -> Vec<Definition> {
        Self::now().definitions()
    }

    fn score_journey(of: Journey, figures: Vec<Figure>, tables: Vec<Table>) -> Result<Vec<Score>, Refusal> {
        Self::score(&of, &Bound { figures, tables })
    }
}

impl<P: Rules> rules::Guest for Guest<P> {
    fn definitions() -> Vec<Rule> {
        Self::now().definitions()
    }

    fn check(of: Journey, figures: Vec<Figure>, today: String) -> Result<Vec<Finding>, Refusal> {
        Self::check(&of, &Bound { figures, tables: Vec::new() }, &today)
    }
}

impl<P: Frameworks> frameworks::Guest for Guest<P> {
    fn provide() -> Vec<FrameworkModel> {
        Self::now().provide()
    }

    fn place(framework_id: String, of: Journey) -> Result<Vec<Placement>, String> {
        Self::place(&framework_id, &of)
    }
}

impl<P: Importer> importer::Guest for Guest<P> {
    fn formats() -> Vec<Format> {
        Self::now().formats()
    }

    fn read(file: SourceFile, options: Vec<Attribute>) -> Result<Imported, String> {
        Self::read(&file, &options)
    }
}

fn make<P: Plugin>(settings: &str) -> Result<P, String> {
    P::configure(&Settings::parse(settings)?)
}

/// Runs `work` and gives the message of its panic, on targets where panics unwind.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| String::from("no message"))
    })
}

fn panicked(message: String) -> Refusal {
    Refusal::new("panic", &format!("the plugin panicked: {message}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Touchy;

    impl Plugin for Touchy {
        fn about() -> Manifest {
            Manifest::new("touchy", "0.1.0", "Touchy")
        }

        fn configure(settings: &Settings) -> Result<Self, String> {
            match settings.text("mood") {
                Some("bad") => Err("not today".into()),
                _ => Ok(Touchy),
            }
        }
    }

    impl Scores for Touchy {
        fn definitions(&self) -> Vec<Definition> {
            Vec::new()
        }

        fn score(&self, journey: &Journey, _: &Bound) -> Result<Vec<Score>, Refusal> {
            assert!(!journey.stages.is_empty(), "no stages in {}", journey.id);
            Ok(Vec::new())
        }
    }

    #[test]
    fn a_panic_becomes_a_refusal_where_panics_unwind() {
        let refusal = Guest::<Touchy>::score(&Journey::new("empty", "Empty"), &Bound::default()).unwrap_err();
        assert_eq!(
            (refusal.code.as_str(), refusal.message.as_str()),
            ("panic", "the plugin panicked: no stages in empty")
        );
    }

    #[test]
    fn settings_are_refused_in_words() {
        assert_eq!(Guest::<Touchy>::configure(r#"{"mood": "bad"}"#).unwrap_err(), "not today");
        assert!(Guest::<Touchy>::configure("[1]").unwrap_err().starts_with("the settings"));
        assert_eq!(Guest::<Touchy>::configure(r#"{"other": [1, {"a": null}]}"#), Ok(()));
    }
}
