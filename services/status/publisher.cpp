// SPDX-License-Identifier: Apache-2.0
#include "status/publisher.hpp"

namespace elicense::status {

std::string Publisher::uri_of(std::uint64_t list) const {
  return with_.base + "/" + std::to_string(list);
}

Result<std::vector<std::string>> Publisher::uris() {
  const auto count = with_.source.count();
  if (!count) return count.error();
  std::vector<std::string> uris = {uri_of(0)};
  for (std::uint64_t list = 1; list * list_size < *count; ++list)
    uris.push_back(uri_of(list));
  return uris;
}

Result<Reference> Publisher::reference_of(std::string_view identifier) {
  const auto number = with_.source.number_of(identifier);
  if (!number) return number.error();
  return reference_at(*number);
}

Reference Publisher::reference_at(std::uint64_t number) const {
  const Place place = with_.places.of(number);
  return {uri_of(place.list), place.index};
}

// A number that was reserved and never used stays so: its place says valid, and belongs to nobody.
Result<std::uint64_t> Publisher::reserve_number() {
  const auto count = with_.source.count();
  if (!count) return count.error();
  const std::lock_guard lock(reserving_);
  const std::uint64_t number = std::max(*count, reserved_);
  reserved_ = number + 1;
  return number;
}

Result<license::StatusPlace> Publisher::reserve() {
  const auto number = reserve_number();
  if (!number) return number.error();
  const Reference reference = reference_at(*number);
  return license::StatusPlace{*number, reference.uri, reference.index};
}

Result<void> Publisher::check(std::uint64_t list) {
  const auto count = with_.source.count();
  if (!count) return count.error();
  if (list > 0 && list >= (*count + list_size - 1) / list_size)
    return fail(ErrorKind::not_found, "STATUS_LIST_NOT_FOUND", std::to_string(list));
  return {};
}

Result<Published> Publisher::published(std::uint64_t list, Time at) {
  const auto exceptions = with_.source.exceptions(list * list_size, list_size, at);
  if (!exceptions) return exceptions.error();
  Published made{.uri = uri_of(list),
                 .issued_at = at,
                 .expires_at = at + believed_for,
                 .ttl = kept_by_readers,
                 .aggregation_uri = with_.base,
                 .list = StatusList(list_size)};
  for (const Numbered& one : *exceptions)
    made.list.set(with_.places.of(one.number).index, one.status);
  return made;
}

Result<Bytes> Publisher::sign(const Published& published, Form form) const {
  if (form == Form::cwt) return write_cwt(published, *with_.signer);
  const auto jwt = write_jwt(published, *with_.signer);
  if (!jwt) return jwt.error();
  return to_bytes(*jwt);
}

// A list that says the same as before is no new publication, though its times are new.
Result<void> Publisher::renew(std::uint64_t list, Made& made, Time now) {
  const auto next = published(list, now);
  if (!next) return next.error();
  auto jwt = sign(*next, Form::jwt), cwt = sign(*next, Form::cwt);
  if (!jwt) return jwt.error();
  if (!cwt) return cwt.error();
  if (next->list.packed() != made.packed) {
    if (auto recorded = with_.record(list, *jwt); !recorded) return recorded;
  }
  made = {.at = now, .packed = next->list.packed(), .jwt = *std::move(jwt), .cwt = *std::move(cwt)};
  return {};
}

Result<Bytes> Publisher::current(std::uint64_t list, Form form) {
  if (auto there = check(list); !there) return there.error();
  const Time now = with_.clock();
  const std::lock_guard lock(mutex_);
  Made& made = made_[list];
  const bool old = made.jwt.empty() || now - made.at >= made_anew_after || now < made.at;
  if (old)
    if (auto renewed = renew(list, made, now); !renewed) return renewed.error();
  return form == Form::jwt ? made.jwt : made.cwt;
}

Result<Bytes> Publisher::past(std::uint64_t list, Form form, Time at) {
  if (auto there = check(list); !there) return there.error();
  if (at > with_.clock()) return fail(ErrorKind::invalid, "STATUS_TIME", to_rfc3339(at));
  const auto then = published(list, at);
  if (!then) return then.error();
  return sign(*then, form);
}

} // namespace elicense::status
