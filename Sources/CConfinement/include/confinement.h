// A program that reads what strangers have made, and may do nothing else; and what a process of ours
// keeps of its own rights when it begins.
#ifndef ICHI_CONFINEMENT_H
#define ICHI_CONFINEMENT_H

#include <stddef.h>
#include <sys/types.h>

// What a confined program may use up.
struct ichi_bounds {
    unsigned long memory_bytes, file_bytes, seconds;
};

// Exit codes of a child that never became the program.
enum { ichi_unconfined = 125, ichi_no_program = 127 };

// Start a program that reads /usr and its folder, writes into its folder alone, and reaches no
// network, no other process and no device. What it prints goes to the file `answer` of the folder. It
// is killed when the calling thread ends. The process's id, or -1 with errno.
pid_t ichi_confine(const char *program, char *const arguments[], char *const environment[],
                   const char *folder, const struct ichi_bounds *bounds);

// What this process keeps; whatever is not named is gone. Lists of texts end with NULL.
struct ichi_kept {
    // Files to read, folders with all below them.
    char *const *reads;
    // Folders in which files and folders are made, changed and removed.
    char *const *writes;
    // Folders in which emptied folders are removed.
    char *const *clears;
    // Programs that it may start; with one of them it may have children and signal them.
    char *const *starts;
    // TCP ports.
    const unsigned *listens, *connects;
    size_t listen_count, connect_count;
    // Makes Unix sockets under a name, connects to them.
    int binds_unix, connects_unix;
    // Asks a name server, by UDP.
    int asks_names;
    // Has keys in its memory.
    int holds_keys;
};

// What could not be had, as bits: by version of the kernel's Landlock.
enum {
    ichi_files_open = 1,    // no Landlock: files are as the user's rights have them
    ichi_ports_open = 2,    // before 6.7: where it connects at all, to any port
    ichi_signals_open = 4,  // before 6.12: abstract sockets, signals of descriptors
};

// How many threads this process has; -1 where that cannot be told.
int ichi_thread_count(void);

// Keep memory out of swap, what is there and what comes, unless a limit would soon be in its way. 0, or -1
// with errno.
int ichi_lock_memory(void);

// No capability is left, but to listen at a port below 1024 and to lock memory with keys in it, where one of
// these is to be done and was allowed. 0, or -1 with errno.
int ichi_drop_capabilities(const struct ichi_kept *kept);

// Files and ports. To be called while there is one thread: others would keep their rights. What could
// not be had goes to `lacking`. 0, or -1 with errno.
int ichi_shut_files(const struct ichi_kept *kept, int *lacking);

// What no program of ours ever asks: to trace, to look into others' memory, to mount, to load code into the
// kernel. For every thread and child. 0, or -1 with errno.
int ichi_shut_intrusion(void);

// System calls, for every thread; no rights may be gained by exec any more, or it is refused. 0, or -1
// with errno.
int ichi_shut_calls(const struct ichi_kept *kept);

#endif
