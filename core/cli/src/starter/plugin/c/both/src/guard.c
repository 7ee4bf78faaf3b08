#include "guard.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void give_up(const char *file, int line, const char *message) {
    char words[256];
    snprintf(words, sizeof words, "%s:%d: %s", file, line, message);
    plugin_string_t said;
    plugin_string_set(&said, words);
    host_log(&said);
    __builtin_trap();
}

void *room(size_t count, size_t size, const char *file, int line) {
    void *found = calloc(count ? count : 1, size);
    if (!found) {
        give_up(file, line, "there is no memory left");
    }
    return found;
}

plugin_string_t text(const char *format, ...) {
    va_list given, again;
    va_start(given, format);
    va_copy(again, given);
    int length = vsnprintf(NULL, 0, format, given);
    CHECK(length >= 0, "a text cannot be written");
    char *words = ROOM((size_t)length + 1, char);
    vsnprintf(words, (size_t)length + 1, format, again);
    va_end(again);
    va_end(given);
    return (plugin_string_t){.ptr = (uint8_t *)words, .len = (size_t)length};
}

bool is(plugin_string_t string, const char *word) {
    return string.len == strlen(word) && memcmp(string.ptr, word, string.len) == 0;
}
