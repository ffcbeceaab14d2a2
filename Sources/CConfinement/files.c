#define _GNU_SOURCE
#include "confinement.h"
#include "landlock.h"

#include <errno.h>
#include <linux/capability.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int ichi_thread_count(void) {
    struct stat status;
    // A folder has one link for each folder in it, one for its name and one for itself.
    return stat("/proc/self/task", &status) == 0 ? (int)status.st_nlink - 2 : -1;
}

static int get_capabilities(struct __user_cap_data_struct sets[2]) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    return (int)syscall(SYS_capget, &header, sets);
}

static int has_capability(unsigned which) {
    struct __user_cap_data_struct sets[2];
    return get_capabilities(sets) == 0 && (sets[0].effective & 1U << which);
}

int ichi_lock_memory(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0) return -1;
    // Under a limit it would hold until the first big piece of memory is refused.
    if (limit.rlim_cur != RLIM_INFINITY && !has_capability(CAP_IPC_LOCK)) {
        errno = ENOMEM;
        return -1;
    }
    return mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
}

int ichi_drop_capabilities(const struct ichi_kept *kept) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct sets[2];
    if (get_capabilities(sets) != 0) return -1;
    unsigned left = kept->holds_keys ? 1U << CAP_IPC_LOCK : 0;
    for (size_t i = 0; i < kept->listen_count; i++)
        if (kept->listens[i] < 1024) left |= 1U << CAP_NET_BIND_SERVICE;
    sets[0].permitted &= left;
    sets[0].effective = sets[0].permitted;
    sets[1].permitted = sets[1].effective = 0;
    sets[0].inheritable = sets[1].inheritable = 0;
    return (int)syscall(SYS_capset, &header, sets);
}

static const unsigned long long reading =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const unsigned long long writing =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REFER | LANDLOCK_TRUNCATE;

static int allow_paths(int rules, char *const *paths, unsigned long long rights) {
    for (; *paths; paths++)
        if (ichi_allow_path(rules, *paths, rights) != 0) return -1;
    return 0;
}

static int allow_ports(int rules, const unsigned *ports, size_t count, unsigned long long rights) {
    for (size_t i = 0; i < count; i++)
        if (ichi_allow_port(rules, rights, ports[i]) != 0) return -1;
    return 0;
}

// Programs that are started bring their loader, libraries and data along.
static int allow_starts(int rules, char *const *starts) {
    unsigned long long running = reading | LANDLOCK_ACCESS_FS_EXECUTE;
    if (!*starts) return 0;
    char *const system[] = {"/usr", "/lib", "/lib64", NULL};
    return allow_paths(rules, system, running) || allow_paths(rules, starts, running);
}

int ichi_shut_files(const struct ichi_kept *kept, int *lacking) {
    int version = ichi_landlock_version();
    *lacking = version < 1 ? ichi_files_open : 0;
    if (version < 4) *lacking |= ichi_ports_open;
    if (version < 6) *lacking |= ichi_signals_open;
    if (version < 1) return 0;
    unsigned long long known = ichi_file_rights(version);
    unsigned long long named = kept->binds_unix ? writing | LANDLOCK_ACCESS_FS_MAKE_SOCK : writing;
    struct ichi_ruleset all = {
        .files = known,
        .network = version >= 4 ? LANDLOCK_BIND_TCP | LANDLOCK_CONNECT_TCP : 0,
        .scopes = version >= 6 ? LANDLOCK_SCOPES : 0,
    };
    int rules = ichi_make_rules(&all);
    if (rules < 0) return -1;
    int failed = allow_paths(rules, kept->reads, reading) ||
                 allow_paths(rules, kept->writes, named & known) ||
                 allow_paths(rules, kept->clears, LANDLOCK_ACCESS_FS_REMOVE_DIR) ||
                 allow_starts(rules, kept->starts) ||
                 ichi_allow_path(rules, "/dev/null", writing & known) ||
                 // Dispatch looks how its threads fare: /proc/N/stat, N known to nobody beforehand. There is
                 // no list of processes, and whose memory or environment is asked for must be its own.
                 ichi_allow_path(rules, "/proc", LANDLOCK_ACCESS_FS_READ_FILE);
    if (version >= 4)
        failed = failed ||
                 allow_ports(rules, kept->listens, kept->listen_count, LANDLOCK_BIND_TCP) ||
                 allow_ports(rules, kept->connects, kept->connect_count, LANDLOCK_CONNECT_TCP);
    if (failed) {
        int saved = errno;
        close(rules);
        errno = saved;
        return -1;
    }
    return ichi_enforce(rules);
}
