// Debian's headers would pull in ICU, whose types clash with Foundation's own copy.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// Frees memory of libxml2. `xmlFree` is a mutable global variable, which Swift 6 cannot read safely.
static inline void oficio_xml_free(void *memory) { xmlFree(memory); }
