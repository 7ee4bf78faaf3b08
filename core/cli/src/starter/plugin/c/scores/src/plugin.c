// {{title}}: how many steps of a map have a pain point.

#include "guard.h"

// The names that the contract's have in C are long.
typedef exports_scores_score_t score_t;
typedef exports_scores_part_t part_t;
typedef exports_scores_definition_t definition_t;

void exports_about_describe(exports_about_manifest_t *ret) {
    *ret = (exports_about_manifest_t){
        .name = text("{{name}}"),
        .version = text("0.1.0"),
        .title = text("{{title}}"),
        .description = text("How many steps of a map have a pain point."),
    };
}

// `settings` is the text of a JSON object. Write a sentence to `err` and give false to refuse them.
bool exports_about_configure(plugin_string_t *settings, plugin_string_t *err) {
    plugin_string_free(settings);
    return true;
}

void exports_scores_definitions(exports_scores_list_definition_t *ret) {
    definition_t *definition = ROOM(1, definition_t);
    *definition = (definition_t){
        .id = text("pain-share"),
        .title = text("Steps that hurt"),
        .unit = text("%%"),
        .low = {.is_some = true, .val = 0},
        .high = {.is_some = true, .val = 100},
        .higher_is_better = false,
        .description = text("The share of steps with a pain point."),
        .source = text(""),
    };
    *ret = (exports_scores_list_definition_t){.ptr = definition, .len = 1};
}

static bool hurts(const types_step_t *step) {
    for (size_t i = 0; i < step->entries.len; i++) {
        if (is(step->entries.ptr[i].lane, "pain")) {
            return true;
        }
    }
    return false;
}

static size_t count(const types_journey_t *journey) {
    size_t all = 0;
    for (size_t i = 0; i < journey->stages.len; i++) {
        all += journey->stages.ptr[i].steps.len;
    }
    return all;
}

// The steps that hurt, one part each.
static exports_scores_list_part_t painful(const types_journey_t *journey, size_t most) {
    exports_scores_list_part_t parts = {.ptr = ROOM(most, part_t), .len = 0};
    for (size_t i = 0; i < journey->stages.len; i++) {
        const types_list_step_t steps = journey->stages.ptr[i].steps;
        for (size_t j = 0; j < steps.len; j++) {
            if (hurts(&steps.ptr[j])) {
                parts.ptr[parts.len++] = (part_t){
                    .at = steps.ptr[j].node,
                    .value = {.is_some = true, .val = 1},
                    .note = text(""),
                };
            }
        }
    }
    return parts;
}

static score_t pain_share(const types_journey_t *journey) {
    const char *title = (const char *)journey->title.ptr;
    int length = (int)journey->title.len;
    size_t all = count(journey);
    if (all == 0) {
        return (score_t){.id = text("pain-share"), .explanation = text("%.*s has no steps.", length, title)};
    }
    exports_scores_list_part_t parts = painful(journey, all);
    return (score_t){
        .id = text("pain-share"),
        .value = {.is_some = true, .val = 100.0 * (double)parts.len / (double)all},
        .n = (uint32_t)all,
        .explanation = text("%zu of %zu steps of %.*s have a pain point.", parts.len, all, length, title),
        .parts = parts,
    };
}

// Fill `err` and give false to refuse a map.
bool exports_scores_score_journey(exports_scores_journey_t *of, exports_scores_list_figure_t *figures,
                                  exports_scores_list_table_t *tables, exports_scores_list_score_t *ret,
                                  exports_scores_refusal_t *err) {
    score_t *score = ROOM(1, score_t);
    *score = pain_share(of);
    *ret = (exports_scores_list_score_t){.ptr = score, .len = 1};
    exports_scores_journey_free(of);
    exports_scores_list_figure_free(figures);
    exports_scores_list_table_free(tables);
    return true;
}
