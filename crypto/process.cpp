// SPDX-License-Identifier: Apache-2.0
// Hardening the process that holds keys, and the known answers it has to give before it may use them.
#include "crypto/process.hpp"
#include "crypto/hmac.hpp"
#include "crypto/openssl/handles.hpp"
#include "crypto/openssl/sm4_ctr.hpp"
#include "crypto/sm2.hpp"
#include <array>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <openssl/crypto.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#if defined(__SANITIZE_ADDRESS__)
#define ELICENSE_LEAK_CHECK 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ELICENSE_LEAK_CHECK 1
#endif
#endif

namespace elicense::crypto {
namespace {

constexpr std::size_t locked_heap_size =
    std::size_t{1024} * 1024; // within the memory lock limit of an ordinary service
constexpr std::size_t locked_heap_smallest_block = 16;

// OpenSSL frees its copies of a private scalar without wiping them, secure heap or not. So whatever it frees
// is wiped.
void* allocate(std::size_t size, const char*, int) {
  return std::malloc(size);
}

void release(void* memory, const char*, int) {
  if (memory == nullptr) return;
  explicit_bzero(memory, malloc_usable_size(memory));
  std::free(memory);
}

void* resize(void* memory, std::size_t size, const char* file, int line) {
  if (size == 0) {
    release(memory, file, line);
    return nullptr;
  }
  void* larger = std::malloc(size);
  if (larger == nullptr || memory == nullptr) return larger;
  std::memcpy(larger, memory, std::min(size, malloc_usable_size(memory)));
  release(memory, file, line);
  return larger;
}

void forbid_core_dumps() {
  const rlimit none{0, 0};
  require(setrlimit(RLIMIT_CORE, &none) == 0, "setrlimit(RLIMIT_CORE)");
#ifndef ELICENSE_LEAK_CHECK // the leak check reads the process as a debugger would
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

Bytes hex(std::string_view digits) {
  return from_hex(digits).value();
}

// --- known answers ---

// GB/T 32905 Annex A.1
bool sm3_answers() {
  return equal(sm3(as_bytes("abc")), hex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"));
}

// Of nothing under an empty key, by `openssl dgst -sm3 -mac HMAC`
bool hmac_answers() {
  return equal(hmac_sm3({}, {}), hex("0d23f72ba15e9c189a879aefc70996b06091de6e64d31b7a84004356dd915261"));
}

// GB/T 32907 Annex A.1: counting mode over zeros gives the encrypted counter block.
bool sm4_answers() {
  const Bytes block = hex("0123456789abcdeffedcba9876543210");
  Bytes encrypted(sm4_block_size);
  sm4_ctr(block, block, Bytes(sm4_block_size), encrypted);
  return equal(encrypted, hex("681edf34d206965e86b3e94f536e4246"));
}

// GB/T 32918.5 Annex A.2
bool sm2_answers() {
  const Bytes point = hex("0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                          "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
  const Bytes signature = hex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                              "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
  const Sm2PublicKey key = Sm2PublicKey::from_point(point).value();
  return key.check_raw(as_bytes("message digest"), signature).value() == SignatureCheck::valid &&
         key.check_raw(as_bytes("message digesT"), signature).value() == SignatureCheck::invalid;
}

// A key that OpenSSL types "EC" signs with ECDSA, and then every id verifies.
bool sm2_signs_with_its_id() {
  const Sm2PrivateKey key = Sm2PrivateKey::generate();
  const Sm2PublicKey right = key.public_key();
  const Sm2PublicKey wrong = Sm2PublicKey::from_point(right.point(), "ALICE123@YAHOO.COM").value();
  const Bytes message = to_bytes("round trip");
  const Bytes signature = key.sign(message).value();
  return EVP_PKEY_is_a(key.handle(), "SM2") == 1 && EVP_PKEY_is_a(right.handle(), "SM2") == 1 &&
         right.check(message, signature).value() == SignatureCheck::valid &&
         wrong.check(message, signature).value() == SignatureCheck::invalid;
}

struct KnownAnswer {
  std::string_view name;
  bool (*passes)();
};

constexpr std::array known_answers = {
    KnownAnswer{"SM3", sm3_answers},
    KnownAnswer{"HMAC-SM3", hmac_answers},
    KnownAnswer{"SM4", sm4_answers},
    KnownAnswer{"SM2 verification", sm2_answers},
    KnownAnswer{"SM2 signer id", sm2_signs_with_its_id},
};

} // namespace

void prepare_process() {
  require(CRYPTO_set_mem_functions(allocate, resize, release) == 1,
          "CRYPTO_set_mem_functions before any other use");
  // 2 means that the memory could not be locked: still better than the ordinary heap.
  require(CRYPTO_secure_malloc_init(locked_heap_size, locked_heap_smallest_block) != 0,
          "CRYPTO_secure_malloc_init");
  forbid_core_dumps();
}

Result<void> self_test() {
  for (const KnownAnswer& answer : known_answers) {
    if (!answer.passes()) return fail(ErrorKind::internal, "CRYPTO_SELF_TEST", std::string(answer.name));
  }
  return {};
}

} // namespace elicense::crypto
