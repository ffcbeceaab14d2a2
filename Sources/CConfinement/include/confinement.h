// A program that reads what strangers have made, and may do nothing else.
#ifndef ICHI_CONFINEMENT_H
#define ICHI_CONFINEMENT_H

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

#endif
