// The steps of the search engine in the order in which they are published. They share one scope, so a step may call
// the functions of any other.
#include "search_engine_script.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char steps[] = {
#embed "../words.js" suffix(, )
#embed "../blocks.js" suffix(, )
#embed "../index.js" suffix(, )
#embed "../query.js" suffix(, )
#embed "../look-up.js" suffix(, )
#embed "../correction.js" suffix(, )
#embed "../written-names.js" suffix(, )
#embed "../other-names.js" suffix(, )
#embed "../scoring.js" suffix(, )
#embed "../second-ranking.js" suffix(, )
#embed "../results.js"
};

const unsigned char *const search_engine_steps = steps;
const size_t search_engine_steps_size = sizeof steps;
