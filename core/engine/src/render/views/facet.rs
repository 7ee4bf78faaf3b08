//! What a long list can be narrowed to, the same on each of its pages.

use journeybook_model::Kind;
use minijinja::{Value, context};

use crate::render::reads::Key;
use crate::render::shelves::{Choice, Facet};
use crate::render::view::{subject, view};

/// How many choices of a facet are named; the others are counted.
const CHOICES: usize = 24;

view! {
    /// What a long list can be narrowed to.
    FacetView "Facet" { of: Kind, at: usize }
    /// Its word: persona, framework, team, basis, status, tag or owner.
    facet(v) => v.facet().key;
    /// The choices, those of most things first: title, url (of the page that lists what it leaves), count.
    choices(v) => v.facet().choices.iter().take(CHOICES).map(shown).collect::<Value>();
    /// How many choices are not named.
    more(v) => v.facet().choices.len().saturating_sub(CHOICES);
}

impl FacetView {
    fn facet(&self) -> &Facet {
        &self.cx.portal.shelves().facets_of(self.of)[self.at]
    }
}

fn shown(choice: &Choice) -> Value {
    context! { title => choice.title.clone(), url => choice.url.clone(), count => choice.items.len() }
}

subject!(FacetView(v) Key::Facet(v.of, v.at), format!("{} by {}", v.of, v.facet().key));
