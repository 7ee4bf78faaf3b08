"""{{title}}: how many steps of a map have a pain point."""

# Everything is imported here: a component has no files from which it could import later.
from guard import guarded
from wit_world.exports.about import Manifest
from wit_world.exports.scores import Definition, Part, Score
from wit_world.imports.types import Refusal


class About:
    def describe(self):
        return Manifest(
            name="{{name}}",
            version="0.1.0",
            title="{{title}}",
            description="How many steps of a map have a pain point.",
            homepage=None,
            settings_schema=None,
        )

    @guarded(str)
    def configure(self, settings):
        """`settings` is the text of a JSON object. Raise `Err` with a sentence to refuse them."""


class Scores:
    def definitions(self):
        return [
            Definition(
                id="pain-share",
                title="Steps that hurt",
                unit="%",
                low=0.0,
                high=100.0,
                higher_is_better=False,
                description="The share of steps with a pain point.",
                source="",
                attributes=[],
            )
        ]

    @guarded(lambda message: Refusal("error", message, None))
    def score_journey(self, journey, figures, tables):
        """Raise `Err(Refusal(code, message, node))` to refuse a map."""
        return [pain_share(journey)]


def pain_share(journey):
    steps = [step for stage in journey.stages for step in stage.steps]
    if not steps:
        return score(None, 0, f"{journey.title} has no steps.", [])
    painful = [step for step in steps if any(entry.lane == "pain" for entry in step.entries)]
    sentence = f"{len(painful)} of {len(steps)} steps of {journey.title} have a pain point."
    parts = [Part(step.node, 1.0, "") for step in painful]
    return score(100.0 * len(painful) / len(steps), len(steps), sentence, parts)


def score(value, n, explanation, parts):
    return Score("pain-share", value, n, 0, None, None, explanation, parts, [])
