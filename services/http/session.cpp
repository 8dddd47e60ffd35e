// SPDX-License-Identifier: Apache-2.0
// The life of a connection, top-down.
#include "http/session.hpp"
#include "http/failure.hpp"
#include "http/response_head.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace elicense::http {

namespace asio = boost::asio;
using Stopwatch = std::chrono::steady_clock;

namespace {

// Bytes a read asks for: memory grows with what arrives, not with what was announced.
constexpr std::size_t head_read = 4096, body_read = 16384;
constexpr std::size_t joined_body = 16384; // a body up to this goes out in one write with its head

Error timed_out(std::string phase) {
  return fail(ErrorKind::unavailable, "HTTP_TIMEOUT", std::move(phase));
}

Error busy(std::string limit) {
  return fail(ErrorKind::busy, "HTTP_BUSY", std::move(limit));
}

} // namespace

struct Session::Exchange {
  explicit Exchange(BodyBudget& bodies) : share(bodies) {}

  Request request;
  BodyBudget::Share share;
  bool close = true; // until the whole request was read
  std::vector<std::string> allowed;
  std::string refused_code;
  Stopwatch::time_point start = Stopwatch::now();
};

namespace {

struct Seat { // of a connection that stays: it is sent events, or a body that is made meanwhile
  Seat(std::atomic<std::size_t>& count, bool wanted) : taken(count), takes(wanted) {
    if (takes) number = ++taken;
  }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;
  ~Seat() {
    if (takes) --taken;
  }
  std::atomic<std::size_t>& taken;
  const bool takes;
  std::size_t number = 0;
};

} // namespace

Session::Session(asio::ip::tcp::socket socket, Door& door)
    : door_(door), stream_(std::make_shared<Stream>(std::move(socket), door.tls ? &*door.tls : nullptr)),
      peer_(stream_->peer()) {}

void Session::finish() {
  if (listening_) listening_->cancel();
  if (!in_hand_) stream_->cancel();
}

asio::awaitable<void> Session::run() {
  stream_->expires_after(door_.options.limits.handshake);
  bool goes_on = co_await stream_->handshake();
  if (!goes_on) door_.metrics.refused("HTTP_TLS_HANDSHAKE");
  if (goes_on) peer_certificate_ = stream_->peer_certificate();
  while (goes_on)
    goes_on = co_await exchange();
  co_await stream_->close(door_.options.limits);
}

asio::awaitable<bool> Session::exchange() {
  const Result<std::string> head = co_await read_head();
  if (head && head->empty()) co_return false;
  in_hand_ = true;
  Exchange exchange(door_.bodies);
  exchange.request.peer = peer_;
  exchange.request.id = to_hex(crypto::random_bytes(door_.options.random, 8));
  bool goes_on = false;
  if (head) {
    goes_on = co_await serve(exchange, *head);
  } else {
    goes_on = co_await refuse(exchange, head.error());
  }
  in_hand_ = false;
  co_return goes_on && !door_.closing;
}

// --- Reading.

asio::awaitable<bool> Session::receive() {
  const std::size_t before = buffer_.size();
  buffer_.resize(before + head_read);
  const std::size_t read =
      co_await stream_->read_some({reinterpret_cast<std::uint8_t*>(buffer_.data()) + before, head_read});
  buffer_.resize(before + read);
  co_return read > 0;
}

asio::awaitable<Result<std::string>> Session::read_head() {
  const Limits& limits = door_.options.limits;
  if (buffer_.empty()) {
    buffer_.shrink_to_fit();
    stream_->expires_after(limits.idle);
    if (!co_await stream_->readable()) co_return std::string();
  } else {
    // Pipelined: let the other connections have a turn.
    co_await asio::post(stream_->executor(), asio::use_awaitable);
  }
  stream_->expires_after(limits.header);
  for (std::size_t searched = 0;;) {
    const std::size_t end = buffer_.find("\r\n\r\n", searched < 3 ? 0 : searched - 3);
    if (std::min(end, buffer_.size()) + 4 > limits.header_size && buffer_.size() >= limits.header_size)
      co_return fail(ErrorKind::too_large, "HTTP_HEADER_TOO_LARGE");
    if (end != std::string::npos) {
      std::string head = buffer_.substr(0, end + 4);
      buffer_.erase(0, end + 4);
      co_return head;
    }
    searched = buffer_.size();
    if (co_await receive()) continue;
    if (stream_->expired()) co_return timed_out("head");
    co_return std::string();
  }
}

asio::awaitable<Result<bool>> Session::read_body(Exchange& exchange, std::size_t length) {
  const std::size_t held = std::min(length, buffer_.size());
  Bytes& body = exchange.request.body;
  body.assign(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(held));
  buffer_.erase(0, held);
  if (!exchange.share.grow(held)) co_return busy("bodies");
  stream_->expires_after(door_.options.limits.body);
  while (body.size() < length) {
    const std::size_t before = body.size();
    body.resize(before + std::min(body_read, length - before));
    const std::size_t read = co_await stream_->read_some(std::span(body).subspan(before));
    body.resize(before + read);
    if (read == 0 && stream_->expired()) co_return timed_out("body");
    if (read == 0) co_return false;
    if (!exchange.share.grow(read)) co_return busy("bodies");
  }
  co_return true;
}

// --- Serving.

asio::awaitable<bool> Session::serve(Exchange& exchange, std::string head) {
  if (head.starts_with("HEAD ")) exchange.request.method = "HEAD"; // its refusal, too, has no body
  Result<GatedRequest> gated = pass_gate(head, door_.options.limits, door_.options.hosts);
  if (!gated) co_return co_await refuse(exchange, gated.error());
  gated->request.id = exchange.request.id;
  gated->request.peer = exchange.request.peer;
  gated->request.peer_certificate = peer_certificate_;
  Admission admission = admit(door_.router, *gated);
  exchange.request = std::move(gated->request);
  if (!admission.route) {
    exchange.close = gated->close || gated->content_length > 0;
    exchange.allowed = std::move(admission.allowed);
    co_return co_await refuse(exchange, admission.refusal);
  }
  const Result<bool> body = co_await read_body(exchange, gated->content_length);
  if (!body) co_return co_await refuse(exchange, body.error());
  if (!*body) co_return false;
  exchange.close = gated->close;
  Response response = co_await perform(exchange, *admission.route);
  const Seat listener(door_.listeners, response.events != nullptr);
  if (listener.number > door_.options.limits.listeners) response = refusal(exchange, busy("listeners"));
  const Seat stream(door_.streams, response.pieces != nullptr);
  if (stream.number > door_.options.limits.streams) response = refusal(exchange, busy("streams"));
  if (!exchange.share.grow(response.body.size())) response = refusal(exchange, busy("bodies"));
  co_return co_await answer(exchange, std::move(response));
}

asio::awaitable<Response> Session::perform(Exchange& exchange, const Route& route) {
  std::exception_ptr failure;
  try {
    if (route.quick) co_return route.handler(exchange.request);
    auto place = door_.workers.take_place();
    if (!place) co_return refusal(exchange, busy("workers"));
    co_return co_await door_.workers.run(std::move(*place), route.handler, exchange.request);
  } catch (...) {
    failure = std::current_exception();
  }
  const std::string reason = reason_of(failure);
  door_.log.write(observe::Level::error, "handler_failed",
                  {{"id", exchange.request.id}, {"route", route.name}, {"reason", reason}});
  co_return refusal(exchange, fail(ErrorKind::internal, "HTTP_INTERNAL"));
}

// --- Answering.

Response Session::refusal(Exchange& exchange, const Error& error) const {
  door_.metrics.refused(error.code);
  exchange.refused_code = error.code;
  Response response{500, {}, {}, {}};
  try {
    response = door_.refusal(exchange.request, error);
  } catch (...) {
    const std::string reason = reason_of(std::current_exception());
    door_.log.write(observe::Level::error, "refusal_failed",
                    {{"id", exchange.request.id}, {"reason", reason}});
  }
  std::string allow;
  for (const std::string& method : exchange.allowed)
    allow += (allow.empty() ? "" : ", ") + method;
  if (!allow.empty()) response.headers.emplace_back("allow", allow);
  if (error.kind == ErrorKind::busy) response.headers.emplace_back("retry-after", "1");
  return response;
}

asio::awaitable<bool> Session::refuse(Exchange& exchange, const Error& error) {
  return answer(exchange, refusal(exchange, error));
}

// A response that cannot be sent is replaced by a 500, and that, if need be, by a bare one.
std::string Session::framed(Exchange& exchange, Response& response) const {
  exchange.close = exchange.close || door_.closing || response.events;
  Framing framing{exchange.request.id, exchange.close, stream_->secure()};
  if (door_.options.clock) framing.now = door_.options.clock();
  if (auto head = response_head(response, framing)) return std::move(*head);
  door_.log.write(observe::Level::error, "response_refused",
                  {{"id", exchange.request.id}, {"route", exchange.request.route}});
  response = refusal(exchange, fail(ErrorKind::internal, "HTTP_INTERNAL"));
  if (auto head = response_head(response, framing)) return std::move(*head);
  response = Response{500, {}, {}, {}};
  return response_head(response, framing).value();
}

asio::awaitable<bool> Session::answer(Exchange& exchange, Response response) {
  std::string first = framed(exchange, response);
  ByteView rest = exchange.request.method == "HEAD" ? ByteView() : ByteView(response.body);
  if (rest.size() <= joined_body) {
    first += as_text(rest);
    rest = {};
  }
  stream_->expires_after(door_.options.limits.write);
  bool sent = co_await stream_->write(as_bytes(first));
  if (sent) sent = co_await stream_->write(rest);
  note(exchange, response);
  if (exchange.request.method == "HEAD") co_return sent && !exchange.close;
  if (sent && response.events) co_await send_events(*response.events);
  if (sent && response.pieces) sent = co_await send_pieces(*response.pieces, exchange.request.id);
  co_return sent && !exchange.close;
}

void Session::note(const Exchange& exchange, const Response& response) const {
  const double seconds = std::chrono::duration<double>(Stopwatch::now() - exchange.start).count();
  const std::string_view route =
      exchange.request.route.empty() ? "none" : std::string_view(exchange.request.route);
  const unsigned told = response.told == 0 ? response.status : response.told;
  door_.metrics.request_finished(route, told, seconds);
  door_.log.write(observe::Level::info, "request",
                  {{"id", exchange.request.id},
                   {"method", exchange.request.method},
                   {"route", route},
                   {"status", std::int64_t{response.status}},
                   {"code", exchange.refused_code},
                   {"seconds", seconds}});
}

} // namespace elicense::http
