// The guard: what ends the plugin says why first. The host quotes the last line that a plugin logged before it crashed.

#pragma once

#include "../bindings/plugin.h"

// Ends the plugin with a message and its line unless the condition holds.
#define CHECK(condition, message) ((condition) ? (void)0 : give_up(__FILE__, __LINE__, message))

// Room for so many things of one type, or the end.
#define ROOM(count, type) ((type *)room((count), sizeof(type), __FILE__, __LINE__))

_Noreturn void give_up(const char *file, int line, const char *message);
void *room(size_t count, size_t size, const char *file, int line);

// A string as `printf` makes it. What the plugin answers is freed after it was read, so every string of an answer has to
// be a copy, as these are.
__attribute__((format(printf, 1, 2))) plugin_string_t text(const char *format, ...);

// Whether a string is this word.
bool is(plugin_string_t string, const char *word);
