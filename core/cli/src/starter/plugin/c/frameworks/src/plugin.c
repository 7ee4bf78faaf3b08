// {{title}}: a stage framework.

#include "guard.h"

// The names that the contract's have in C are long.
typedef exports_frameworks_framework_model_t framework_t;
typedef exports_frameworks_stage_model_t stage_t;
typedef exports_frameworks_edge_t edge_t;

void exports_about_describe(exports_about_manifest_t *ret) {
    *ret = (exports_about_manifest_t){
        .name = text("{{name}}"),
        .version = text("0.1.0"),
        .title = text("{{title}}"),
        .description = text("A stage framework."),
    };
}

// `settings` is the text of a JSON object. Write a sentence to `err` and give false to refuse them.
bool exports_about_configure(plugin_string_t *settings, plugin_string_t *err) {
    plugin_string_free(settings);
    return true;
}

// A list of one text.
static plugin_list_string_t only(const char *words) {
    plugin_string_t *list = ROOM(1, plugin_string_t);
    *list = text("%s", words);
    return (plugin_list_string_t){.ptr = list, .len = 1};
}

// A stage covers a stretch of the thirteen phases that all frameworks share: 0 latent, 1 trigger, 2 discover, 3 explore,
// 4 evaluate, 5 decide, 6 acquire, 7 onboard, 8 use, 9 support, 10 renew, 11 advocate, 12 leave.

static stage_t before(void) {
    return (stage_t){
        .id = text("before"),
        .title = text("Before"),
        .low = 0,
        .high = 4,
        .definition = text("Everything until somebody decides to come."),
        .questions = only("Is this for me?"),
        .touchpoints = only("Poster"),
        .measures = only("Visits to the page"),
        .aliases = only("Anticipation"),
    };
}

static stage_t during(void) {
    return (stage_t){
        .id = text("during"),
        .title = text("During"),
        .low = 4,
        .high = 9,
        .definition = text("The time on site."),
        .questions = only("Where do I go?"),
        .touchpoints = only("Front desk"),
        .measures = only("Time in the queue"),
        .aliases = only("Visit"),
    };
}

static stage_t after(void) {
    return (stage_t){
        .id = text("after"),
        .title = text("After"),
        .low = 9,
        .high = 13,
        .definition = text("What stays, and what is told."),
        .questions = only("Would I come again?"),
        .touchpoints = only("Letter of thanks"),
        .measures = only("Share who come again"),
        .aliases = only("Memory"),
    };
}

void exports_frameworks_provide(exports_frameworks_list_framework_model_t *ret) {
    stage_t *stages = ROOM(3, stage_t);
    stages[0] = before();
    stages[1] = during();
    stages[2] = after();
    edge_t *loops = ROOM(1, edge_t);
    *loops = (edge_t){.origin = text("after"), .target = text("before")};
    framework_t *framework = ROOM(1, framework_t);
    *framework = (framework_t){
        .id = text("{{name}}"),
        .title = text("{{title}}"),
        .source = text("our own observation"),
        .notes = text("Write here what one should know before using it."),
        .projectable = true,
        .stages = {.ptr = stages, .len = 3},
        .loops = {.ptr = loops, .len = 1},
    };
    *ret = (exports_frameworks_list_framework_model_t){.ptr = framework, .len = 1};
}

// Asked only for frameworks without stages.
bool exports_frameworks_place(plugin_string_t *framework, exports_frameworks_journey_t *of,
                              exports_frameworks_list_placement_t *ret, plugin_string_t *err) {
    *err = text("%.*s has fixed stages.", (int)framework->len, (const char *)framework->ptr);
    return false;
}
