// Landlock as both kinds of confinement use it. Debian 12's headers are of Linux 6.1, its kernels may
// be newer: what came later is written out here.
#ifndef ICHI_LANDLOCK_H
#define ICHI_LANDLOCK_H

#include <linux/landlock.h>
#include <stdint.h>

#define LANDLOCK_TRUNCATE (1ULL << 14)     // Linux 6.2, version 3
#define LANDLOCK_BIND_TCP (1ULL << 0)      // 6.7, version 4
#define LANDLOCK_CONNECT_TCP (1ULL << 1)   // 6.7, version 4
#define LANDLOCK_RULE_PORT 2
#define LANDLOCK_SCOPES 3ULL               // 6.12, version 6: abstract sockets, signals

// As the kernel takes it; an older one wants the later fields to be zero.
struct ichi_ruleset {
    uint64_t files, network, scopes;
};

struct ichi_port {
    uint64_t rights, port;
};

// The kernel's version of Landlock, or less than 1.
int ichi_landlock_version(void);

// Every right about files that this version knows.
unsigned long long ichi_file_rights(int version);

// A descriptor of rules, or -1 with errno.
int ichi_make_rules(const struct ichi_ruleset *handled);

// Allow rights on a file, or on all below a folder; what is not there is no error. 0, or -1 with errno.
int ichi_allow_path(int rules, const char *path, unsigned long long rights);

int ichi_allow_port(int rules, unsigned long long rights, unsigned port);

// The rules hold from now on for this thread and all that it starts. 0, or -1 with errno.
int ichi_enforce(int rules);

#endif
