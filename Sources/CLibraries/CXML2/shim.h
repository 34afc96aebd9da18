// Debian's headers would pull in ICU, whose types clash with Foundation's own copy.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// `xmlFree` is a variable, which Swift 6 does not let anybody read.
static inline void oficio_xml_free(void *memory) { xmlFree(memory); }
