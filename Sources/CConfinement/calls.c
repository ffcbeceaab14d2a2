// Which system calls a process of ours keeps. Three answers:
//   allowed   what a server does that has its descriptors: a list, and everything else is not on it
//   ENOSYS    what is not known here: a newer C library then takes the older way; or EPERM, where a
//             call is known and only this use of it is not kept
//   killed    what correct software of this kind never asks: to become another program, to look into
//             another process, to mount, to load code into the kernel
#define _GNU_SOURCE
#include "confinement.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no filter of system calls is written for this processor"
#endif

#define LENGTH(list) (sizeof(list) / sizeof *(list))

struct program {
    struct sock_filter code[1024];
    unsigned short length;
};

static void put(struct program *program, struct sock_filter step) {
    if (program->length < LENGTH(program->code)) program->code[program->length++] = step;
}

static void answer(struct program *program, uint32_t with) {
    put(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, with));
}

static void when(struct program *program, long call, uint32_t with) {
    put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1));
    answer(program, with);
}

static void when_any(struct program *program, const int *calls, size_t count, uint32_t with) {
    for (size_t i = 0; i < count; i++) when(program, calls[i], with);
}

static const uint32_t allowed = SECCOMP_RET_ALLOW, killed = SECCOMP_RET_KILL_PROCESS;
static const uint32_t refused = SECCOMP_RET_ERRNO | EPERM, unknown = SECCOMP_RET_ERRNO | ENOSYS;

enum half { lower, upper };

static void load(struct program *program, int argument, enum half half) {
    unsigned offset = (unsigned)offsetof(struct seccomp_data, args[argument]);
    put(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                              offset + (half == upper ? 4 : 0)));
}

// A call of which not every use is kept: what stands between these two is demanded of it.
static unsigned short open_case(struct program *program, long call) {
    put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 0));
    return (unsigned short)(program->length - 1);
}

static void close_case(struct program *program, unsigned short at) {
    answer(program, allowed);
    program->code[at].jf = (unsigned char)(program->length - at - 1);
}

// Half of an argument, under a mask, must be one of some values.
static void demand(struct program *program, int argument, enum half half, uint32_t mask,
                   const uint32_t *values, unsigned count) {
    load(program, argument, half);
    put(program, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask));
    for (unsigned i = 0; i < count; i++)
        put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, values[i],
                                                  (unsigned char)(count - i), 0));
    answer(program, refused);
}

static void when_one_of(struct program *program, long call, int argument, const uint32_t *values,
                        unsigned count) {
    unsigned short at = open_case(program, call);
    demand(program, argument, lower, ~0U, values, count);
    close_case(program, at);
}

static void when_is(struct program *program, long call, int argument, uint32_t value) {
    when_one_of(program, call, argument, &value, 1);
}

static void when_without(struct program *program, long call, int argument, uint32_t bits) {
    const uint32_t nothing = 0;
    unsigned short at = open_case(program, call);
    demand(program, argument, lower, bits, &nothing, 1);
    close_case(program, at);
}

// A server that has its descriptors: memory, threads, clocks, events, files, streams.
static const int everyday[] = {
    SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk, SYS_mlock, SYS_munlock, SYS_msync, SYS_mincore,
    SYS_membarrier, SYS_futex, SYS_set_robust_list, SYS_get_robust_list, SYS_rseq,
    SYS_set_tid_address, SYS_sched_yield, SYS_sched_getaffinity, SYS_sched_getparam,
    SYS_sched_getscheduler, SYS_sched_get_priority_max, SYS_sched_get_priority_min, SYS_gettid, SYS_getpid,
    SYS_getppid, SYS_exit, SYS_exit_group, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
    SYS_rt_sigpending, SYS_rt_sigtimedwait, SYS_rt_sigsuspend, SYS_sigaltstack, SYS_signalfd4,
    SYS_restart_syscall, SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep,
    SYS_gettimeofday, SYS_timerfd_create, SYS_timerfd_settime, SYS_timerfd_gettime,
    SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_epoll_pwait2, SYS_ppoll, SYS_pselect6,
    SYS_eventfd2, SYS_pipe2, SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64,
    SYS_pwrite64, SYS_preadv, SYS_pwritev, SYS_preadv2, SYS_pwritev2, SYS_lseek, SYS_close,
    SYS_close_range, SYS_fstat, SYS_newfstatat, SYS_statx, SYS_statfs, SYS_fstatfs, SYS_faccessat,
    SYS_faccessat2, SYS_openat, SYS_getdents64, SYS_fcntl, SYS_flock, SYS_fsync, SYS_fdatasync,
    SYS_sync_file_range, SYS_ftruncate, SYS_fallocate, SYS_fadvise64, SYS_readlinkat, SYS_getcwd,
    SYS_fchmod, SYS_mkdirat, SYS_unlinkat, SYS_renameat2, SYS_linkat, SYS_umask, SYS_dup, SYS_dup3,
    SYS_copy_file_range, SYS_sendfile, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid,
    SYS_getgroups, SYS_uname, SYS_sysinfo, SYS_getrandom, SYS_getrusage, SYS_times, SYS_getcpu,
    SYS_getpriority, SYS_accept4, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg, SYS_getsockname, SYS_getpeername, SYS_getsockopt, SYS_setsockopt, SYS_shutdown,
    SYS_listen,
#if defined(__x86_64__)
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_poll, SYS_select, SYS_epoll_wait, SYS_pipe,
    SYS_dup2, SYS_mkdir, SYS_rmdir, SYS_unlink, SYS_rename, SYS_link, SYS_readlink, SYS_time,
    SYS_accept, SYS_eventfd, SYS_epoll_create, SYS_pause, SYS_getpgrp,
#endif
#if defined(__aarch64__)
    SYS_renameat, SYS_accept,
#endif
};

// Never, by any program of ours.
static const int intruders[] = {
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_pidfd_getfd, SYS_mount,
    SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_move_mount, SYS_open_tree, SYS_fsopen,
    SYS_fsconfig, SYS_fsmount, SYS_unshare, SYS_setns, SYS_bpf, SYS_perf_event_open,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon,
    SYS_swapoff, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_io_uring_setup, SYS_io_uring_enter,
    SYS_io_uring_register, SYS_userfaultfd, SYS_open_by_handle_at,
    SYS_personality, SYS_acct, SYS_settimeofday, SYS_clock_settime, SYS_sethostname,
};

// To be somebody else: the launcher alone makes its children so.
static const int becoming[] = {
    SYS_setuid,    SYS_setgid,    SYS_setreuid,  SYS_setregid,
    SYS_setresuid, SYS_setresgid, SYS_setgroups, SYS_capset,
};

// What another program takes besides to become itself.
static const int starting[] = {
    SYS_execve, SYS_clone, SYS_wait4, SYS_waitid, SYS_kill, SYS_tgkill, SYS_setpgid,
    SYS_socketpair, SYS_prctl, SYS_mmap, SYS_mprotect, SYS_setsid, SYS_prlimit64,
    SYS_mlockall, SYS_seccomp, SYS_landlock_create_ruleset, SYS_landlock_add_rule,
    SYS_landlock_restrict_self, SYS_socket, SYS_bind,
#if defined(__x86_64__)
    SYS_fork, SYS_vfork, SYS_arch_prctl, SYS_getrlimit, SYS_setrlimit,
#endif
};

// No code is made or fetched any more: every library was loaded before.
static void keep_memory(struct program *program) {
    when_without(program, SYS_mmap, 2, PROT_EXEC);
    when_without(program, SYS_mprotect, 2, PROT_EXEC);
}

// Threads, and signals to itself, of which abort is one.
static void keep_threads(struct program *program) {
    const uint32_t thread = CLONE_THREAD;
    put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4));
    load(program, 0, lower);
    put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, thread, 0, 1));
    answer(program, allowed);
    answer(program, killed);
    uint32_t self = (uint32_t)getpid();
    when_is(program, SYS_kill, 0, self);
    when_is(program, SYS_tgkill, 0, self);
    const uint32_t named[] = {PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_SET_VMA};
    when_one_of(program, SYS_prctl, 0, named, LENGTH(named));
    // Its own limits are read, and not set: the place for new ones is empty.
    const uint32_t own[] = {0, self}, nothing = 0;
    unsigned short at = open_case(program, SYS_prlimit64);
    demand(program, 0, lower, ~0U, own, LENGTH(own));
    demand(program, 2, lower, ~0U, &nothing, 1);
    demand(program, 2, upper, ~0U, &nothing, 1);
    close_case(program, at);
#if defined(__x86_64__)
    when(program, SYS_getrlimit, allowed);
#endif
}

static void keep_sockets(struct program *program, const struct ichi_kept *kept) {
    const uint32_t kinds = ~(uint32_t)(SOCK_CLOEXEC | SOCK_NONBLOCK), whole = ~0U;
    const uint32_t here = AF_UNIX, stream = SOCK_STREAM;
    // Of datagrams each could be sent somewhere else.
    unsigned short at = open_case(program, SYS_socketpair);
    demand(program, 0, lower, whole, &here, 1);
    demand(program, 1, lower, kinds, &stream, 1);
    close_case(program, at);
    // A message that opens its connection itself would pass by the rules for connecting.
    when_without(program, SYS_sendto, 3, MSG_FASTOPEN);
    when_without(program, SYS_sendmsg, 2, MSG_FASTOPEN);
    when_without(program, SYS_sendmmsg, 3, MSG_FASTOPEN);
    int connects = kept->connect_count > 0 || kept->asks_names;
    uint32_t families[3], types[] = {SOCK_STREAM, SOCK_DGRAM};
    unsigned count = 0;
    if (kept->binds_unix || kept->connects_unix) families[count++] = AF_UNIX;
    if (connects || kept->listen_count > 0) families[count++] = AF_INET;
    if (connects || kept->listen_count > 0) families[count++] = AF_INET6;
    // Streams that are TCP and nothing else: of others Landlock knows no ports.
    const uint32_t protocols[] = {0, IPPROTO_TCP, IPPROTO_UDP};
    if (count > 0) {
        at = open_case(program, SYS_socket);
        demand(program, 0, lower, whole, families, count);
        demand(program, 1, lower, kinds, types, kept->asks_names ? 2 : 1);
        demand(program, 2, lower, whole, protocols, kept->asks_names ? 3 : 2);
        close_case(program, at);
    }
    if (kept->listen_count > 0 || kept->binds_unix) when(program, SYS_bind, allowed);
    if (connects || kept->connects_unix) when(program, SYS_connect, allowed);
    const int others[] = {SYS_socket, SYS_bind, SYS_connect};
    when_any(program, others, LENGTH(others), refused);
}

static void keep_devices(struct program *program) {
    // Whether something is a terminal, how much is to be read, whether to wait for it.
    const uint32_t asked[] = {0x5401 /* TCGETS */, 0x5413 /* TIOCGWINSZ */, FIONREAD, FIONBIO,
                              FIOCLEX, FIONCLEX};
    when_one_of(program, SYS_ioctl, 1, asked, LENGTH(asked));
    // Its own threads' urgency; another user's it could not change anyway.
    when_is(program, SYS_setpriority, 0, PRIO_PROCESS);
}

static void begin(struct program *program) {
    put(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                              offsetof(struct seccomp_data, arch)));
    put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    answer(program, killed);
    put(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                              offsetof(struct seccomp_data, nr)));
#if defined(__x86_64__)
    // The numbers of the x32 way of calling stand above these: not one of them is needed.
    put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
    answer(program, killed);
#endif
}

static int enforce(const struct program *program) {
    if (program->length == LENGTH(program->code)) {
        errno = E2BIG;
        return -1;
    }
    struct sock_fprog filter = {
        .len = program->length,
        .filter = (struct sock_filter *)program->code,
    };
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
}

int ichi_shut_calls(const struct ichi_kept *kept) {
    struct program program = {.length = 0};
    begin(&program);
    when_any(&program, everyday, LENGTH(everyday), allowed);
    if (*kept->starts) when_any(&program, starting, LENGTH(starting), allowed);
    keep_memory(&program);
    keep_threads(&program);
    keep_devices(&program);
    keep_sockets(&program, kept);
    when_any(&program, intruders, LENGTH(intruders), killed);
    when_any(&program, becoming, LENGTH(becoming), killed);
    const int programs[] = {
        SYS_execve, SYS_execveat,
#if defined(__x86_64__)
        SYS_fork, SYS_vfork,
#endif
    };
    when_any(&program, programs, LENGTH(programs), killed);
    answer(&program, unknown);
    return enforce(&program);
}

int ichi_shut_intrusion(void) {
    struct program program = {.length = 0};
    begin(&program);
    when_any(&program, intruders, LENGTH(intruders), killed);
    answer(&program, allowed);
    return enforce(&program);
}
