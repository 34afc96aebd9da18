#ifndef OFICIO_SEARCH_ENGINE_SCRIPT_H
#define OFICIO_SEARCH_ENGINE_SCRIPT_H

#include <stddef.h>

/// The JavaScript steps of the search engine, concatenated.
extern const unsigned char *const search_engine_steps;
extern const size_t search_engine_steps_size;

#endif
