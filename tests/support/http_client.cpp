// SPDX-License-Identifier: Apache-2.0
// Plain blocking sockets.
#include "tests/support/http_client.hpp"
#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace elicense::test {

namespace {

constexpr long patience = 20; // seconds

int connected(unsigned short port, const char* address) {
  const bool v6 = std::string_view(address).find(':') != std::string_view::npos;
  const int made = ::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in6 to6{};
  to6.sin6_family = AF_INET6;
  to6.sin6_port = htons(port);
  sockaddr_in to4{};
  to4.sin_family = AF_INET;
  to4.sin_port = htons(port);
  inet_pton(v6 ? AF_INET6 : AF_INET, address, v6 ? static_cast<void*>(&to6.sin6_addr) : &to4.sin_addr);
  const int at_once = 1; // Nagle's delay would only slow the tests down
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  const timeval limit{patience, 0};
  setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  const int result = v6 ? ::connect(made, reinterpret_cast<sockaddr*>(&to6), sizeof to6)
                        : ::connect(made, reinterpret_cast<sockaddr*>(&to4), sizeof to4);
  if (result != 0) throw std::system_error(errno, std::generic_category(), "connect");
  return made;
}

void read_fields(std::string_view text, HttpAnswer& answer) {
  for (std::size_t end; (end = text.find("\r\n")) != std::string_view::npos; text.remove_prefix(end + 2)) {
    const std::string_view line = text.substr(0, end);
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    std::string name(line.substr(0, colon));
    for (char& c : name)
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    answer.headers[name] = line.substr(colon + 2);
  }
}

} // namespace

HttpClient::HttpClient(unsigned short port, const char* address) : socket_(connected(port, address)) {}

HttpClient::~HttpClient() {
  ::close(socket_);
}

long HttpClient::receive(char* into, std::size_t size) {
  return ::recv(socket_, into, size, 0);
}

long HttpClient::transmit(const char* from, std::size_t size) {
  return ::send(socket_, from, size, MSG_NOSIGNAL);
}

bool HttpClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const long sent = transmit(bytes.data(), bytes.size());
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool HttpClient::fill() {
  char part[16384];
  errno = 0;
  const long received = receive(part, sizeof part);
  timed_out_ = received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  if (received > 0) buffer_.append(part, static_cast<std::size_t>(received));
  return received > 0;
}

HttpAnswer HttpClient::read_answer(bool to_head) {
  std::size_t end;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return {};
  HttpAnswer answer;
  read_fields(std::string_view(buffer_).substr(0, end + 2), answer);
  const std::size_t length =
      answer.headers.contains("content-length") ? std::stoul(answer.headers["content-length"]) : 0;
  const std::size_t size = end + 4 + (to_head ? 0 : length);
  while (buffer_.size() < size)
    if (!fill()) return {};
  answer.status = static_cast<unsigned>(std::stoul(buffer_.substr(9, 3)));
  answer.body = buffer_.substr(end + 4, size - end - 4);
  buffer_.erase(0, size);
  return answer;
}

std::string HttpClient::read_some() {
  if (buffer_.empty()) fill();
  return std::exchange(buffer_, {});
}

std::string HttpClient::read_to_end() {
  while (fill()) {
  }
  if (timed_out_) throw std::runtime_error("the peer neither sent nor closed");
  return std::move(buffer_);
}

bool HttpClient::is_closed() {
  return !fill() && !timed_out_;
}

std::string get_request(std::string_view target, std::string_view fields) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n";
}

std::string post_request(std::string_view target, std::string_view body, std::string_view fields) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

} // namespace elicense::test
