// SPDX-License-Identifier: Apache-2.0
// A CWT (RFC 8392) with the key of the phone in `cnf` (RFC 8747). What nobody has assigned stands in one
// claim of ours.
#include "show/offline_ticket.hpp"

#include "cbor/cose.hpp"
#include "show/code_types.hpp"
#include "show/signed_by.hpp"

#include <algorithm>
#include <array>

namespace elicense::show {
namespace {

using namespace cbor;

enum Claim : std::int64_t { exp = 4, iat = 6, cti = 7, cnf = 8, license_claim = -70010 };
constexpr std::int64_t cose_key = 1; // in cnf
constexpr std::size_t license_items = 5;
constexpr std::size_t max_line_text = 255;

// Lines that every license has go by their number.
constexpr std::array<std::string_view, 6> numbered = {"type_name", "holder_name", "holder_code",
                                                      "number",    "issuer_name", "valid_until"};

Bytes key_of(const std::string& name) {
  const auto* const found = std::ranges::find(numbered, name);
  return found == numbered.end() ? text_string(name) : integer(found - numbered.begin() + 1);
}

Bytes summary_map(const std::vector<SummaryLine>& summary) {
  std::vector<std::pair<Bytes, Bytes>> lines;
  lines.reserve(summary.size());
  for (const SummaryLine& line : summary)
    lines.emplace_back(key_of(line.name), text_string(line.value));
  return map(std::move(lines));
}

Bytes seconds(Time time) {
  return integer(time.time_since_epoch().count());
}

Bytes claims_of(const OfflineTicket& ticket) {
  const Bytes license = array({integer(static_cast<std::int64_t>(ticket.list)),
                               integer(static_cast<std::int64_t>(ticket.index)),
                               integer(static_cast<std::int64_t>(ticket.status)),
                               integer(ticket.clock_offset.count()), summary_map(ticket.summary)});
  return map({{integer(exp), seconds(ticket.expires_at)},
              {integer(iat), seconds(ticket.issued_at)},
              {integer(cti), byte_string(ticket.id)},
              {integer(cnf), map({{integer(cose_key), ticket.device.cose()}})},
              {integer(license_claim), license}});
}

// --- reading

std::optional<std::string> name_of(const Reader::Entry& entry) {
  if (entry.is_text) return std::string(entry.text);
  if (entry.number < 1 || entry.number > static_cast<std::int64_t>(numbered.size())) return std::nullopt;
  return std::string(numbered[static_cast<std::size_t>(entry.number - 1)]);
}

Result<std::vector<SummaryLine>> read_summary(ByteView item) {
  const auto lines = whole_map(item);
  if (!lines || lines->empty() || lines->size() > max_summary_lines) return malformed_offline_code("summary");
  std::vector<SummaryLine> summary;
  for (const auto& entry : *lines) {
    auto name = name_of(entry);
    auto value = text_in(entry.value);
    if (!name || !value || value->size() > max_line_text)
      return malformed_offline_code("a line of the summary");
    if (std::ranges::find(summary, *name, &SummaryLine::name) != summary.end())
      return malformed_offline_code("a line twice"); // by its number and by its name
    summary.push_back({*std::move(name), *std::move(value)});
  }
  return summary;
}

struct LicensePart {
  std::uint64_t list = 0, index = 0;
  status::Status status{};
  std::chrono::seconds clock_offset{0};
  std::vector<SummaryLine> summary;
};

Result<LicensePart> read_license(ByteView item) {
  Reader reader(item);
  const auto items = reader.array();
  if (!items || *items != license_items) return malformed_offline_code("license");
  const auto list = reader.integer();
  const auto index = list ? reader.integer() : list;
  const auto status = index ? reader.integer() : index;
  const auto offset = status ? reader.integer() : status;
  if (!offset || *list < 0 || *index < 0 || *status < 0 || *status > 3)
    return malformed_offline_code("license");
  const std::chrono::seconds clock_offset(*offset);
  if (clock_offset > max_clock_offset || clock_offset < -max_clock_offset)
    return malformed_offline_code("clock offset");
  const auto rest = reader.any();
  if (!rest || !reader.empty()) return malformed_offline_code("license");
  auto summary = read_summary(*rest);
  if (!summary) return summary.error();
  return LicensePart{static_cast<std::uint64_t>(*list), static_cast<std::uint64_t>(*index),
                     static_cast<status::Status>(*status), clock_offset, *std::move(summary)};
}

std::optional<Time> time_of(const Entries& claims, Claim claim) {
  const auto number = number_of(claims, claim);
  if (!number || *number < 0 || *number > last_second) return std::nullopt;
  return Time(std::chrono::seconds(*number));
}

Result<OfflineTicket> read_claims(ByteView payload) {
  const auto claims = whole_map(payload);
  if (!claims || claims->size() != 5) return malformed_offline_code("claims");
  const auto issued = time_of(*claims, iat), ends = time_of(*claims, exp);
  const auto id = bytes_of(*claims, cti);
  const auto confirmation = value_of(*claims, cnf), license_item = value_of(*claims, license_claim);
  if (!issued || !ends || !id || id->size() != ticket_id_size || !confirmation || !license_item)
    return malformed_offline_code("claims");
  const auto held = whole_map(*confirmation);
  const auto key = held && held->size() == 1 ? value_of(*held, cose_key) : std::nullopt;
  auto device = key ? DeviceKey::from_cose(*key) : malformed_offline_code("cnf");
  if (!device) return malformed_offline_code("cnf");
  auto license = read_license(*license_item);
  if (!license) return license.error();
  return OfflineTicket{to_bytes(*id),
                       *issued,
                       *ends,
                       *std::move(device),
                       license->list,
                       license->index,
                       license->status,
                       license->clock_offset,
                       std::move(license->summary)};
}

} // namespace

std::size_t summary_size(const std::vector<SummaryLine>& summary) {
  return summary_map(summary).size();
}

Result<Bytes> write_ticket(const OfflineTicket& ticket, const status::ListSigner& signer) {
  if (ticket.id.size() != ticket_id_size || ticket.summary.empty() ||
      ticket.summary.size() > max_summary_lines || summary_size(ticket.summary) > max_summary_size)
    throw std::logic_error("a ticket that would not be read");
  const Bytes header = map({{integer(cose_alg), integer(signer.algorithm().cose)},
                            {integer(cose_kid), byte_string(from_hex(signer.key_id()).value())},
                            {integer(cose_typ), integer(ticket_type)}});
  const Bytes payload = claims_of(ticket);
  auto signature = signer.sign(bytes_to_sign(header, payload));
  if (!signature) return signature;
  return write_sign1(header, map({}), payload, *signature);
}

Result<SignedTicket> read_ticket(ByteView bytes, const std::vector<status::ListKey>& keys) {
  const auto envelope = read_sign1(bytes);
  if (!envelope) return malformed_offline_code("the ticket is no COSE_Sign1");
  const Entries& header = envelope->protected_header;
  const auto key_id = bytes_of(header, cose_kid);
  if (header.size() != 3 || !envelope->unprotected.empty() || number_of(header, cose_typ) != ticket_type ||
      !key_id)
    return malformed_offline_code("the header of the ticket");
  const std::string name = to_hex(*key_id);
  const auto key = std::ranges::find(keys, name, &status::ListKey::key_id);
  if (key == keys.end()) return fail(ErrorKind::invalid, "OFFLINE_CODE_KEY", name.substr(0, 32));
  if (auto checked = check_signed_by(*envelope, *key, "OFFLINE_CODE_SIGNATURE"); !checked)
    return checked.error();
  auto ticket = read_claims(envelope->payload);
  if (!ticket) return ticket.error();
  return SignedTicket{*std::move(ticket), name};
}

} // namespace elicense::show
