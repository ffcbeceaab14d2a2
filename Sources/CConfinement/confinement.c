#define _GNU_SOURCE
#include "confinement.h"
#include "landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no filter of system calls is written for this processor"
#endif

// A call of Linux 6.6.
#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif

static const unsigned long long reading =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const unsigned long long working =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_TRUNCATE;

// Files: the system's programs and libraries to read, the folder to work in, nothing else.
static int shut_files(const char *folder) {
    int version = ichi_landlock_version();
    if (version < 1) return -1;
    unsigned long long known = ichi_file_rights(version);
    struct ichi_ruleset all = {.files = known};
    int rules = ichi_make_rules(&all);
    if (rules < 0) return -1;
    if (ichi_allow_path(rules, "/usr", reading) != 0 ||
        ichi_allow_path(rules, "/lib", reading) != 0 ||
        ichi_allow_path(rules, "/lib64", reading) != 0 ||
        ichi_allow_path(rules, "/etc/ld.so.cache", reading) != 0 ||
        ichi_allow_path(rules, folder, working & known) != 0)
        return -1;
    return ichi_enforce(rules);
}

#define REFUSE(call, with)                                  \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1),  \
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (with))

// Calls: threads, but no processes; no sockets, no other process's memory or life.
static int shut_calls(void) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
        // The numbers of the x32 way of calling stand above these: not one of them is needed.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        REFUSE(fork, EPERM),
        REFUSE(vfork, EPERM),
        REFUSE(chmod, EPERM),
        REFUSE(chown, EPERM),
        REFUSE(lchown, EPERM),
#endif
        REFUSE(socket, EPERM),
        REFUSE(socketpair, EPERM),
        REFUSE(connect, EPERM),
        REFUSE(bind, EPERM),
        REFUSE(sendto, EPERM),
        REFUSE(sendmsg, EPERM),
        REFUSE(kill, EPERM),
        REFUSE(tkill, EPERM),
        REFUSE(tgkill, EPERM),
        REFUSE(rt_sigqueueinfo, EPERM),
        REFUSE(pidfd_open, EPERM),
        REFUSE(pidfd_send_signal, EPERM),
        REFUSE(ptrace, EPERM),
        REFUSE(process_vm_readv, EPERM),
        REFUSE(process_vm_writev, EPERM),
        REFUSE(prlimit64, EPERM),
        REFUSE(setpriority, EPERM),
        REFUSE(io_uring_setup, ENOSYS),
        REFUSE(shmget, EPERM),
        REFUSE(shmat, EPERM),
        REFUSE(msgget, EPERM),
        REFUSE(semget, EPERM),
        REFUSE(mq_open, EPERM),
        REFUSE(keyctl, EPERM),
        REFUSE(add_key, EPERM),
        REFUSE(request_key, EPERM),
        REFUSE(bpf, EPERM),
        REFUSE(perf_event_open, EPERM),
        REFUSE(userfaultfd, EPERM),
        REFUSE(unshare, EPERM),
        REFUSE(setns, EPERM),
        REFUSE(mount, EPERM),
        // Landlock leaves these alone, wherever a file lies.
        REFUSE(truncate, EPERM),
        REFUSE(fchmodat, EPERM),
        REFUSE(fchmodat2, EPERM),
        REFUSE(fchownat, EPERM),
        REFUSE(setxattr, EPERM),
        REFUSE(lsetxattr, EPERM),
        REFUSE(utimensat, EPERM),
        // Its flags lie where a filter cannot look: the C library then takes clone.
        REFUSE(clone3, ENOSYS),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

static int bound(int resource, unsigned long most) {
    struct rlimit limit = {.rlim_cur = most, .rlim_max = most};
    return setrlimit(resource, &limit);
}

static int set_bounds(const struct ichi_bounds *bounds) {
    return bound(RLIMIT_AS, bounds->memory_bytes) || bound(RLIMIT_FSIZE, bounds->file_bytes) ||
           bound(RLIMIT_CPU, bounds->seconds) || bound(RLIMIT_NOFILE, 64) || bound(RLIMIT_CORE, 0);
}

static int set_ends(void) {
    int nothing = open("/dev/null", O_RDWR);
    int answer = open("answer", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (nothing < 0 || answer < 0) return -1;
    if (dup2(nothing, 0) < 0 || dup2(answer, 1) < 0 || dup2(nothing, 2) < 0) return -1;
    return close_range(3, ~0U, 0);
}

pid_t ichi_confine(const char *program, char *const arguments[], char *const environment[],
                   const char *folder, const struct ichi_bounds *bounds) {
    pid_t parent = getpid(), child = fork();
    if (child != 0) return child;
    // Only calls that are safe between fork and exec.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    umask(077);
    if (setpgid(0, 0) != 0 || chdir(folder) != 0 || set_ends() != 0) _exit(ichi_unconfined);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || getppid() != parent)
        _exit(ichi_unconfined);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || set_bounds(bounds) != 0)
        _exit(ichi_unconfined);
    if (shut_files(folder) != 0 || shut_calls() != 0) _exit(ichi_unconfined);
    execve(program, arguments, environment);
    _exit(ichi_no_program);
}
