// SPDX-License-Identifier: Apache-2.0
// Landlock (landlock(7)) and seccomp filters (seccomp(2)) by their system calls: libc has no functions for
// them.
#include "pdf/confinement.hpp"
#include <array>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace elicense::pdf {
namespace {

constexpr rlim_t open_files = 64;

bool limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  return ::setrlimit(static_cast<__rlimit_resource>(resource), &both) == 0;
}

// --- files

constexpr std::uint64_t read_file = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t read_folder = read_file | LANDLOCK_ACCESS_FS_READ_DIR;
// Programs, libraries, fonts and what finds them.
constexpr std::array<const char*, 8> readable = {"/dev/null",      "/usr",
                                                 "/lib",           "/lib64",
                                                 "/etc/fonts",     "/etc/ld.so.cache",
                                                 "/etc/localtime", "/var/cache/fontconfig"};

// Every way to a file that this version of Landlock knows, so that none is left open.
std::uint64_t handled(long version) {
  constexpr int first = 13, with_refer = 14, with_truncate = 15; // kinds of access of versions 1, 2, 3
  const int kinds = version >= 3 ? with_truncate : version == 2 ? with_refer : first;
  return (1ULL << static_cast<unsigned>(kinds)) - 1;
}

bool allow(int rules, const char* path) {
  landlock_path_beneath_attr rule{};
  rule.parent_fd = ::open(path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0) return errno == ENOENT;
  struct stat status {};
  const bool folder = ::fstat(rule.parent_fd, &status) == 0 && S_ISDIR(status.st_mode);
  rule.allowed_access = folder ? read_folder : read_file;
  const long added = ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  ::close(rule.parent_fd);
  return added == 0;
}

// --- system calls

#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
#else
#error "the architecture's name for seccomp is missing here"
#endif
constexpr std::uint32_t foreign_calls = 0x4000'0000; // of x32, which has numbers of its own

constexpr auto forbidden = std::to_array<std::uint32_t>({
  SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_sendto, SYS_sendmsg, SYS_clone, SYS_clone3,
#if defined(SYS_fork)
      SYS_fork, SYS_vfork,
#endif
      SYS_kill, SYS_tkill, SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_ptrace,
      SYS_process_vm_readv, SYS_process_vm_writev, SYS_io_uring_setup, SYS_unshare, SYS_setns, SYS_mount,
      SYS_bpf, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_pidfd_open, SYS_pidfd_getfd, SYS_userfaultfd,
      SYS_perf_event_open, SYS_memfd_create,
});

constexpr sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
constexpr sock_filter answer(std::uint32_t what) {
  return BPF_STMT(BPF_RET | BPF_K, what);
}
constexpr sock_filter skip_if(std::uint16_t condition, std::uint32_t value, std::uint8_t yes,
                              std::uint8_t no) {
  return BPF_JUMP(static_cast<std::uint16_t>(BPF_JMP | condition | BPF_K), value, yes, no);
}

// Two lines for each forbidden call behind the architecture's, which end the program.
constexpr auto filter = [] {
  std::array<sock_filter, 11 + 2 * forbidden.size()> lines{};
  std::size_t at = 0;
  lines[at++] = load(offsetof(seccomp_data, arch));
  lines[at++] = skip_if(BPF_JEQ, architecture, 1, 0);
  lines[at++] = answer(SECCOMP_RET_KILL_PROCESS);
  lines[at++] = load(offsetof(seccomp_data, nr));
  lines[at++] = skip_if(BPF_JGE, foreign_calls, 0, 1);
  lines[at++] = answer(SECCOMP_RET_KILL_PROCESS);
  for (const std::uint32_t call : forbidden) {
    lines[at++] = skip_if(BPF_JEQ, call, 0, 1);
    lines[at++] = answer(SECCOMP_RET_ERRNO | EPERM);
  }
  lines[at++] = skip_if(BPF_JEQ, SYS_prlimit64, 0, 3); // limits of its own only
  lines[at++] = load(offsetof(seccomp_data, args));
  lines[at++] = skip_if(BPF_JEQ, 0, 1, 0);
  lines[at++] = answer(SECCOMP_RET_ERRNO | EPERM);
  lines[at++] = answer(SECCOMP_RET_ALLOW);
  return lines;
}();

} // namespace

bool limit_resources(std::size_t seconds, std::size_t memory) {
  return limit(RLIMIT_CPU, seconds) && limit(RLIMIT_AS, memory) && limit(RLIMIT_NOFILE, open_files) &&
         limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
}

bool forbid_files() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return true; // not in this kernel, or not for this container
  landlock_ruleset_attr wanted{};
  wanted.handled_access_fs = handled(version);
  const auto rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &wanted, sizeof wanted, 0));
  if (rules < 0) return false;
  for (const char* const path : readable)
    if (!allow(rules, path)) return false;
  return ::syscall(SYS_landlock_restrict_self, rules, 0) == 0 && ::close(rules) == 0;
}

bool forbid_network() {
  const sock_fprog program{static_cast<unsigned short>(filter.size()),
                           const_cast<sock_filter*>(filter.data())};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

} // namespace elicense::pdf
