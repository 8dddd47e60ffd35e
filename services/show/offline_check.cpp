// SPDX-License-Identifier: Apache-2.0
// Genuine first, then fresh, then not seen before, then the license.
#include "show/offline_check.hpp"

#include <charconv>

namespace elicense::show {
namespace {

// The last part of an address of a list.
std::optional<std::uint64_t> number_of(std::string_view uri) {
  const std::string_view text = uri.substr(uri.rfind('/') + 1);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Result<status::Published> read_list(const Bytes& token, const status::ListKey& key, std::string_view uri,
                                    Time now) {
  constexpr std::uint8_t cwt_tag = 0xd2;
  if (!token.empty() && token.front() == cwt_tag) return status::read_cwt(token, {key}, {uri, now});
  return status::read_jwt(as_text(token), {key}, {uri, now});
}

bool is_of_another(const Error& error) {
  return error.code == "STATUS_TOKEN_KEY" || error.code == "STATUS_TOKEN_SUBJECT";
}

// Nothing: it is of none of these keys and addresses.
Result<std::optional<HeldLists::Held>> held_list(const Bytes& token, const std::vector<status::ListKey>& keys,
                                                 const std::vector<std::string>& uris, Time now) {
  for (const auto& key : keys)
    for (const std::string& uri : uris) {
      auto list = read_list(token, key, uri, now);
      if (!list && is_of_another(list.error())) continue;
      if (!list) return list.error();
      if (const auto number = number_of(uri))
        return std::optional(HeldLists::Held{key.key_id(), *number, *std::move(list)});
    }
  return std::optional<HeldLists::Held>();
}

CodeFinding found(CodeFinding finding, CodeVerdict verdict, std::string cause, std::string detail = {}) {
  finding.verdict = verdict;
  finding.cause = std::move(cause);
  finding.detail = std::move(detail);
  return finding;
}

// Nothing: it is fresh.
std::optional<std::string> staleness(const OfflineCode& code, Time now) {
  const Time made = code.made_at();
  if (made > now + clock_tolerance) return "OFFLINE_CODE_FUTURE";
  if (made < now - code_life - clock_tolerance) return "OFFLINE_CODE_OLD";
  const OfflineTicket& ticket = code.ticket;
  if (made < ticket.issued_at - clock_tolerance || made >= ticket.expires_at || now >= ticket.expires_at ||
      ticket.expires_at - ticket.issued_at > ticket_life)
    return "OFFLINE_CODE_TICKET_TIME";
  return std::nullopt;
}

} // namespace

HeldLists HeldLists::read(const std::vector<Bytes>& tokens, const std::vector<status::ListKey>& keys,
                          const std::vector<std::string>& uris, Time now) {
  HeldLists held;
  for (const Bytes& token : tokens) {
    auto list = held_list(token, keys, uris, now);
    if (list && *list)
      held.lists_.push_back(**std::move(list));
    else
      held.trouble_ =
          list ? fail(ErrorKind::invalid, "STATUS_TOKEN_KEY", "of none of the issuers") : list.error();
  }
  return held;
}

const HeldLists::Held* HeldLists::find(std::string_view key_id, std::uint64_t number) const {
  const Held* newest = nullptr;
  for (const Held& list : lists_)
    if (list.key_id == key_id && list.number == number &&
        (newest == nullptr || list.list.issued_at > newest->list.issued_at))
      newest = &list;
  return newest;
}

Result<CodeFinding> OfflineChecker::check(std::string_view text, Time now) const {
  CodeFinding finding;
  auto code = read_code(text, keys_);
  if (!code && code.error().kind == ErrorKind::unavailable) return code.error();
  if (!code) return found(finding, CodeVerdict::untrusted, code.error().code, code.error().detail);
  finding.code = *std::move(code);
  if (const auto stale = staleness(*finding.code, now))
    return found(std::move(finding), CodeVerdict::untrusted, *stale);
  const auto before = memory_.see({finding.code->id, to_hex(finding.code->ticket.id), now});
  if (!before) return before.error();
  finding.first_seen = *before;
  if (*before) return found(std::move(finding), CodeVerdict::untrusted, "OFFLINE_CODE_REPEATED");
  return status_of(std::move(finding), now);
}

// The ticket was issued for a valid license, so a list older than it has nothing to add; but no list at all,
// or one that is not believed any more, leaves the question open.
CodeFinding OfflineChecker::status_of(CodeFinding finding, Time now) const {
  const OfflineTicket& ticket = finding.code->ticket;
  if (ticket.status != status::Status::valid)
    return found(std::move(finding), CodeVerdict::untrusted, "OFFLINE_CODE_LICENSE");
  const HeldLists::Held* const held = lists_.find(finding.code->issuer_key, ticket.list);
  if (held == nullptr)
    return found(std::move(finding), CodeVerdict::undetermined, "OFFLINE_CODE_NO_LIST",
                 lists_.trouble() ? lists_.trouble()->code : "");
  finding.status_as_of = held->list.issued_at;
  finding.status_until = held->list.expires_at;
  if (held->list.expires_at <= now)
    return found(std::move(finding), CodeVerdict::undetermined, "OFFLINE_CODE_LIST_OLD");
  const auto status = held->list.list.at(ticket.index);
  if (!status)
    return found(std::move(finding), CodeVerdict::undetermined, "OFFLINE_CODE_NO_LIST", status.error().code);
  finding.status = *status;
  if (*status != status::Status::valid)
    return found(std::move(finding), CodeVerdict::untrusted, "OFFLINE_CODE_LICENSE");
  return found(std::move(finding), CodeVerdict::trusted, "");
}

} // namespace elicense::show
