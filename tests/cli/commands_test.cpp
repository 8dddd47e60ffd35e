// SPDX-License-Identifier: Apache-2.0
// What the commands share, with a pipe or a terminal in the place of a standard stream.
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "tests/support/result_matchers.hpp"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

namespace elicense::cli {
namespace {

// A standard stream that is another file until the end of its life.
class Redirected {
 public:
  Redirected(int stream, int file) : stream_(stream), before_(::dup(stream)) {
    ::dup2(file, stream);
    ::close(file);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
  ~Redirected() {
    ::dup2(before_, stream_);
    ::close(before_);
  }

 private:
  int stream_, before_;
};

class Terminal {
 public:
  Terminal() : keyboard_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    if (::grantpt(keyboard_) != 0 || ::unlockpt(keyboard_) != 0) throw std::runtime_error("no terminal");
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() { ::close(keyboard_); }
  int open() const { return ::open(::ptsname(keyboard_), O_RDWR | O_NOCTTY); }
  void type(std::string_view text) const {
    EXPECT_EQ(::write(keyboard_, text.data(), text.size()), std::ssize(text));
  }
  // What is shown up to an ending: the kernel passes it on when it likes, and in pieces.
  std::string shown_until(std::string_view ending) const {
    std::string text;
    char piece[4096];
    while (!text.ends_with(ending)) {
      pollfd arrival{.fd = keyboard_, .events = POLLIN, .revents = 0};
      if (::poll(&arrival, 1, 5000) <= 0) break;
      const ssize_t read = ::read(keyboard_, piece, sizeof piece);
      if (read <= 0) break;
      text.append(piece, static_cast<std::size_t>(read));
    }
    return text;
  }

 private:
  int keyboard_;
};

int pipe_holding(std::string_view text) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  EXPECT_EQ(::write(ends[1], text.data(), text.size()), std::ssize(text));
  ::close(ends[1]);
  return ends[0];
}

std::string text_of(const crypto::SecretBytes& secret) {
  return std::string(as_text(secret.view()));
}

class Languages : public testing::Test {
 protected:
  static constexpr const char* names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  Languages() {
    for (const char* name : names) {
      const char* value = std::getenv(name);
      before_.emplace_back(value ? std::optional<std::string>(value) : std::nullopt);
      ::unsetenv(name);
    }
  }
  ~Languages() override {
    for (std::size_t i = 0; i < before_.size(); ++i)
      before_[i] ? ::setenv(names[i], before_[i]->c_str(), 1) : ::unsetenv(names[i]);
  }

 private:
  std::vector<std::optional<std::string>> before_;
};

TEST_F(Languages, AreTakenFromTheFirstSettingThatIsNotEmpty) {
  EXPECT_EQ(language(), wording::Language::english);
  ::setenv("LANG", "zh_CN.UTF-8", 1);
  EXPECT_EQ(language(), wording::Language::chinese);
  ::setenv("LC_ALL", "", 1);
  EXPECT_EQ(language(), wording::Language::chinese);
  ::setenv("LC_ALL", "C", 1);
  EXPECT_EQ(language(), wording::Language::english);
}

TEST_F(Languages, AnErrorIsToldWithItsNextStep) {
  for (const char* detail : {"a detail", ""}) {
    testing::internal::CaptureStderr();
    EXPECT_EQ(tell(fail(ErrorKind::not_found, "SEAL_NOT_FOUND", detail)), not_answerable);
    const std::string told = testing::internal::GetCapturedStderr();
    const auto& sentence = wording::sentence("SEAL_NOT_FOUND", wording::Language::english);
    const std::string lines = *detail ? "  a detail\n" : "";
    EXPECT_EQ(told, std::string(sentence.text) + " (SEAL_NOT_FOUND)\n" + lines + "  " +
                        std::string(sentence.next_step) + "\n");
  }
}

TEST(Passphrase, IsTheFirstLineOfAPipe) {
  for (const char* typed : {"secret\nmore", "secret"}) {
    const Redirected input(STDIN_FILENO, pipe_holding(typed));
    EXPECT_EQ(text_of(ask_passphrase().value()), "secret");
  }
  const Redirected input(STDIN_FILENO, pipe_holding("\n"));
  EXPECT_THAT(ask_passphrase(), test::fails_with("PASSPHRASE_MISSING"));
}

TEST(Passphrase, HasALimit) {
  const Redirected input(STDIN_FILENO, pipe_holding(std::string(2000, 'x')));
  EXPECT_EQ(ask_passphrase().value().view().size(), 1024U);
}

TEST_F(Languages, APassphraseIsAskedForInThemAndNotShown) {
  const Terminal terminal;
  for (const auto& [setting, question] :
       {std::pair("C", "Key store passphrase: \n"), std::pair("zh_CN", "密钥库口令：\n")}) {
    ::setenv("LC_ALL", setting, 1);
    const Redirected input(STDIN_FILENO, terminal.open());
    termios before{}, after{};
    ::tcgetattr(STDIN_FILENO, &before);
    testing::internal::CaptureStderr();
    std::thread typing([&] {
      termios now{};
      do {
        ::tcgetattr(STDIN_FILENO, &now);
        std::this_thread::yield();
      } while ((now.c_lflag & ECHO) != 0);
      terminal.type("secret\n");
    });
    const auto passphrase = ask_passphrase();
    typing.join();
    EXPECT_EQ(testing::internal::GetCapturedStderr(), question);
    EXPECT_EQ(text_of(passphrase.value()), "secret");
    ::tcgetattr(STDIN_FILENO, &after);
    EXPECT_EQ(after.c_lflag, before.c_lflag);
  }
}

TEST(ProgressBar, IsDrawnOnATerminalOncePerPercentAndClearedAtTheEnd) {
  const Terminal terminal;
  const Redirected output(STDERR_FILENO, terminal.open());
  {
    Progress progress(1000);
    for (int i = 0; i < 15; ++i)
      progress.advance();
  }
  const std::string bar = "[" + std::string(40, '.') + "] ";
  EXPECT_EQ(terminal.shown_until("\033[K"), "\r" + bar + "1/1000" + "\r" + bar + "10/1000" + "\r\033[K");
}

TEST(ProgressBar, IsNotDrawnElsewhere) {
  testing::internal::CaptureStderr();
  {
    Progress progress(2);
    progress.advance();
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

} // namespace
} // namespace elicense::cli
