// Debian's headers include ICU, whose types conflict with Foundation's copy.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// Frees memory of libxml2. Swift 6 cannot call `xmlFree`, because it is a mutable global variable.
static inline void oficio_xml_free(void *memory) { xmlFree(memory); }
