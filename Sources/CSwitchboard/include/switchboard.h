// What Swift cannot say to the system: messages that carry a descriptor, and children that end with
// their parent.
#ifndef ICHI_SWITCHBOARD_H
#define ICHI_SWITCHBOARD_H

#include <stddef.h>
#include <sys/types.h>

// No core dumps, nobody may trace, no rights gained by exec. The first thing a process does.
// 0, or -1 with errno.
int ichi_harden(void);

// A pair of sockets that keep messages apart. 0, or -1 with errno.
int ichi_line(int ends[2]);

// A pair of stream sockets. 0, or -1 with errno.
int ichi_stream(int ends[2]);

// Send a word on a line, with a descriptor unless it is -1. 0, or -1 with errno.
int ichi_send(int line, const char *word, size_t length, int descriptor);

// Wait for a word; its length, 0 at the end, or -1 with errno. *descriptor is -1 where none came.
ssize_t ichi_receive(int line, char *word, size_t capacity, int *descriptor);

// Give up waiting on a line after so many milliseconds (0: never). 0, or -1 with errno.
int ichi_patience(int line, int milliseconds);

// Begin to take SIGINT, SIGTERM, SIGHUP and SIGCHLD as reads of the descriptor returned, or -1. It is
// the same every time and stays open.
int ichi_signals(void);

// The next signal waiting there; 0 where there is none.
int ichi_next_signal(int signals);

// Start a program with its lines as descriptors 3 (serving) and 4 (calling), either of which may be
// -1, and log as its output, in a group of its own, so that a terminal's Ctrl-C reaches the parent
// alone. It is killed when the calling thread ends. user may be NULL. The process's id, or -1 with errno.
pid_t ichi_spawn(const char *program, char *const arguments[], char *const environment[],
                 int serving, int calling, int log, const char *user);

#endif
