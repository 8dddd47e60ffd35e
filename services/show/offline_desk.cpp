// SPDX-License-Identifier: Apache-2.0
#include "show/offline_desk.hpp"

#include "license/leaves.hpp"
#include "show/offline_leaves.hpp"
#include "show/offline_summary.hpp"

#include <algorithm>
#include <charconv>

namespace elicense::show {
namespace {

std::int64_t period_of(Time time) {
  return time.time_since_epoch() / std::chrono::seconds(challenge_life);
}

bool proves(const DeviceKey& key, const std::string& challenge, ByteView proof) {
  const std::string message = std::string(proof_prefix) + challenge;
  const auto checked = key.check(as_bytes(message), proof);
  return checked && *checked == crypto::SignatureCheck::valid;
}

Result<std::uint64_t> list_number(std::string_view uri) {
  const std::string_view text = uri.substr(uri.rfind('/') + 1);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) return number;
  return fail(ErrorKind::internal, "STATUS_LIST_NOT_FOUND", std::string(uri));
}

} // namespace

std::string OfflineDesk::challenge_at(const license::Holder& holder, std::int64_t period) const {
  const std::string subject =
      "challenge\n" + holder.code_type + '\n' + holder.code + '\n' + std::to_string(period);
  return to_base64url(with_.blinder.reference(ledger::ReferenceRole::device, subject));
}

std::string OfflineDesk::challenge(const license::Holder& holder) const {
  return challenge_at(holder, period_of(with_.clock()));
}

Result<Device> OfflineDesk::add_device(const license::Holder& holder, ByteView spki, ByteView proof) const {
  const auto key = DeviceKey::from_spki(spki);
  if (!key) return key.error();
  const Time now = with_.clock();
  const std::int64_t period = period_of(now);
  if (!proves(*key, challenge_at(holder, period), proof) &&
      !proves(*key, challenge_at(holder, period - 1), proof))
    return fail(ErrorKind::invalid, "DEVICE_KEY_PROOF");
  const Device device{key->id(), holder, to_bytes(spki), now};
  return with_.kept.add_device(device, device_leaf(device, "added", with_.blinder, now));
}

Result<std::vector<Device>> OfflineDesk::devices_of(const license::Holder& holder) const {
  return with_.kept.devices_of(holder);
}

Result<Device> OfflineDesk::find_device(const license::Holder& holder, std::string_view id) const {
  const auto devices = with_.kept.devices_of(holder);
  if (!devices) return devices.error();
  const auto device = std::ranges::find(*devices, id, &Device::id);
  if (device == devices->end()) return fail(ErrorKind::not_found, "DEVICE_KEY_NOT_FOUND");
  return *device;
}

Result<void> OfflineDesk::remove_device(const license::Holder& holder, std::string_view id) const {
  const auto device = find_device(holder, id);
  if (!device) return device.error();
  const Time now = with_.clock();
  return with_.kept.remove_device(holder, id, device_leaf(*device, "removed", with_.blinder, now));
}

Result<OfflineTicket> OfflineDesk::draft(const license::License& license, const Device& device,
                                         const TicketRequest& request, Time now) const {
  if (license.state_at(now) != license::State::valid)
    return fail(ErrorKind::conflict, "OFFLINE_TICKET_STATE", std::string(to_text(license.state_at(now))));
  const auto offset = now - request.device_time;
  if (offset > max_clock_offset || offset < -max_clock_offset)
    return fail(ErrorKind::invalid, "OFFLINE_CLOCK");
  auto summary = summary_of(license, with_.types.of(license), request.fields);
  if (!summary) return summary.error();
  const auto place = with_.lists.reference_of(license.identifier);
  if (!place) return place.error();
  const auto list = list_number(place->uri);
  if (!list) return list.error();
  auto key = DeviceKey::from_spki(device.spki);
  if (!key) return key.error();
  return OfflineTicket{crypto::random_bytes(with_.random, ticket_id_size),
                       now,
                       now + ticket_life,
                       *std::move(key),
                       *list,
                       place->index,
                       status::Status::valid,
                       offset,
                       *std::move(summary)};
}

Result<MadeTicket> OfflineDesk::issue(const license::License& license, const license::Holder& holder,
                                      const TicketRequest& request) const {
  const Time now = with_.clock();
  const auto device = find_device(holder, request.device);
  if (!device) return device.error();
  auto ticket = draft(license, *device, request, now);
  if (!ticket) return ticket.error();
  auto bytes = write_ticket(*ticket, *with_.signer);
  if (!bytes) return bytes.error();
  const IssuedTicket issued{to_hex(ticket->id), license.identifier, device->id, now, ticket->expires_at};
  const auto recorded = with_.kept.record_ticket(issued, ticket_leaf(issued, holder, *bytes, with_.blinder));
  if (!recorded) return recorded.error();
  return MadeTicket{*std::move(ticket), *std::move(bytes)};
}

// Which list it is stands in the code; what is no code needs none.
Result<HeldLists> OfflineDesk::list_for(std::string_view text, Time now) const {
  const auto code = read_code(text, {with_.key});
  if (!code) return HeldLists();
  const std::uint64_t number = code->ticket.list;
  const auto uris = with_.lists.uris();
  if (!uris) return uris.error();
  auto token = with_.lists.current(number, status::Form::jwt);
  if (!token) return token.error();
  return HeldLists::read({*std::move(token)}, {with_.key}, *uris, now);
}

Result<CodeFinding> OfflineDesk::check(std::string_view text) const {
  const Time now = with_.clock();
  auto list = list_for(text, now);
  if (!list) return list.error();
  return OfflineChecker({with_.key}, *std::move(list), seen_).check(text, now);
}

Result<std::vector<ReconciledSighting>> OfflineDesk::reconcile(std::string_view by,
                                                               std::span<const Sighting> sightings) const {
  const Time now = with_.clock();
  if (sightings.empty() || sightings.size() > max_sightings)
    return fail(ErrorKind::invalid, "OFFLINE_SIGHTINGS", "none, or too many");
  if (std::ranges::any_of(sightings, [&](const Sighting& s) { return s.seen_at > now + clock_tolerance; }))
    return fail(ErrorKind::invalid, "OFFLINE_SIGHTINGS", "one from the future");
  return with_.kept.record_sightings(by, sightings, [&](std::size_t replayed) {
    return sighting_leaves(by, sightings, replayed, with_.blinder, now);
  });
}

} // namespace elicense::show
