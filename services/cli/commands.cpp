// SPDX-License-Identifier: Apache-2.0
// What the commands share: language, error sentences, the passphrase.
#include "cli/commands.hpp"

#include <cstdlib>
#include <fmt/format.h>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace elicense::cli {
namespace {

class NoEcho { // while a passphrase is typed
 public:
  NoEcho() {
    active_ = ::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &before_) == 0;
    if (!active_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~NoEcho() {
    if (active_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  bool active_ = false;
};

} // namespace

wording::Language language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value)
      return std::string_view(value).starts_with("zh") ? wording::Language::chinese
                                                       : wording::Language::english;
  return wording::Language::english;
}

int tell(const Error& error) {
  const auto& sentence = wording::sentence(error.code, language());
  std::cerr << fmt::format("{} ({})\n", sentence.text, error.code);
  if (!error.detail.empty()) std::cerr << "  " << error.detail << "\n";
  std::cerr << "  " << sentence.next_step << "\n";
  return not_answerable;
}

Result<crypto::SecretBytes> ask_passphrase() {
  constexpr std::size_t longest = 1024;
  const bool terminal = ::isatty(STDIN_FILENO) == 1;
  if (terminal)
    std::cerr << (language() == wording::Language::chinese ? "密钥库口令：" : "Key store passphrase: ");
  const NoEcho no_echo;
  crypto::SecretBytes typed(longest);
  std::size_t size = 0;
  char c = 0;
  while (size < longest && ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
    typed.span()[size++] = static_cast<std::uint8_t>(c);
  if (terminal) std::cerr << "\n";
  if (size == 0) return fail(ErrorKind::unavailable, "PASSPHRASE_MISSING");
  return crypto::SecretBytes(typed.view().first(size));
}

} // namespace elicense::cli
