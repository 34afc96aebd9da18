#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/node.h>

// Returns the source text of a node, and sets its length. cmark's accessor gives no length, and the text of some nodes
// does not end with a NUL.
static inline const unsigned char *oficio_node_content(cmark_node *node, int *length) {
    *length = (int)node->content.size;
    return node->content.ptr;
}
