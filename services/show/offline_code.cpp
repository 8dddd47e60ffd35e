// SPDX-License-Identifier: Apache-2.0
#include "show/offline_code.hpp"

#include "cbor/cose.hpp"
#include "crypto/base45.hpp"
#include "crypto/sm3.hpp"
#include "show/code_types.hpp"
#include "show/packed.hpp"
#include "show/replay_memory.hpp"
#include "show/signed_by.hpp"

namespace elicense::show {
namespace {

using namespace cbor;

enum Content : std::int64_t { ticket_label = 1, time_label = 2 };

Result<Bytes> content_of(std::string_view text) {
  if (text.size() > max_code_text || !text.starts_with(code_prefix))
    return fail(ErrorKind::malformed, "OFFLINE_CODE_TEXT");
  const auto bytes = from_base45(text.substr(code_prefix.size()));
  if (!bytes) return fail(ErrorKind::malformed, "OFFLINE_CODE_TEXT", bytes.error().detail);
  return unpacked(*bytes, max_code_content);
}

struct Carried {
  ByteView ticket;
  Time time{};
};

Result<Carried> read_content(ByteView payload) {
  const auto content = whole_map(payload);
  if (!content || content->size() != 2) return malformed_offline_code("content");
  const auto ticket = bytes_of(*content, ticket_label);
  const auto time = number_of(*content, time_label);
  if (!ticket || !time || *time < 0 || *time > last_second) return malformed_offline_code("content");
  return Carried{*ticket, Time(std::chrono::seconds(*time))};
}

} // namespace

Result<std::string> write_code(ByteView ticket, Time device_time, const status::Algorithm& algorithm,
                               const DeviceSign& sign) {
  const Bytes header =
      map({{integer(cose_alg), integer(algorithm.cose)}, {integer(cose_typ), integer(code_type)}});
  const Bytes payload = map({{integer(ticket_label), byte_string(ticket)},
                             {integer(time_label), integer(device_time.time_since_epoch().count())}});
  const auto signature = sign(bytes_to_sign(header, payload));
  if (!signature) return signature.error();
  return std::string(code_prefix) + to_base45(packed(write_sign1(header, map({}), payload, *signature)));
}

Result<OfflineCode> read_code(std::string_view text, const std::vector<status::ListKey>& keys) {
  const auto bytes = content_of(text);
  if (!bytes) return bytes.error();
  const auto envelope = read_sign1(*bytes);
  if (!envelope) return malformed_offline_code("the code is no COSE_Sign1");
  const Entries& header = envelope->protected_header;
  if (header.size() != 2 || !envelope->unprotected.empty() || number_of(header, cose_typ) != code_type)
    return malformed_offline_code("the header of the code");
  const auto content = read_content(envelope->payload);
  if (!content) return content.error();
  auto signed_ticket = read_ticket(content->ticket, keys);
  if (!signed_ticket) return signed_ticket.error();
  const auto checked = check_signed_by(*envelope, signed_ticket->ticket.device, "OFFLINE_CODE_DEVICE");
  if (!checked) return checked.error();
  const auto digest = crypto::sm3(envelope->signed_bytes());
  return OfflineCode{std::move(signed_ticket->ticket), std::move(signed_ticket->key_id), content->time,
                     to_hex(ByteView(digest).first(code_id_size))};
}

} // namespace elicense::show
