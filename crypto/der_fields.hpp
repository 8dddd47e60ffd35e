// SPDX-License-Identifier: Apache-2.0
// Decoding a structure field by field: the first failure is kept with its place, and all that follows it
// reads as empty.
#pragma once
#include "crypto/der.hpp"

namespace elicense::crypto::der {

class Failure { // of one decoding
 public:
  explicit Failure(ByteView input) : start_(input.data()) {}

  bool happened() const { return happened_; }
  bool unsupported() const { return unsupported_; } // well-formed, but of a kind that is not known here
  void set(std::string_view what, const std::uint8_t* where); // only the first one is kept
  void set_unsupported(std::string_view what, const std::uint8_t* where);
  Error as(ErrorKind kind, std::string code) const; // "at byte 17: …"

 private:
  const std::uint8_t* start_;
  bool happened_ = false, unsupported_ = false;
  std::string detail_;
};

class Fields {
 public:
  Fields(ByteView input, std::uint8_t tag, Failure& failure); // the whole input is one element with this tag

  bool more() const { return !failure_->happened() && !reader_.empty(); }
  bool next_is(std::uint8_t tag) const { return !failure_->happened() && reader_.next_is(tag); }
  std::size_t count() const; // of the elements still to come
  ByteView rest() const { return reader_.rest(); }
  void require(bool holds, std::string_view otherwise);
  void support(bool holds, std::string_view otherwise); // the same for what is only not known here
  void end();                                           // nothing may follow

  Element element() { return take(&Reader::any); }
  Element element(std::uint8_t tag) { return take(&Reader::expect, tag); }
  Fields enter(std::uint8_t tag) { return Fields(take(&Reader::enter, tag, Reader({})), *failure_); }
  Fields into(const Element& constructed) { return Fields(Reader(constructed.content), *failure_); }
  std::int64_t integer() { return take(&Reader::small_integer); }
  Bytes unsigned_integer(std::size_t max_size) { return take(&Reader::unsigned_integer, max_size); }
  bool boolean() { return take(&Reader::boolean_value); }
  std::string object_identifier() { return take(&Reader::object_identifier); }
  std::string algorithm(); // the OID of an AlgorithmIdentifier; parameters are passed over
  std::string text(std::uint8_t tag) { return take(&Reader::text, tag); }
  Time time() { return take(&Reader::time); }
  Bytes octets() { return to_bytes(take(&Reader::octets)); }
  Bytes bits() { return to_bytes(take(&Reader::bits)); }
  ByteView octets_view() { return take(&Reader::octets); }
  ByteView bits_view() { return take(&Reader::bits); }

 private:
  Fields(Reader reader, Failure& failure) : reader_(reader), failure_(&failure) {}

  template <class T> T kept(Result<T> result, const std::uint8_t* where, T otherwise) {
    if (result) return std::move(*result);
    failure_->set(result.error().detail, where);
    return otherwise;
  }
  template <class T> T take(Result<T> (Reader::*read)()) {
    if (failure_->happened()) return T{};
    const std::uint8_t* const where = reader_.rest().data();
    return kept((reader_.*read)(), where, T{});
  }
  template <class T, class Argument, class... Otherwise>
  T take(Result<T> (Reader::*read)(Argument), Argument argument, Otherwise... otherwise) {
    if (failure_->happened()) return T{otherwise...};
    const std::uint8_t* const where = reader_.rest().data();
    return kept((reader_.*read)(argument), where, T{otherwise...});
  }

  Reader reader_;
  Failure* failure_;
};

} // namespace elicense::crypto::der
