// SPDX-License-Identifier: Apache-2.0
// Fields of a DER structure and the one failure they share.
#include "crypto/der_fields.hpp"

namespace elicense::crypto::der {

void Failure::set(std::string_view what, const std::uint8_t* where) {
  if (happened_) return;
  happened_ = true;
  detail_ = "at byte " + std::to_string(where - start_) + ": " + std::string(what);
}

void Failure::set_unsupported(std::string_view what, const std::uint8_t* where) {
  unsupported_ = unsupported_ || !happened_;
  set(what, where);
}

Error Failure::as(ErrorKind kind, std::string code) const {
  return fail(kind, std::move(code), detail_);
}

Fields::Fields(ByteView input, std::uint8_t tag, Failure& failure) : reader_({}), failure_(&failure) {
  if (const std::optional<Flaw> flaw = find_flaw(input)) {
    failure.set(flaw->what, flaw->where);
    return;
  }
  reader_ = kept(Reader(input).enter(tag), input.data(), Reader({}));
}

std::size_t Fields::count() const {
  Reader ahead = reader_;
  std::size_t elements = 0;
  while (more() && ahead.any())
    ++elements;
  return elements;
}

std::string Fields::algorithm() {
  Fields identifier = enter(sequence);
  std::string oid = identifier.object_identifier();
  if (identifier.more()) identifier.element();
  identifier.end();
  return oid;
}

void Fields::require(bool holds, std::string_view otherwise) {
  if (!holds) failure_->set(otherwise, reader_.rest().data());
}

void Fields::support(bool holds, std::string_view otherwise) {
  if (!holds) failure_->set_unsupported(otherwise, reader_.rest().data());
}

void Fields::end() {
  require(reader_.empty(), "something follows the last field");
}

} // namespace elicense::crypto::der
