#ifndef OFICIO_SEARCH_ENGINE_SCRIPT_H
#define OFICIO_SEARCH_ENGINE_SCRIPT_H

#include <stddef.h>

/// The steps of the search engine, JavaScript, one behind the other.
extern const unsigned char *const search_engine_steps;
extern const size_t search_engine_steps_size;

#endif
