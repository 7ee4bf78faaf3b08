"""{{title}}: a stage framework."""

# Everything is imported here: a component has no files from which it could import later.
from componentize_py_types import Err
from guard import guarded
from wit_world.exports.about import Manifest
from wit_world.exports.frameworks import Edge, FrameworkModel, StageModel

# A stage covers a stretch of the thirteen phases that all frameworks share: 0 latent, 1 trigger, 2 discover, 3 explore,
# 4 evaluate, 5 decide, 6 acquire, 7 onboard, 8 use, 9 support, 10 renew, 11 advocate, 12 leave.
STAGES = [
    StageModel(
        id="before",
        title="Before",
        low=0.0,
        high=4.0,
        definition="Everything until somebody decides to come.",
        questions=["Is this for me?"],
        touchpoints=["Poster"],
        measures=["Visits to the page"],
        aliases=["Anticipation"],
        attributes=[],
    ),
    StageModel(
        id="during",
        title="During",
        low=4.0,
        high=9.0,
        definition="The time on site.",
        questions=["Where do I go?"],
        touchpoints=["Front desk"],
        measures=["Time in the queue"],
        aliases=["Visit"],
        attributes=[],
    ),
    StageModel(
        id="after",
        title="After",
        low=9.0,
        high=13.0,
        definition="What stays, and what is told.",
        questions=["Would I come again?"],
        touchpoints=["Letter of thanks"],
        measures=["Share who come again"],
        aliases=["Memory"],
        attributes=[],
    ),
]


class About:
    def describe(self):
        return Manifest(
            name="{{name}}",
            version="0.1.0",
            title="{{title}}",
            description="A stage framework.",
            homepage=None,
            settings_schema=None,
        )

    @guarded(str)
    def configure(self, settings):
        """`settings` is the text of a JSON object. Raise `Err` with a sentence to refuse them."""


class Frameworks:
    def provide(self):
        return [
            FrameworkModel(
                id="{{name}}",
                title="{{title}}",
                source="our own observation",
                notes="Write here what one should know before using it.",
                projectable=True,
                stages=STAGES,
                loops=[Edge("after", "before")],
                attributes=[],
            )
        ]

    @guarded(str)
    def place(self, framework, journey):
        """Asked only for frameworks without stages."""
        raise Err(f"{framework} has fixed stages.")
