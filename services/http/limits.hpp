// SPDX-License-Identifier: Apache-2.0
// Every limit of the front door. Each has a test at, below and above it.
#pragma once
#include "crypto/bytes.hpp"
#include <chrono>

namespace elicense::http {

struct Limits {
  std::size_t header_size = 16 * KiB; // request line and fields, with the empty line
  std::size_t header_fields = 64;
  std::size_t target_size = 4 * KiB;
  std::size_t connections = 12'000;     // one more is closed at once
  std::size_t queue = 256;              // requests waiting for a worker, then 503 with Retry-After
  std::size_t bodies = 512U << 20;      // bytes of all bodies held at once, read and to be written, then 503
  std::size_t listeners = 2'000;        // connections that are sent events, then 503
  std::size_t streams = 64;             // bodies that are made while they are sent, then 503
  std::size_t linger_bytes = 256 * KiB; // read and dropped after a refusal, so that its answer arrives

  // Each covers its whole phase, not the single packet (R-DOS-1).
  std::chrono::milliseconds handshake{10'000}, header{10'000}, body{30'000}, write{30'000}, idle{60'000};
  std::chrono::milliseconds heartbeat{15'000}; // after so long without an event a listener is sent a comment
  std::chrono::milliseconds linger{1'000};
  std::chrono::milliseconds drain{10'000};     // after stop(), for requests already read
  std::chrono::milliseconds accept_pause{100}; // after running out of file descriptors
};

} // namespace elicense::http
