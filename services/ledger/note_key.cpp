// SPDX-License-Identifier: Apache-2.0
#include "ledger/note_key.hpp"
#include "crypto/sm3.hpp"
#include <algorithm>

namespace elicense::ledger {
namespace {

constexpr std::size_t point_size = 65; // 04 || x || y

Error refused_key(std::string detail) {
  return fail(ErrorKind::invalid, "LEDGER_KEY", std::move(detail));
}

std::string_view identifier_of(Statement statement) {
  switch (statement) {
  case Statement::checkpoint:
    return checkpoint_identifier;
  case Statement::cosignature:
    return cosignature_identifier;
  }
  throw std::logic_error("statement");
}

Bytes type_of(Statement statement) {
  Bytes type{unassigned_signature_type};
  const ByteView identifier = as_bytes(identifier_of(statement));
  append(type, identifier);
  return type;
}

Result<NoteKey> key_of(std::string_view name, ByteView encoded) {
  for (const Statement statement : {Statement::checkpoint, Statement::cosignature}) {
    const Bytes type = type_of(statement);
    if (encoded.size() != type.size() + point_size || !equal(encoded.first(type.size()), type)) continue;
    const auto key = crypto::Sm2PublicKey::from_point(encoded.subspan(type.size()));
    if (!key) return refused_key(key.error().detail);
    return NoteKey::make(std::string(name), *key, statement);
  }
  return refused_key("signature type");
}

} // namespace

NoteKey::NoteKey(std::string name, crypto::Sm2PublicKey key, Statement statement)
    : name_(std::move(name)), key_(std::move(key)), statement_(statement) {
  const crypto::Sm3Digest whole = crypto::sm3_of_parts({as_bytes(name_), as_bytes("\n"), encoded()});
  std::copy_n(whole.begin(), id_.size(), id_.begin());
}

Bytes NoteKey::encoded() const {
  Bytes bytes = type_of(statement_);
  const Bytes point = key_.point();
  append(bytes, point);
  return bytes;
}

Result<NoteKey> NoteKey::make(std::string name, const crypto::Sm2PublicKey& key, Statement statement) {
  if (!is_key_name(name)) return refused_key("name");
  if (key.id() != crypto::default_signer_id) return refused_key("signer id");
  return NoteKey(std::move(name), key, statement);
}

std::string NoteKey::text() const {
  return name_ + '+' + to_hex(id_) + '+' + to_base64(encoded());
}

Result<NoteKey> NoteKey::parse(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return refused_key("not name, id and key");
  const auto encoded = from_base64(text.substr(second + 1));
  if (!encoded) return refused_key("base64");
  auto key = key_of(text.substr(0, first), *encoded);
  if (key && key->text() != text) return refused_key("the id is another key's");
  return key;
}

} // namespace elicense::ledger
