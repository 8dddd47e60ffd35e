// SPDX-License-Identifier: Apache-2.0
// One socket pair carries its input and its output: a write to a program that has ended is an error then, not
// a signal.
#include "pdf/confined.hpp"
#include "pdf/confinement.hpp"
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace elicense::pdf {
namespace {

constexpr int not_started = 127;
constexpr std::size_t piece = 64U << 10; // bytes moved at once
constexpr std::chrono::milliseconds pause{2};

using Deadline = std::chrono::steady_clock::time_point;

Error missing(const std::string& program) {
  return fail(ErrorKind::unavailable, "PROGRAM_MISSING", program);
}
Error beyond(const char* what) {
  return fail(ErrorKind::too_large, "PROGRAM_LIMIT", what);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

// Everything that needs memory is made before the fork.
struct Start {
  std::vector<char*> arguments;
  std::array<char*, 2> environment;
  int channel = -1;
  const Confinement& confinement;
};

[[noreturn]] void become(const Start& start) {
  const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  const bool ready =
      ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::dup2(start.channel, STDIN_FILENO) >= 0 &&
      ::dup2(start.channel, STDOUT_FILENO) >= 0 &&
      ::dup2(start.confinement.with_complaints ? start.channel : nothing, STDERR_FILENO) >= 0 &&
      ::close_range(STDERR_FILENO + 1, ~0U, 0) == 0 &&
      limit_resources(static_cast<std::size_t>(start.confinement.time.count()), start.confinement.memory) &&
      ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && forbid_files() && forbid_network();
  if (ready) ::execve(start.arguments[0], start.arguments.data(), start.environment.data());
  ::_exit(not_started);
}

class Child {
 public:
  explicit Child(const Start& start) : pid_(::fork()) {
    if (pid_ == 0) become(start);
  }
  ~Child() {
    if (pid_ <= 0) return;
    ::syscall(SYS_tgkill, pid_, pid_, SIGKILL); // it has one thread; kill() is not in the list of the unit
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR)
      continue;
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  bool begun() const { return pid_ > 0; }
  // Its exit status; -1: a signal. Nothing: it goes on.
  std::optional<int> wait_until(Deadline end) {
    for (int status = 0;; std::this_thread::sleep_for(pause)) {
      const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
      if (ended == 0 && std::chrono::steady_clock::now() < end) continue;
      if (ended == 0) return std::nullopt;
      pid_ = -1;
      return ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
  }

 private:
  pid_t pid_;
};

class Conversation {
 public:
  Conversation(int channel, ByteView input, std::size_t most, Deadline end)
      : channel_(channel), input_(input), most_(most), end_(end) {}

  Result<Bytes> hold() {
    while (!ended_) {
      if (!wait()) return beyond("time");
      if (!send()) input_ = {}; // it wants no more
      if (!receive()) return beyond("output");
    }
    return std::move(output_);
  }

 private:
  bool wait() const {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end_ - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd ready{.fd = channel_, .events = POLLIN, .revents = 0};
    if (!told_end_) ready.events |= POLLOUT;
    return ::poll(&ready, 1, static_cast<int>(left.count())) != 0; // an interruption is another round
  }
  bool send() {
    if (told_end_) return true;
    if (input_.empty()) {
      told_end_ = true;
      return ::shutdown(channel_, SHUT_WR) == 0;
    }
    const auto sent =
        ::send(channel_, input_.data(), std::min(input_.size(), piece), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return errno == EAGAIN || errno == EINTR;
    input_ = input_.subspan(static_cast<std::size_t>(sent));
    return true;
  }
  bool receive() {
    std::array<std::uint8_t, 16U << 10> some{};
    const auto got = ::recv(channel_, some.data(), some.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    ended_ = got <= 0; // an end with unread input is a reset
    if (got > 0) output_.insert(output_.end(), some.begin(), some.begin() + got);
    return output_.size() <= most_;
  }

  const int channel_;
  ByteView input_;
  const std::size_t most_;
  const Deadline end_;
  Bytes output_;
  bool told_end_ = false, ended_ = false;
};

} // namespace

Result<Finished> run_confined(const std::vector<std::string>& command, ByteView input,
                              const Confinement& confinement) {
  std::vector<std::string> words = command;
  std::string language = "LC_ALL=C.UTF-8";
  Start start{.arguments = {}, .environment = {language.data(), nullptr}, .confinement = confinement};
  for (std::string& word : words)
    start.arguments.push_back(word.data());
  start.arguments.push_back(nullptr);

  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return missing(command[0]);
  const Descriptor ours(ends[0]);
  Descriptor theirs(ends[1]);
  start.channel = theirs.number();
  Child child(start);
  theirs.close();
  if (!child.begun()) return missing(command[0]);
  const Deadline end = std::chrono::steady_clock::now() + confinement.time;
  auto output = Conversation(ours.number(), input, confinement.output, end).hold();
  if (!output) return output.error();
  const auto status = child.wait_until(end);
  if (!status) return beyond("time");
  if (*status == not_started) return missing(command[0]);
  return Finished{.status = *status, .output = *std::move(output)};
}

} // namespace elicense::pdf
