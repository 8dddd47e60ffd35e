// SPDX-License-Identifier: Apache-2.0
// A client that sends any bytes and reads what comes back. Everything gives up after 20 seconds.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace elicense::test {

struct HttpAnswer {
  unsigned status = 0;                        // 0: the connection ended before a whole answer
  std::map<std::string, std::string> headers; // lower-case names
  std::string body;
};

class HttpClient {
 public:
  explicit HttpClient(unsigned short port, const char* address = "127.0.0.1");
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  virtual ~HttpClient();

  bool send(std::string_view bytes); // false: the peer takes no more
  HttpAnswer read_answer(bool to_head = false);
  std::string read_some();   // what is here, else what comes next; empty at the end
  std::string read_to_end(); // until the peer closes; throws when it does not
  bool is_closed();          // waits for the peer to close; false when it sends instead
  HttpAnswer ask(std::string_view request) { return send(request) ? read_answer() : HttpAnswer(); }

 protected:
  int socket() const { return socket_; }
  // As recv and send: 0 or less at the end.
  virtual long receive(char* into, std::size_t size);
  virtual long transmit(const char* from, std::size_t size);

 private:
  bool fill();
  int socket_;
  std::string buffer_;
  bool timed_out_ = false;
};

std::string get_request(std::string_view target, std::string_view fields = {});
std::string post_request(std::string_view target, std::string_view body, std::string_view fields = {});

} // namespace elicense::test
