// SPDX-License-Identifier: Apache-2.0
// Puts acceptor, sessions and workers together; starts them, and stops them without losing a request.
#include "http/server.hpp"
#include "http/acceptor.hpp"
#include "http/failure.hpp"
#include "http/session.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <mutex>
#include <set>
#include <thread>

namespace elicense::http {

namespace asio = boost::asio;

namespace {

void require(bool holds, const char* rule) {
  if (!holds) throw std::invalid_argument(rule);
}

class AsioServer : public Server {
 public:
  AsioServer(ServerOptions options, Router router, Refusal refusal, observe::Log& log,
             observe::Metrics& metrics, std::optional<TlsContext> tls)
      : io_(static_cast<int>(options.io_threads)), acceptor_(io_), drain_(acceptor_.executor()),
        encrypts_(tls.has_value()),
        door_(std::move(options), std::move(router), std::move(refusal), log, metrics, std::move(tls)) {}

  Result<void> listen() {
    return acceptor_.listen(door_.options.address, door_.options.port, door_.options.beyond_loopback);
  }
  unsigned short port() const override { return acceptor_.port(); }
  void run() override;
  void stop() override {
    asio::post(acceptor_.executor(), [this] { begin_drain(); });
  }
  Result<void> renew_tls(const Tls& tls) override;

 private:
  using Sessions = std::set<std::shared_ptr<Session>>;

  void take(asio::ip::tcp::socket socket);
  bool enter(const std::shared_ptr<Session>& session); // false: closing, or as many are here as may be
  void log_failure(const std::exception_ptr& failure);
  void leave(const std::shared_ptr<Session>& session, const std::exception_ptr& failure);
  void begin_drain();
  void for_each_session(void (Session::*action)());

  asio::io_context io_;
  Acceptor acceptor_;
  asio::steady_timer drain_;
  const bool encrypts_;
  Door door_;
  std::mutex mutex_; // of sessions_: they come on the acceptor's strand and leave on their own
  Sessions sessions_;
  std::exception_ptr accept_failure_;
};

void AsioServer::run() {
  asio::co_spawn(acceptor_.executor(),
                 acceptor_.run(door_.options.limits, door_.log,
                               [this](asio::ip::tcp::socket socket) { take(std::move(socket)); }),
                 [this](const std::exception_ptr& failure) {
                   accept_failure_ = failure;
                   if (failure) begin_drain();
                 });
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < door_.options.io_threads; ++i)
    others.emplace_back([this] { io_.run(); });
  io_.run();
  others.clear();
  door_.workers.join();
  if (accept_failure_) std::rethrow_exception(accept_failure_); // who takes nobody in must not look alive
}

// Sessions begin on the acceptor's strand, and take the context there.
Result<void> AsioServer::renew_tls(const Tls& tls) {
  if (!encrypts_) return fail(ErrorKind::unsupported, "TLS_PLAIN");
  Result<TlsContext> made = TlsContext::create(tls);
  if (!made) return made.error();
  asio::post(acceptor_.executor(), [this, context = *std::move(made)] { door_.tls = context; });
  return {};
}

void AsioServer::take(asio::ip::tcp::socket socket) try {
  const auto session = std::make_shared<Session>(std::move(socket), door_);
  if (!enter(session)) return;
  asio::co_spawn(session->executor(), session->run(),
                 [this, session](const std::exception_ptr& failure) { leave(session, failure); });
} catch (...) { // no memory for one more is no reason to turn the others out
  log_failure(std::current_exception());
}

bool AsioServer::enter(const std::shared_ptr<Session>& session) {
  const std::lock_guard lock(mutex_);
  if (door_.closing) return false;
  const bool has_room = sessions_.size() < door_.options.limits.connections;
  if (has_room) sessions_.insert(session);
  if (!has_room) door_.metrics.refused("HTTP_CONNECTIONS");
  door_.metrics.connections(static_cast<int>(sessions_.size()));
  return has_room;
}

void AsioServer::log_failure(const std::exception_ptr& failure) {
  const std::string reason = reason_of(failure);
  door_.log.write(observe::Level::error, "session_failed", {{"reason", reason}});
}

void AsioServer::leave(const std::shared_ptr<Session>& session, const std::exception_ptr& failure) {
  if (failure) log_failure(failure);
  const std::lock_guard lock(mutex_);
  sessions_.erase(session);
  door_.metrics.connections(static_cast<int>(sessions_.size()));
  if (door_.closing && sessions_.empty()) asio::post(acceptor_.executor(), [this] { drain_.cancel(); });
}

void AsioServer::begin_drain() {
  acceptor_.stop();
  door_.closing = true;
  for_each_session(&Session::finish);
  drain_.expires_after(door_.options.limits.drain);
  drain_.async_wait([this](const boost::system::error_code& error) {
    if (!error) for_each_session(&Session::abort);
  });
  const std::lock_guard lock(mutex_);
  if (sessions_.empty()) drain_.cancel();
}

void AsioServer::for_each_session(void (Session::*action)()) {
  const std::lock_guard lock(mutex_);
  for (const auto& session : sessions_)
    asio::post(session->executor(), [session, action] { (*session.*action)(); });
}

} // namespace

Result<std::unique_ptr<Server>> Server::create(ServerOptions options, Router router, Refusal refusal,
                                               observe::Log& log, observe::Metrics& metrics) {
  require(options.io_threads > 0 && options.workers > 0, "a server needs a thread for I/O and a worker");
  require(refusal && options.random, "a server needs its refusal and a source of randomness");
  std::optional<TlsContext> tls;
  if (options.tls) {
    Result<TlsContext> made = TlsContext::create(*options.tls);
    if (!made) return made.error();
    tls = std::move(*made);
    options.tls.reset(); // the key lives on in the TLS context only
  }
  auto server = std::make_unique<AsioServer>(std::move(options), std::move(router), std::move(refusal), log,
                                             metrics, std::move(tls));
  if (auto listening = server->listen(); !listening) return listening.error();
  return std::unique_ptr<Server>(std::move(server));
}

} // namespace elicense::http
