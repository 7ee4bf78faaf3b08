// The guard: an error that nobody caught becomes a refusal with its message and its line. Without it the host would only
// learn that the plugin crashed.

/** For a function whose refusal is a record, such as `scoreJourney`. */
export const refusing = (work) => guarded(work, (message) => ({ code: "error", message, at: null }));

/** For a function whose refusal is a sentence, such as `configure` and `place`. */
export const saying = (work) => guarded(work, (message) => message);

function guarded(work, refusal) {
    return (...given) => {
        try {
            return work(...given);
        } catch (thrown) {
            throw thrown instanceof Error ? refusal(`${thrown.name}: ${thrown.message} (${line(thrown)})`) : thrown;
        }
    };
}

/** `plugin.js:12`, from a stack such as `at scoreJourney (plugin.js:12:5)`. */
const line = (error) => /([^/\s(]+:\d+):\d+\)?\s*$/m.exec(error.stack ?? "")?.[1] ?? "no line";
