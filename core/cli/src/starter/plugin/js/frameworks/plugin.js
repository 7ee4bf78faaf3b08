// {{title}}: a stage framework.

import { saying } from "./guard.js";

export const about = {
    describe: () => ({
        name: "{{name}}",
        version: "0.1.0",
        title: "{{title}}",
        description: "A stage framework.",
        homepage: null,
        settingsSchema: null,
    }),

    /** `settings` is the text of a JSON object. Throw a sentence to refuse them. */
    configure: saying((settings) => {}),
};

// A stage covers a stretch of the thirteen phases that all frameworks share: 0 latent, 1 trigger, 2 discover, 3 explore,
// 4 evaluate, 5 decide, 6 acquire, 7 onboard, 8 use, 9 support, 10 renew, 11 advocate, 12 leave.
const stages = [
    {
        id: "before",
        title: "Before",
        low: 0,
        high: 4,
        definition: "Everything until somebody decides to come.",
        questions: ["Is this for me?"],
        touchpoints: ["Poster"],
        measures: ["Visits to the page"],
        aliases: ["Anticipation"],
        attributes: [],
    },
    {
        id: "during",
        title: "During",
        low: 4,
        high: 9,
        definition: "The time on site.",
        questions: ["Where do I go?"],
        touchpoints: ["Front desk"],
        measures: ["Time in the queue"],
        aliases: ["Visit"],
        attributes: [],
    },
    {
        id: "after",
        title: "After",
        low: 9,
        high: 13,
        definition: "What stays, and what is told.",
        questions: ["Would I come again?"],
        touchpoints: ["Letter of thanks"],
        measures: ["Share who come again"],
        aliases: ["Memory"],
        attributes: [],
    },
];

export const frameworks = {
    provide: () => [
        {
            id: "{{name}}",
            title: "{{title}}",
            source: "our own observation",
            notes: "Write here what one should know before using it.",
            projectable: true,
            stages,
            loops: [{ origin: "after", target: "before" }],
            attributes: [],
        },
    ],

    /** Asked only for frameworks without stages. */
    place: saying((framework, journey) => {
        throw `${framework} has fixed stages.`;
    }),
};
