// SPDX-License-Identifier: Apache-2.0
// Every file is decided on as its own endpoint would, every license is recorded for its holders before its
// first file. What is refused stands in the manifest with the code that endpoint would answer, and nothing
// else.
#include "api/license_archive.hpp"

#include "api/answer.hpp"
#include "api/authority_query.hpp"
#include "api/license_filter.hpp"
#include "api/relations.hpp"
#include "crypto/sha256.hpp"
#include "license/identifier.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;
using access::Decision;
using access::Relation;

constexpr const char* hidden = "LICENSE_NOT_FOUND";

http::Request without_body(const http::Request& request) {
  http::Request copy = request;
  copy.body.clear();
  return copy;
}

} // namespace

LicenseArchive::LicenseArchive(const Context& context, const Call& call, privacy::Reader reader,
                               ArchiveOrder order, std::uint64_t size_limit)
    : context_(context), request_(without_body(call.request)), caller_(call.caller),
      reader_(std::move(reader)), order_(std::move(order)), size_limit_(size_limit) {}

Bytes LicenseArchive::next() {
  if (finished_) return {};
  while (true) {
    if (given_ && given_->kinds.empty()) given_.reset();
    if (given_) {
      if (Bytes bytes = next_file(); !bytes.empty()) return bytes;
      continue;
    }
    if (order_.licenses.empty() && !fetch_page()) return finish();
    if (order_.licenses.empty()) continue;
    const std::string identifier = std::move(order_.licenses.front());
    order_.licenses.pop_front();
    open(identifier);
  }
}

bool LicenseArchive::fetch_page() {
  if (!order_.filter) return false;
  order_.filter->limit = std::min(license::max_listed, max_archived - fetched_);
  const auto page = context_.licenses.list(*order_.filter);
  if (!page) {
    stopped_ = page.error().code;
    next_cursor_ = cursor_text(order_.filter->after);
    return false;
  }
  for (const license::License& license : page->licenses)
    if (sees_type({request_, caller_}, license.type_code)) order_.licenses.push_back(license.identifier);
  fetched_ += page->licenses.size();
  if (page->next && fetched_ < max_archived) {
    order_.filter->after = *page->next;
    return true;
  }
  if (page->next) next_cursor_ = cursor_text(*page->next);
  order_.filter.reset();
  return !order_.licenses.empty();
}

void LicenseArchive::refuse(const std::string& identifier, const FileKind& kind, std::string code) {
  refused_.push_back({identifier, kind.word, std::move(code)});
}

void LicenseArchive::refuse_all(const std::string& identifier, const std::string& code) {
  for (const FileKind* const kind : order_.kinds)
    refuse(identifier, *kind, code);
}

// As guarded() goes about the endpoint of each.
std::vector<const FileKind*> LicenseArchive::allowed(const std::string& identifier, Relation relation,
                                                     const std::string& absent, bool& masked) {
  const access::AuthorizationTable& table = context_.access.table;
  std::vector<const FileKind*> kinds;
  for (const FileKind* const kind : order_.kinds) {
    const Decision decision = table.decide(kind->endpoint, relation, caller_.roles);
    if (table.always_refuses(kind->endpoint, caller_.roles))
      refuse(identifier, *kind, "ACCESS_DENIED");
    else if (decision == Decision::refuse || (decision == Decision::mask && kind->whole))
      refuse(identifier, *kind, hidden);
    else if (relation == Relation::absent)
      refuse(identifier, *kind, absent);
    else
      kinds.push_back(kind);
    masked = masked || (decision == Decision::mask && !kinds.empty() && kinds.back() == kind);
  }
  return kinds;
}

void LicenseArchive::open(const std::string& identifier) {
  if (const auto right = license::Identifier::parse(identifier); !right)
    return refuse_all(identifier, right.error().code);
  const std::string client = asking(context_.blinder, caller_, request_);
  if (const auto may = context_.access.harvest.may_ask(client, context_.clock()); !may)
    return refuse_all(identifier, may.error().code);
  const auto license = context_.licenses.find(identifier);
  if (!license && license.error().kind != ErrorKind::not_found)
    return refuse_all(identifier, license.error().code);
  const Relation relation = license ? relation_of(*license, caller_) : Relation::absent;
  context_.access.harvest.asked({.client = client,
                                 .subject = crypto::sm3(as_bytes(identifier)),
                                 .found = relation == Relation::own,
                                 .purpose = stated_purpose(request_)},
                                context_.clock());
  bool masked = false;
  const auto kinds = allowed(identifier, relation, license ? "" : license.error().code, masked);
  if (kinds.empty()) return;
  const auto view = view_of({request_, caller_, masked ? Decision::mask : Decision::allow}, *license);
  const bool whole = std::ranges::any_of(kinds, &FileKind::whole);
  const auto recorded =
      context_.disclosure.record(*license, whole ? license::View::full() : view, "archive", reader_);
  if (!recorded) return refuse_all(identifier, recorded.error().code);
  given_.emplace(Given{{context_, *license, view}, identifier, {kinds.begin(), kinds.end()}});
}

// Nothing when it is refused.
Bytes LicenseArchive::next_file() {
  const FileKind& kind = *given_->kinds.front();
  given_->kinds.pop_front();
  const auto content = kind.make(given_->files);
  if (!content) {
    refuse(given_->license, kind, content.error().code);
    return {};
  }
  const std::string name = given_->license + std::string(kind.ending);
  if (size_ + content->size() > size_limit_ || !zip_.has_room(name, content->size())) {
    refuse(given_->license, kind, "ARCHIVE_FULL");
    return {};
  }
  size_ += content->size();
  files_.push_back({{"name", name},
                    {"license", given_->license},
                    {"what", kind.word},
                    {"size", content->size()},
                    {"sha256", to_hex(crypto::sha256({*content}))},
                    {"sm3", to_hex(crypto::sm3(*content))}});
  return zip_.add(name, *content, kind.compressed);
}

Json LicenseArchive::manifest() const {
  const auto language = language_of(request_);
  Json refused = Json::array();
  for (const Refused& each : refused_)
    refused.push_back({{"license", each.license},
                       {"what", each.what},
                       {"code", each.code},
                       {"text", wording::sentence(each.code, language).text}});
  const auto text_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  return {{"made_at", to_rfc3339(context_.clock())},
          {"files", files_},
          {"refused", refused},
          {"next_cursor", text_or_null(next_cursor_)},
          {"stopped", text_or_null(stopped_)}};
}

Bytes LicenseArchive::finish() {
  finished_ = true;
  const std::string text = manifest().dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  Bytes bytes = zip_.add("manifest.json", as_bytes(text));
  const Bytes end = zip_.finish();
  append(bytes, end);
  return bytes;
}

} // namespace elicense::api
