// SPDX-License-Identifier: Apache-2.0
// What is decided before a byte leaves: the request is sendable, the host resolves, its addresses are
// allowed.
#include "http/client/client.hpp"
#include "http/ascii.hpp"
#include "http/client/address_policy.hpp"
#include "http/client/call.hpp"
#include <algorithm>
#include <mutex>
#include <set>

namespace elicense::http {

namespace {

using boost::asio::ip::address;
using Addresses = std::vector<address>;

Error unsendable(std::string detail) {
  return fail(ErrorKind::internal, "HTTP_CLIENT_REQUEST", std::move(detail));
}

bool is_sendable_name(std::string_view name) {
  static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  static constexpr std::string_view ours[] = {"host", "connection", "content-length", "content-type",
                                              "user-agent"};
  return !name.empty() && name.find_first_not_of(letters) == std::string_view::npos &&
         std::ranges::find(ours, name) == std::end(ours);
}

bool is_sendable_value(std::string_view value) {
  return std::ranges::all_of(value, [](char c) { return c >= 0x20 && c <= 0x7e; });
}

Result<std::string> request_text(const OutgoingRequest& request, const OutgoingUrl& url) {
  if (request.method != "GET" && request.method != "POST") return unsendable("method");
  std::string text = request.method + " " + url.target + " HTTP/1.1\r\nhost: " + url.authority +
                     "\r\nuser-agent: elicense\r\nconnection: close\r\n";
  for (const auto& [name, value] : request.headers) {
    if (!is_sendable_name(name) || !is_sendable_value(value)) return unsendable("field " + name);
    text.append(name).append(": ").append(value).append("\r\n");
  }
  if (!is_sendable_value(request.content_type)) return unsendable("content type");
  if (request.method == "POST")
    text += "content-type: " + request.content_type +
            "\r\ncontent-length: " + std::to_string(request.body.size()) + "\r\n";
  return (text += "\r\n").append(as_text(request.body));
}

} // namespace

struct Client::State {
  State(ClientOptions given, TlsContext context) : options(std::move(given)), tls(std::move(context)) {}

  Result<Addresses> addresses_of(const std::string& host) const;
  Result<Addresses> checked(const std::vector<std::string>& found, const std::string& host) const;
  const ClientOptions options;
  const TlsContext tls;
  std::mutex mutex; // of the two below
  std::set<Call*> calls;
  bool cancelled = false;
};

// A call that cancel() finds, as long as this lives.
struct Client::Entry {
  Entry(State& owner, Call& call) : state(owner), entered(call) {}
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;
  ~Entry() {
    const std::lock_guard lock(state.mutex);
    state.calls.erase(&entered);
  }
  Result<void> enter() {
    const std::lock_guard lock(state.mutex);
    if (state.cancelled) return fail(ErrorKind::busy, "HTTP_CLIENT_CANCELLED", "before it began");
    if (state.calls.size() >= state.options.limits.calls)
      return fail(ErrorKind::busy, "HTTP_CLIENT_BUSY", "calls");
    state.calls.insert(&entered);
    return {};
  }
  State& state;
  Call& entered;
};

Result<Addresses> Client::State::addresses_of(const std::string& host) const {
  boost::system::error_code not_an_address;
  boost::asio::ip::make_address(host, not_an_address);
  if (!not_an_address) return checked({host}, host);
  const auto found = options.resolve(host, std::min(options.limits.resolve, options.limits.total));
  if (!found) return found.error();
  return checked(*found, host);
}

// One closed address among open ones is no accident: the name is refused, not the address passed over.
Result<Addresses> Client::State::checked(const std::vector<std::string>& found,
                                         const std::string& host) const {
  const bool may_be_inner = std::ranges::find(options.inner_hosts, host) != options.inner_hosts.end();
  Addresses addresses;
  for (const std::string& text : found) {
    boost::system::error_code error;
    addresses.push_back(boost::asio::ip::make_address(text, error));
    if (error || (!may_be_inner && !is_public(addresses.back())))
      return fail(ErrorKind::forbidden, "HTTP_CLIENT_ADDRESS", host);
  }
  if (addresses.empty()) return fail(ErrorKind::unavailable, "HTTP_CLIENT_RESOLVE", "no address");
  return addresses;
}

Client::Client(std::unique_ptr<State> state) : state_(std::move(state)) {}
Client::~Client() = default;

Result<std::unique_ptr<Client>> Client::create(ClientOptions options) {
  auto tls = TlsContext::for_client(options.authorities_pem);
  if (!tls) return tls.error();
  return std::unique_ptr<Client>(new Client(std::make_unique<State>(std::move(options), *std::move(tls))));
}

Result<Response> Client::send(const OutgoingRequest& request) {
  const auto deadline = std::chrono::steady_clock::now() + state_->options.limits.total;
  const auto url = read_outgoing_url(request.url);
  if (!url) return url.error();
  const auto text = request_text(request, *url);
  if (!text) return text.error();
  Call call(state_->tls, state_->options.limits, deadline);
  Entry entry(*state_, call);
  if (auto entered = entry.enter(); !entered) return entered.error();
  const auto addresses = state_->addresses_of(url->host);
  if (!addresses) return addresses.error();
  return call.run(*url, *addresses, *text);
}

void Client::cancel() {
  const std::lock_guard lock(state_->mutex);
  state_->cancelled = true;
  for (Call* call : state_->calls)
    call->cancel();
}

} // namespace elicense::http
