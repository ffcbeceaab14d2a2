#include <sqlite3.h>

/* A call with a list of arguments of any length, which Swift cannot make. */
static inline int sqliteWithoutStatistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
