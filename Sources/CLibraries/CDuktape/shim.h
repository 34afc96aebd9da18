#include <duktape.h>

// Functions for the macros of Duktape, which Swift cannot call.
static inline duk_context *oficio_duk_create(void) { return duk_create_heap(NULL, NULL, NULL, NULL, NULL); }
static inline duk_int_t oficio_duk_eval(duk_context *c, const char *source, duk_size_t length) {
    return duk_peval_lstring(c, source, length);
}
static inline const char *oficio_duk_string(duk_context *c, duk_idx_t index, duk_size_t *length) {
    return duk_get_lstring(c, index, length);
}
static inline const char *oficio_duk_error(duk_context *c, duk_idx_t index) { return duk_safe_to_string(c, index); }
static inline void oficio_duk_pop(duk_context *c) { duk_pop(c); }
