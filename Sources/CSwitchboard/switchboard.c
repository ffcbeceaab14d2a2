#define _GNU_SOURCE
#include "switchboard.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

int ichi_harden(void) {
    struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -1;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

int ichi_line(int ends[2]) { return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends); }

int ichi_stream(int ends[2]) { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends); }

int ichi_send(int line, const char *word, size_t length, int descriptor) {
    struct iovec part = {(void *)word, length};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int))];
    } control;
    memset(&control, 0, sizeof control);
    if (descriptor >= 0) {
        message.msg_control = control.space;
        message.msg_controllen = sizeof control.space;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
    }
    ssize_t sent;
    do {
        sent = sendmsg(line, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (sent < 0 && errno == EINTR);
    return sent < 0 ? -1 : 0;
}

ssize_t ichi_receive(int line, char *word, size_t capacity, int *descriptor) {
    struct iovec part = {word, capacity};
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.space,
                             .msg_controllen = sizeof control.space};
    *descriptor = -1;
    ssize_t length;
    do {
        length = recvmsg(line, &message, MSG_CMSG_CLOEXEC);
    } while (length < 0 && errno == EINTR);
    if (length < 0) return -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(sizeof(int)))
        memcpy(descriptor, CMSG_DATA(header), sizeof(int));
    return length;
}

int ichi_patience(int line, int milliseconds) {
    struct timeval time = {milliseconds / 1000, milliseconds % 1000 * 1000};
    return setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
}

// A handler and a pipe rather than a mask: other threads of the program were there before us.
static int signal_pipe[2] = {-1, -1};

static void note_signal(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t ignored = write(signal_pipe[1], &byte, 1);
    (void)ignored;
    errno = saved;
}

int ichi_signals(void) {
    if (signal_pipe[0] < 0 && pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    while (ichi_next_signal(signal_pipe[0])) continue;
    struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigset_t open;
    sigemptyset(&open);
    const int wanted[] = {SIGINT, SIGTERM, SIGHUP, SIGCHLD};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (sigaction(wanted[i], &action, NULL) != 0) return -1;
        sigaddset(&open, wanted[i]);
    }
    // A thread that a dispatch queue began has them shut.
    return pthread_sigmask(SIG_UNBLOCK, &open, NULL) == 0 ? signal_pipe[0] : -1;
}

int ichi_next_signal(int signals) {
    unsigned char byte;
    return read(signals, &byte, 1) == 1 ? byte : 0;
}

// Between fork and exec: only calls that are safe there. The user is looked up before.
static void become(const char *program, char *const arguments[], char *const environment[],
                   int serving, int calling, int log, const gid_t *groups, int count,
                   const struct passwd *user, pid_t parent) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setpgid(0, 0);
    // Above the numbers that are about to be given, should they stand there.
    int kept_log = fcntl(log, F_DUPFD, 16), empty = open("/dev/null", O_RDONLY);
    int kept_serving = serving < 0 ? -1 : fcntl(serving, F_DUPFD, 16);
    int kept_calling = calling < 0 ? -1 : fcntl(calling, F_DUPFD, 16);
    if (kept_log < 0 || empty < 0 || (serving >= 0 && kept_serving < 0) ||
        (calling >= 0 && kept_calling < 0))
        return;
    if (dup2(empty, 0) < 0 || dup2(kept_log, 1) < 0 || dup2(kept_log, 2) < 0) return;
    // Where there is no line its number stands empty: what is asked of it ends at once.
    if (dup2(kept_serving < 0 ? empty : kept_serving, 3) < 0) return;
    if (dup2(kept_calling < 0 ? empty : kept_calling, 4) < 0) return;
    if (close_range(5, ~0U, 0) != 0) return;
    if (user) {
        // The group may read: market and counter share one, and read each other's databases.
        umask(027);
        // Who holds keys locks its memory, which its user alone may not; it says so itself where it cannot.
        struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
        setrlimit(RLIMIT_MEMLOCK, &all);
        if (setgroups(count, groups) != 0 || setgid(user->pw_gid) != 0) return;
        if (setuid(user->pw_uid) != 0) return;
    }
    // After the change of user, which would clear it.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || getppid() != parent) return;
    execve(program, arguments, environment);
}

pid_t ichi_spawn(const char *program, char *const arguments[], char *const environment[],
                 int serving, int calling, int log, const char *user) {
    enum { most = 32 };
    gid_t groups[most];
    int count = most;
    struct passwd *entry = NULL;
    if (user) {
        entry = getpwnam(user);
        if (!entry) {
            errno = ENOENT;
            return -1;
        }
        if (getgrouplist(user, entry->pw_gid, groups, &count) < 0) count = most;
    }
    pid_t parent = getpid(), child = fork();
    if (child != 0) return child;
    become(program, arguments, environment, serving, calling, log, groups, count, entry, parent);
    _exit(127);
}
