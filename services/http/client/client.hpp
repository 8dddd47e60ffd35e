// SPDX-License-Identifier: Apache-2.0
// Requests of ours to a few partners: HTTPS/1.1 with verified certificates, no redirect followed, no address
// of our own network reached by a name that somebody else chose. Blocks: for worker threads.
#pragma once
#include "http/message.hpp"
#include <chrono>
#include <memory>

namespace elicense::http {

struct ClientLimits { // each has a test at, below and above it
  std::chrono::milliseconds resolve{5'000}, connect{5'000};
  std::chrono::milliseconds total{15'000}; // from the call to the last byte of the answer
  std::size_t header_size = 16 * KiB;      // of an answer
  std::size_t body_size = 1 * MiB;
  std::size_t calls = 16; // under way at once
};

// Addresses of a name, in text form, none when there are none. HTTP_CLIENT_RESOLVE, HTTP_CLIENT_TIMEOUT
using Resolve = std::function<Result<std::vector<std::string>>(const std::string& host,
                                                               std::chrono::milliseconds patience)>;
Result<std::vector<std::string>> system_resolve(const std::string& host, std::chrono::milliseconds patience);

struct ClientOptions {
  std::string authorities_pem;          // whom to believe; empty: the system's store
  std::vector<std::string> inner_hosts; // lower-case names and addresses that may lie in closed networks
  ClientLimits limits = {};
  Resolve resolve = system_resolve;
};

struct OutgoingRequest {
  std::string method = "GET"; // or POST
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string content_type = {};
  Bytes body = {};
};

class Client {
 public:
  static Result<std::unique_ptr<Client>> create(ClientOptions options); // TLS_CONFIGURATION
  ~Client();

  // The answer, of any status but 1xx and 3xx; its header names are in lower case. From any thread.
  // HTTP_CLIENT_URL, _REQUEST, _BUSY, _RESOLVE, _ADDRESS (the policy), _CONNECT, _TLS, _TIMEOUT, _CLOSED,
  // _MALFORMED, _TOO_LARGE, _REDIRECT, _CANCELLED
  Result<Response> send(const OutgoingRequest& request);

  void cancel(); // ends every call under way and refuses later ones; from any thread

 private:
  struct State;
  struct Entry;
  explicit Client(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace elicense::http
