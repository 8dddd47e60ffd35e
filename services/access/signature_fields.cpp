// SPDX-License-Identifier: Apache-2.0
// A small part of Structured Fields (RFC 8941): exactly what is used.
#include "access/signature_fields.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace elicense::access {
namespace {

Error malformed_signature(std::string what) {
  return fail(ErrorKind::malformed, "SIGNATURE_MALFORMED", std::move(what));
}

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_name_character(char c) {
  return is_small_letter(c) || is_digit(c) || c == '-' || c == '_';
}

bool is_base64url(char c) {
  return is_small_letter(c) || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  bool take(std::string_view literal) {
    if (!rest_.starts_with(literal)) return false;
    rest_.remove_prefix(literal.size());
    return true;
  }
  template <class Fits> std::string take_while(const Fits& fits) {
    const auto end = std::ranges::find_if_not(rest_, fits);
    std::string taken(rest_.begin(), end);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  // A string without escapes: no name, key id or nonce has use for them.
  std::optional<std::string> quoted() {
    if (!take("\"")) return std::nullopt;
    std::string text = take_while([](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
    if (!take("\"")) return std::nullopt;
    return text;
  }

 private:
  std::string_view rest_;
};

bool is_component(std::string_view name) {
  if (name.starts_with("@")) name.remove_prefix(1);
  return !name.empty() && std::ranges::all_of(name, is_name_character);
}

Result<std::vector<std::string>> read_components(Reader& reader) {
  std::vector<std::string> components;
  if (!reader.take("(")) return malformed_signature("the list of components");
  while (!reader.take(")")) {
    if (!components.empty() && !reader.take(" ")) return malformed_signature("the list of components");
    auto name = reader.quoted();
    if (!name || !is_component(*name)) return malformed_signature("a component");
    if (std::ranges::count(components, *name) > 0) return malformed_signature("a component twice");
    if (components.size() == max_components) return malformed_signature("too many components");
    components.push_back(*std::move(name));
  }
  return components;
}

Result<void> read_created(Reader& reader, SignatureInput& input) {
  constexpr std::size_t most_digits = 11; // up to the year 5138
  const std::string digits = reader.take_while(is_digit);
  std::int64_t seconds = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (parsed.ec != std::errc() || digits.size() > most_digits || std::to_string(seconds) != digits)
    return malformed_signature("created");
  input.created = Time(std::chrono::seconds(seconds));
  return {};
}

Result<void> read_text(Reader& reader, std::string& text, const char* name) {
  auto value = reader.quoted();
  if (!value || value->empty() || !text.empty()) return malformed_signature(name);
  text = *std::move(value);
  return {};
}

Result<void> read_parameter(Reader& reader, SignatureInput& input) {
  const std::string name = reader.take_while(is_name_character);
  if (!reader.take("=")) return malformed_signature("a parameter");
  if (name == "created" && input.created == Time()) return read_created(reader, input);
  if (name == "keyid") return read_text(reader, input.key_id, "keyid");
  if (name == "alg") return read_text(reader, input.algorithm, "alg");
  if (name == "nonce") return read_text(reader, input.nonce, "nonce");
  return malformed_signature("parameter " + name);
}

Result<void> check_parameters(const SignatureInput& input) {
  if (input.created == Time() || input.algorithm.empty())
    return malformed_signature("created and alg are needed");
  if (input.key_id.empty() || input.key_id.size() > max_key_id) return malformed_signature("keyid");
  if (input.nonce.size() < min_nonce || input.nonce.size() > max_nonce ||
      !std::ranges::all_of(input.nonce, is_base64url))
    return malformed_signature("nonce must be 22 to 64 characters of base64url");
  return {};
}

Result<Bytes> read_bytes(std::string_view item) { // ":base64:"
  if (item.size() < 2 || item.front() != ':' || item.back() != ':')
    return malformed_signature("a byte sequence");
  auto bytes = from_base64(item.substr(1, item.size() - 2));
  if (!bytes) return malformed_signature("base64");
  return bytes;
}

} // namespace

Result<SignatureInput> parse_signature_input(std::string_view field) {
  SignatureInput input;
  if (field.size() > max_signature_input) return malformed_signature("Signature-Input is too long");
  Reader reader(field);
  input.label = reader.take_while(is_name_character);
  if (input.label.empty() || !reader.take("=")) return malformed_signature("the label");
  input.parameters = reader.rest();
  auto components = read_components(reader);
  if (!components) return components.error();
  input.components = *std::move(components);
  while (!reader.at_end()) {
    if (!reader.take(";")) return malformed_signature("parameters");
    if (auto read = read_parameter(reader, input); !read) return read.error();
  }
  if (auto checked = check_parameters(input); !checked) return checked.error();
  return input;
}

Result<Bytes> parse_signature(std::string_view field, std::string_view label) {
  Reader reader(field);
  if (!reader.take(label) || !reader.take("=")) return malformed_signature("Signature has another label");
  auto signature = read_bytes(reader.rest());
  if (signature && signature->size() > max_signature) return malformed_signature("the signature is too long");
  return signature;
}

Result<crypto::Sm3Digest> parse_content_digest(std::string_view field) {
  Reader reader(field);
  if (!reader.take("sm3=")) return malformed_signature("Content-Digest is sm3=:…:");
  const auto bytes = read_bytes(reader.rest());
  if (!bytes) return bytes.error();
  crypto::Sm3Digest digest{};
  if (bytes->size() != digest.size()) return malformed_signature("Content-Digest holds 32 bytes");
  std::ranges::copy(*bytes, digest.begin());
  return digest;
}

std::string content_digest(ByteView body) {
  return "sm3=:" + to_base64(crypto::sm3(body)) + ":";
}

} // namespace elicense::access
