#define _GNU_SOURCE
#include "landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int ichi_landlock_version(void) {
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

// The first rights of the kernel's table; each version added some at its end.
unsigned long long ichi_file_rights(int version) {
    int count = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    return (1ULL << count) - 1;
}

int ichi_make_rules(const struct ichi_ruleset *handled) {
    return (int)syscall(SYS_landlock_create_ruleset, handled, sizeof *handled, 0);
}

// Of a folder's rights those that a file can have.
static const unsigned long long of_files = LANDLOCK_ACCESS_FS_EXECUTE |
                                           LANDLOCK_ACCESS_FS_WRITE_FILE |
                                           LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_TRUNCATE;

int ichi_allow_path(int rules, const char *path, unsigned long long rights) {
    int at = open(path, O_PATH | O_CLOEXEC);
    if (at < 0) return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
    struct stat status;
    int failed = fstat(at, &status);
    if (failed == 0) {
        if (!S_ISDIR(status.st_mode)) rights &= of_files;
        struct landlock_path_beneath_attr beneath = {.allowed_access = rights, .parent_fd = at};
        failed = (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    }
    close(at);
    return failed;
}

int ichi_allow_port(int rules, unsigned long long rights, unsigned port) {
    struct ichi_port allowed = {.rights = rights, .port = port};
    return (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PORT, &allowed, 0);
}

int ichi_enforce(int rules) {
    int failed = (int)syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
    return failed;
}
