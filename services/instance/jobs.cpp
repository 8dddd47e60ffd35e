// SPDX-License-Identifier: Apache-2.0
#include "instance/jobs.hpp"
#include <thread>

namespace elicense::instance {
namespace {

// One more than there are cores: one waits for the disk while the others seal.
unsigned lanes() {
  constexpr unsigned most = 32;
  return std::min(most, std::max(1U, std::thread::hardware_concurrency()) + 1);
}

} // namespace

Jobs::Jobs(JobParts parts)
    : kept_(std::move(parts.kept)), imports_({.jobs = *kept_,
                                              .types = parts.types,
                                              .tenant = parts.authority_code,
                                              .clock = system_time,
                                              .random = crypto::system_random}),
      sign_off_(
          {.jobs = *kept_, .blinder = parts.blinder, .clock = system_time, .random = crypto::system_random}),
      decisions_({.jobs = *kept_,
                  .licenses = parts.licenses,
                  .life = parts.life,
                  .tenant = parts.authority_code,
                  .clock = system_time,
                  .random = crypto::system_random}),
      worker_({.run = {.jobs = *kept_,
                       .issuer = parts.issuer,
                       .types = parts.types,
                       .random = crypto::system_random,
                       .lanes = lanes()},
               .life = parts.life,
               .sign_off = sign_off_,
               .blinder = parts.blinder,
               .clock = system_time}),
      watchers_(*kept_, worker_) {}

} // namespace elicense::instance
