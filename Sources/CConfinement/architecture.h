// The processors for which filters of system calls are written.
#ifndef ICHI_ARCHITECTURE_H
#define ICHI_ARCHITECTURE_H

#include <linux/audit.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no filter of system calls is written for this processor"
#endif

#endif
