// SPDX-License-Identifier: Apache-2.0
// Functions of libc, libcrypto and SQLite with our own in front of them: the executable's symbols come first.
#include "bench/counters.hpp"
#include <atomic>
#include <ctime>
#include <dlfcn.h>
#include <fstream>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <unistd.h>

namespace elicense::bench {
namespace {

std::atomic<std::uint64_t> allocations, allocated_bytes, sm2_checks, sm2_signs, sm3_bytes, syncs,
    written_bytes, sqlite_nanoseconds;

void note_allocation(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  allocated_bytes.fetch_add(size, std::memory_order_relaxed);
}

std::uint64_t thread_nanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(time.tv_nsec);
}

template <class Function> Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

} // namespace

Counts Counts::operator-(const Counts& before) const {
  return {allocations - before.allocations,     allocated_bytes - before.allocated_bytes,
          sm2_checks - before.sm2_checks,       sm2_signs - before.sm2_signs,
          sm3_bytes - before.sm3_bytes,         syncs - before.syncs,
          written_bytes - before.written_bytes, sqlite_nanoseconds - before.sqlite_nanoseconds};
}

Counts counts() {
  return {allocations, allocated_bytes, sm2_checks,    sm2_signs,
          sm3_bytes,   syncs,           written_bytes, sqlite_nanoseconds};
}

double resident_megabytes() {
  std::ifstream status("/proc/self/statm");
  double size = 0, resident = 0;
  status >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

} // namespace elicense::bench

using namespace elicense::bench;

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): glibc's names
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)

void* malloc(std::size_t size) {
  note_allocation(size);
  return __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
  note_allocation(count * size);
  return __libc_calloc(count, size);
}

void* realloc(void* block, std::size_t size) {
  note_allocation(size);
  return __libc_realloc(block, size);
}

int EVP_DigestVerify(EVP_MD_CTX* context, const unsigned char* signature, std::size_t signature_size,
                     const unsigned char* message, std::size_t size) {
  static const auto real = next<decltype(&EVP_DigestVerify)>("EVP_DigestVerify");
  ++sm2_checks;
  sm3_bytes += size;
  return real(context, signature, signature_size, message, size);
}

int EVP_DigestSign(EVP_MD_CTX* context, unsigned char* signature, std::size_t* signature_size,
                   const unsigned char* message, std::size_t size) {
  static const auto real = next<decltype(&EVP_DigestSign)>("EVP_DigestSign");
  ++sm2_signs;
  sm3_bytes += size;
  return real(context, signature, signature_size, message, size);
}

int EVP_DigestUpdate(EVP_MD_CTX* context, const void* part, std::size_t size) {
  static const auto real = next<decltype(&EVP_DigestUpdate)>("EVP_DigestUpdate");
  sm3_bytes += size;
  return real(context, part, size);
}

int sqlite3_step(sqlite3_stmt* statement) {
  static const auto real = next<decltype(&sqlite3_step)>("sqlite3_step");
  const std::uint64_t start = thread_nanoseconds();
  const int result = real(statement);
  sqlite_nanoseconds += thread_nanoseconds() - start;
  return result;
}

int fsync(int file) {
  static const auto real = next<decltype(&fsync)>("fsync");
  ++syncs;
  return real(file);
}

int fdatasync(int file) {
  static const auto real = next<decltype(&fdatasync)>("fdatasync");
  ++syncs;
  return real(file);
}

ssize_t pwrite64(int file, const void* content, std::size_t size, off64_t offset) {
  static const auto real = next<decltype(&pwrite64)>("pwrite64");
  written_bytes += size;
  return real(file, content, size, offset);
}

} // extern "C"
