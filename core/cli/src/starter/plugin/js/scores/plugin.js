// {{title}}: how many steps of a map have a pain point.

import { refusing, saying } from "./guard.js";

export const about = {
    describe: () => ({
        name: "{{name}}",
        version: "0.1.0",
        title: "{{title}}",
        description: "How many steps of a map have a pain point.",
        homepage: null,
        settingsSchema: null,
    }),

    /** `settings` is the text of a JSON object. Throw a sentence to refuse them. */
    configure: saying((settings) => {}),
};

export const scores = {
    definitions: () => [
        {
            id: "pain-share",
            title: "Steps that hurt",
            unit: "%",
            low: 0,
            high: 100,
            higherIsBetter: false,
            description: "The share of steps with a pain point.",
            source: "",
            attributes: [],
        },
    ],

    /** Throw `{ code, message, at }` to refuse a map. */
    scoreJourney: refusing((journey, figures, tables) => [painShare(journey)]),
};

function painShare(journey) {
    const steps = journey.stages.flatMap((stage) => stage.steps);
    if (steps.length === 0) {
        return score(null, 0, `${journey.title} has no steps.`, []);
    }
    const painful = steps.filter((step) => step.entries.some((entry) => entry.lane === "pain"));
    const sentence = `${painful.length} of ${steps.length} steps of ${journey.title} have a pain point.`;
    const parts = painful.map((step) => ({ at: step.node, value: 1, note: "" }));
    return score((100 * painful.length) / steps.length, steps.length, sentence, parts);
}

const score = (value, n, explanation, parts) => ({
    id: "pain-share",
    value,
    n,
    excluded: 0,
    low: null,
    high: null,
    explanation,
    parts,
    attributes: [],
});
