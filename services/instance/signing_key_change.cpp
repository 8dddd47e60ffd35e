// SPDX-License-Identifier: Apache-2.0
#include "instance/signing_key_change.hpp"
#include "crypto/jose_signature.hpp"
#include "instance/files.hpp"
#include "instance/ledger_keys.hpp"
#include "instance/own_keys.hpp"

#include <sstream>

namespace elicense::instance {
namespace {

using ledger::DigestRole;
using ledger::ReferenceRole;

struct Line { // of former-keys.txt: "NAME LEAF BASE64", the SubjectPublicKeyInfo
  std::string name;
  std::uint64_t leaf = 0;
  Bytes spki;
};

Error bad_line(const Config& config, std::size_t number) {
  return fail(ErrorKind::unavailable, "INSTANCE_FOLDER",
              config.former_keys().string() + ": line " + std::to_string(number));
}

std::optional<Line> parse_line(const std::string& text) {
  std::istringstream words(text);
  Line line;
  std::string key, more;
  if (!(words >> line.name >> line.leaf >> key) || words >> more) return std::nullopt;
  const auto spki = from_base64(key);
  if (!spki) return std::nullopt;
  line.spki = *spki;
  return line;
}

Result<std::vector<Line>> read_lines(const Config& config) {
  std::vector<Line> lines;
  if (std::error_code error; !std::filesystem::exists(config.former_keys(), error)) return lines;
  const auto content = read_file(config.former_keys());
  if (!content) return content.error();
  std::istringstream text{std::string(as_text(*content))};
  for (std::string one; std::getline(text, one);) {
    auto line = parse_line(one);
    if (!line) return bad_line(config, lines.size() + 1);
    lines.push_back(*std::move(line));
  }
  return lines;
}

Result<void> write_lines(const Config& config, const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines)
    text += line.name + " " + std::to_string(line.leaf) + " " + to_base64(line.spki) + "\n";
  return write_durable_file(config.former_keys(), as_bytes(text));
}

Result<void> make_key(const KeyHouse& house, const SigningKey& key, const std::string& name) {
  if (key.p256) {
    const auto made = own_p256_key(house.config, house.keys, name.c_str());
    return made ? Result<void>() : Result<void>(made.error());
  }
  const auto made = own_signer(house.config, house.keys, name.c_str());
  return made ? Result<void>() : Result<void>(made.error());
}

Result<Bytes> spki_of(const KeyHouse& house, const SigningKey& key, const std::string& name) {
  if (key.p256) {
    const auto pkcs8 = house.keys.export_pkcs8(name, crypto::InsecurePrivateKeyAccess{});
    return pkcs8 ? crypto::es256_spki(*pkcs8) : pkcs8.error();
  }
  const auto entry = house.keys.get(name);
  if (!entry) return entry.error();
  return entry->signer->public_key().spki();
}

// What the leaf says of either way to replace the key; without the next one, what it says of the former.
ledger::Entry leaf_of(const SigningKey& key, const ledger::Blinder& blinder, ByteView former, ByteView next,
                      Time at) {
  return {.kind = ledger::EntryKind::key_changed,
          .at = at,
          .digests = {{DigestRole::state_before, crypto::sm3(former)},
                      {DigestRole::state_after, crypto::sm3(next)}},
          .references = {{ReferenceRole::subject, blinder.reference(ReferenceRole::subject, key.name)}},
          .word = "replaced",
          .number = std::nullopt};
}

ledger::Entry with_reason(ledger::Entry leaf, const SigningKey& key, const std::string& reason) {
  leaf.kind = ledger::EntryKind::override_used;
  leaf.word = key.override_word;
  leaf.digests.push_back({DigestRole::request, crypto::sm3(as_bytes(reason))});
  return leaf;
}

// Of a line: the leaf at its place, if it is about this key and replaces the line's.
Result<std::optional<ledger::Entry>> leaf_for(const KeyHouse& house, const SigningKey& key,
                                              const ledger::Blinder& blinder, const Line& line) {
  using Found = std::optional<ledger::Entry>;
  const auto size = house.book.size();
  if (!size) return size.error();
  if (line.leaf >= *size) return Found{};
  const auto content = house.book.entries(line.leaf, 1);
  if (!content) return content.error();
  auto entry = ledger::decode_entry(content->front());
  const ledger::Entry expected = leaf_of(key, blinder, line.spki, {}, {});
  const bool is_about = entry && (entry->word == expected.word || entry->word == key.override_word) &&
                        entry->references == expected.references && entry->digests.size() >= 2 &&
                        entry->digests.front() == expected.digests.front();
  return is_about ? Found(*std::move(entry)) : Found{};
}

Result<std::vector<Line>> lines_of(const Config& config, const SigningKey& key) {
  auto lines = read_lines(config);
  if (lines) std::erase_if(*lines, [&](const Line& line) { return line.name != key.name; });
  return lines;
}

Result<bool> is_announced(const KeyHouse& house, const SigningKey& key) {
  const auto next = spki_of(house, key, next_name(key.name));
  if (!next) return next.error();
  const auto blinder = open_blinder(house.keys);
  if (!blinder) return blinder.error();
  const auto lines = lines_of(house.config, key);
  if (!lines) return lines.error();
  if (lines->empty()) return false;
  const auto leaf = leaf_for(house, key, *blinder, lines->back());
  if (!leaf) return leaf.error();
  return *leaf &&
         (*leaf)->digests[1] == ledger::Fact<DigestRole>{DigestRole::state_after, crypto::sm3(*next)};
}

} // namespace

Result<void> replace_signing_key(const KeyHouse& house, const SigningKey& key, const std::string& reason,
                                 Time now) {
  if (auto made = make_key(house, key, next_name(key.name)); !made) return made;
  const auto former = spki_of(house, key, key.name), next = spki_of(house, key, next_name(key.name));
  if (!former) return former.error();
  if (!next) return next.error();
  const auto blinder = open_blinder(house.keys);
  if (!blinder) return blinder.error();
  const auto size = house.book.size();
  if (!size) return size.error();
  auto lines = read_lines(house.config);
  if (!lines) return lines.error();
  std::erase_if(*lines, [&](const Line& line) { return line.leaf >= *size; }); // begun, and not gone on with
  lines->push_back({key.name, *size, *former});
  if (auto written = write_lines(house.config, *lines); !written) return written;
  const ledger::Entry leaf = leaf_of(key, *blinder, *former, *next, now);
  const auto told = house.book.append(reason.empty() ? leaf : with_reason(leaf, key, reason));
  if (!told) return told.error();
  const auto ended = end_signing_key_change(house, key);
  return ended ? Result<void>() : Result<void>(ended.error());
}

Result<bool> end_signing_key_change(const KeyHouse& house, const SigningKey& key) {
  const auto next = house.keys.export_pkcs8(next_name(key.name), crypto::InsecurePrivateKeyAccess{});
  if (!next && next.error().code == "KEY_NOT_FOUND") return false;
  if (!next) return next.error();
  auto announced = is_announced(house, key);
  if (!announced || !*announced) return announced;
  if (auto taken = take_next_key(house.config, house.keys, key.name); !taken) return taken.error();
  if (auto removed = house.keys.remove(next_name(key.name)); !removed) return removed.error();
  return true;
}

Result<std::vector<FormerPublicKey>> former_public_keys(const KeyHouse& house, const SigningKey& key,
                                                        Time now) {
  std::vector<FormerPublicKey> keys;
  const auto lines = lines_of(house.config, key);
  if (!lines) return lines.error();
  if (lines->empty()) return keys;
  const auto blinder = open_blinder(house.keys);
  if (!blinder) return blinder.error();
  for (const Line& line : *lines) {
    const auto leaf = leaf_for(house, key, *blinder, line);
    if (!leaf) return leaf.error();
    if (!*leaf || (*leaf)->kind != ledger::EntryKind::key_changed) continue;
    const Time until = (*leaf)->at + former_key_told;
    if (until > now) keys.push_back({line.spki, until});
  }
  return keys;
}

} // namespace elicense::instance
