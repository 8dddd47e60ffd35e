// SPDX-License-Identifier: Apache-2.0
// GET /v1/recalls, GET /v1/recalls/{id}, POST /v1/recalls/{id}/acknowledgement
#include "api/answer.hpp"
#include "api/authority_query.hpp"
#include "api/endpoints.hpp"
#include "api/recall_json.hpp"
#include "api/show_input.hpp"
#include "api/whole_number.hpp"
#include "crypto/pem.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

struct Query {
  recall::Viewer viewer;
  recall::Wanted wanted = recall::Wanted::open;
  std::int64_t before = 0;
};

Result<recall::Wanted> wanted_of(const http::Request& request) {
  const auto state = request.query_value("state").value_or("open");
  if (state == "open") return recall::Wanted::open;
  if (state == "acknowledged") return recall::Wanted::acknowledged;
  if (state == "all") return recall::Wanted::all;
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", "state must be open, acknowledged or all");
}

bool is_of_issuer(const access::Caller& caller) {
  using access::Role;
  return caller.has(Role::issuer_clerk) || caller.has(Role::issuer_approver) || caller.has(Role::auditor);
}

// Everybody those it was told of; who works for an issuer or audits it, those of its licenses as well.
Result<recall::Viewer> viewer_of(const Call& call) {
  recall::Viewer viewer{.party = call.caller.party, .issuer_code = {}};
  if (!is_of_issuer(call.caller)) return viewer;
  auto authority = authority_of(call, std::string(call.request.query_value("authority").value_or("")));
  if (!authority) return authority.error();
  viewer.issuer_code = *std::move(authority);
  return viewer;
}

Result<Query> query_of(const Call& call) {
  auto viewer = viewer_of(call);
  if (!viewer) return viewer.error();
  const auto wanted = wanted_of(call.request);
  if (!wanted) return wanted.error();
  const auto cursor = whole_number(call.request.query_value("cursor").value_or("0"));
  if (!cursor) return fail(ErrorKind::malformed, "REQUEST_FIELDS", "cursor must be one that an answer gave");
  return Query{*std::move(viewer), *wanted, *cursor};
}

bool may_see(const Call& call, const recall::Recall& recall) {
  return recall.reliance.party == call.caller.party || sees_type(call, recall.type_code);
}

Result<std::optional<recall::Reply>> reply_of(const http::Request& request) {
  const auto input = show_input(request, {"note"});
  if (!input) return input.error();
  if (!input->contains("note")) return std::optional<recall::Reply>();
  const auto reply = is_text_member(*input, "note")
                         ? recall::reply_from_text((*input)["note"].get_ref<const std::string&>())
                         : std::nullopt;
  if (reply) return reply;
  return fail(ErrorKind::malformed, "REQUEST_FIELDS",
              "note must be case_reopened, no_effect or decision_revoked");
}

} // namespace

http::Response list_recalls(const Context& context, const Call& call) {
  const auto query = query_of(call);
  if (!query) return problem(call.request, query.error());
  const auto page =
      context.recalls.kept().list(query->viewer, query->wanted, query->before, recall::max_page);
  if (!page) return problem(call.request, page.error());
  Json list = Json::array();
  for (const recall::Recall& recall : *page)
    if (may_see(call, recall)) list.push_back(recall_json(recall));
  const bool more = page->size() == recall::max_page;
  return json_answer(200,
                     {{"recalls", std::move(list)},
                      {"next_cursor", more ? Json(std::to_string(page->back().sequence)) : Json(nullptr)}});
}

http::Response get_recall(const Context& context, const Call& call) {
  const auto recall = context.recalls.kept().find(id_of(call));
  if (!recall) return problem(call.request, recall.error());
  auto notice = notice_json(*recall, context.message_keys, context.clock());
  if (!notice) return problem(call.request, notice.error());
  Json answer = recall_json(*recall);
  answer["notice"] = *std::move(notice);
  answer["sm2_public_key"] = crypto::write_pem("PUBLIC KEY", context.message_keys.public_key().spki());
  return json_answer(200, answer);
}

http::Response acknowledge_recall(const Context& context, const Call& call) {
  const auto reply = reply_of(call.request);
  if (!reply) return problem(call.request, reply.error());
  const auto recall = context.recalls.acknowledge(id_of(call), call.caller.party, *reply);
  if (!recall) return problem(call.request, recall.error());
  return json_answer(200, recall_json(*recall));
}

} // namespace elicense::api
