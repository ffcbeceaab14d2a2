#include <pango/pangocairo.h>
#include <cairo/cairo-pdf.h>

// g_object_unref hides behind macros that Swift does not import.
static inline void ichi_release(void *object) { g_object_unref(object); }
