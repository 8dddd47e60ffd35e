// SPDX-License-Identifier: Apache-2.0
// A TLS server that does what a script says, however hostile: one connection after the other, on its own
// thread.
#pragma once
#include "http/server.hpp"
#include <atomic>
#include <functional>
#include <thread>

struct ssl_st;
struct ssl_ctx_st;

namespace elicense::test {

class PeerConnection {
 public:
  explicit PeerConnection(ssl_st* ssl) : ssl_(ssl) {}
  std::string read_request();        // its head and its body
  bool write(std::string_view text); // false: the client has left

 private:
  ssl_st* ssl_;
};

class ScriptedPeer {
 public:
  using Script = std::function<void(PeerConnection&)>;
  explicit ScriptedPeer(Script script, http::Tls identity, int most_version = 0x0304);
  ScriptedPeer(const ScriptedPeer&) = delete;
  ScriptedPeer& operator=(const ScriptedPeer&) = delete;
  ~ScriptedPeer();

  unsigned short port() const { return port_; }
  std::string url(std::string_view target = "/") const;
  int connections() const { return connections_; }

 private:
  void serve();
  Script script_;
  std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
  int listener_;
  unsigned short port_;
  std::atomic<int> connections_ = 0;
  std::thread thread_;
};

// A fresh key and its self-signed certificate for these names.
http::Tls tls_identity_for(const std::vector<std::string>& names);

} // namespace elicense::test
