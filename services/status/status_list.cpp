// SPDX-License-Identifier: Apache-2.0
#include "status/status_list.hpp"

#include <stdexcept>
#include <zlib.h>

namespace elicense::status {
namespace {

constexpr std::size_t in_a_byte = 8 / bits;

unsigned shift_of(std::size_t index) {
  return static_cast<unsigned>(index % in_a_byte * bits);
}

} // namespace

std::string_view to_text(Status status) {
  switch (status) {
  case Status::valid:
    return "VALID";
  case Status::invalid:
    return "INVALID";
  case Status::suspended:
    return "SUSPENDED";
  case Status::replaced:
    return "REPLACED";
  }
  return "INVALID";
}

StatusList::StatusList(std::size_t entries) : packed_(entries / in_a_byte) {
  if (entries > max_entries || entries % in_a_byte != 0)
    throw std::invalid_argument("entries of a status list");
}

void StatusList::set(std::size_t index, Status status) {
  std::uint8_t& byte = packed_.at(index / in_a_byte);
  const auto others = static_cast<std::uint8_t>(~(0x3U << shift_of(index)));
  byte = static_cast<std::uint8_t>((byte & others) | static_cast<unsigned>(status) << shift_of(index));
}

Result<Status> StatusList::at(std::size_t index) const {
  if (index >= size()) return fail(ErrorKind::invalid, "STATUS_RANGE", std::to_string(index));
  return static_cast<Status>(packed_[index / in_a_byte] >> shift_of(index) & 0x3U);
}

Bytes StatusList::compressed() const {
  uLongf size = compressBound(packed_.size());
  Bytes out(size);
  if (compress2(out.data(), &size, packed_.data(), packed_.size(), Z_BEST_COMPRESSION) != Z_OK)
    throw std::runtime_error("compress2");
  out.resize(size);
  return out;
}

Result<StatusList> StatusList::from_compressed(ByteView bytes) {
  StatusList list;
  list.packed_.resize(max_entries / in_a_byte);
  uLongf size = list.packed_.size();
  uLong used = bytes.size();
  const int answer = uncompress2(list.packed_.data(), &size, bytes.data(), &used);
  if (answer == Z_BUF_ERROR && size == list.packed_.size())
    return fail(ErrorKind::too_large, "STATUS_LIST_TOO_LARGE", "more than " + std::to_string(max_entries));
  if (answer != Z_OK || used != bytes.size() || size == 0)
    return fail(ErrorKind::malformed, "STATUS_LIST_MALFORMED");
  list.packed_.resize(size);
  return list;
}

} // namespace elicense::status
