// SPDX-License-Identifier: Apache-2.0
// POST /v1/complaints, GET /v1/holders/me/complaints: a holder objects to a use of a license.
// GET /v1/complaints, POST /v1/complaints/{id}/answer: the authority whose use it was, by its auditors.
#include "api/answer.hpp"
#include "api/complaint_json.hpp"
#include "api/endpoints.hpp"
#include "api/idempotency_key.hpp"
#include "api/show_input.hpp"
#include "api/whole_number.hpp"

namespace elicense::api {
namespace {

using privacy::Complaint;

Error no_such_use() {
  return fail(ErrorKind::not_found, "COMPLAINT_USE");
}

Result<std::string> text_in(const nlohmann::json& input) {
  if (is_text_member(input, "text")) {
    const auto& text = input["text"].get_ref<const std::string&>();
    if (!text.empty() && text.size() <= privacy::max_complaint_text) return text;
  }
  return input_error("text must say something, in 2000 bytes at most");
}

std::string authority_of(const Context& context, const std::string& client) {
  const auto party = context.access.people.party(client);
  return party ? party->tenant : context.access.tenant;
}

// Of the holder's own log: what is not there, or not of this holder, looks the same.
Result<void> about_access(const Context& context, Complaint& complaint, std::int64_t sequence) {
  const auto found = context.accesses.of_holder(complaint.holder, sequence + 1, 1);
  if (!found) return found.error();
  if (found->empty() || found->front().sequence != sequence) return no_such_use();
  const privacy::Access& access = found->front().access;
  complaint.about = {.kind = privacy::UseKind::access,
                     .id = std::to_string(sequence),
                     .at = access.at,
                     .license = access.license,
                     .reader = access.reader};
  complaint.tenant = authority_of(context, access.reader.client);
  return {};
}

Result<void> about_scan(const Context& context, Complaint& complaint, const std::string& id) {
  const auto scan = context.show.kept().scan(id);
  if (!scan) return scan.error().code == "SCAN_NOT_FOUND" ? no_such_use() : scan.error();
  if (!is_same(scan->holder, complaint.holder) && !is_same(scan->shower, complaint.holder))
    return no_such_use();
  complaint.about = {.kind = privacy::UseKind::scan,
                     .id = scan->id,
                     .at = scan->scanned_at,
                     .license = {},
                     .reader = {.who = scan->asker.operator_,
                                .client = scan->asker.party,
                                .purpose = scan->matter.name,
                                .matter_case = scan->matter_case}};
  complaint.tenant = scan->asker.tenant;
  return {};
}

Result<void> read_use(const Context& context, const nlohmann::json& about, Complaint& complaint) {
  if (about.is_object() && about.size() == 1) {
    if (about.contains("access") && about["access"].is_number_unsigned() &&
        about["access"] < std::numeric_limits<std::int64_t>::max())
      return about_access(context, complaint, about["access"]);
    if (is_text_member(about, "scan")) return about_scan(context, complaint, about["scan"]);
  }
  return input_error(R"(about must be {"access": …} or {"scan": …})");
}

Result<Complaint> read_complaint(const Context& context, const Call& call, const nlohmann::json& input) {
  const auto holder = holder_of(call);
  if (!holder) return holder.error();
  const auto kind = is_text_member(input, "kind")
                        ? privacy::complaint_kind_from_text(input["kind"].get<std::string>())
                        : std::nullopt;
  if (!kind) return input_error("kind must be one of the list");
  auto text = text_in(input);
  if (!text) return text.error();
  Complaint complaint;
  complaint.id = crypto::random_id(crypto::system_random);
  complaint.made_at = context.clock();
  complaint.holder = *holder;
  complaint.kind = *kind;
  complaint.text = *std::move(text);
  if (auto read = read_use(context, input.value("about", nlohmann::json()), complaint); !read)
    return read.error();
  return complaint;
}

Result<Complaint> make(const Context& context, const Call& call) {
  const auto key = idempotency_key(call.request);
  if (!key) return key.error();
  const auto input = show_input(call.request, {"about", "kind", "text"});
  if (!input) return input.error();
  const auto complaint = read_complaint(context, call, *input);
  if (!complaint) return complaint.error();
  const std::string scoped =
      "complaint/" + complaint->holder.code_type + '/' + complaint->holder.code + '/' + *key;
  return context.complaints.record({scoped, crypto::sm3(as_bytes(input->dump()))}, *complaint,
                                   made_leaf(*complaint, context.blinder));
}

Result<std::int64_t> place_in(const http::Request& request, const char* name) {
  if (const auto value = whole_number(request.query_value(name).value_or("0"))) return *value;
  return input_error("before and after are sequences of complaints");
}

Result<privacy::ComplaintAnswer> read_answer(const Context& context, const Call& call) {
  const auto input = show_input(call.request, {"state", "text"});
  if (!input) return input.error();
  const auto state = is_text_member(*input, "state")
                         ? privacy::complaint_state_from_text((*input)["state"].get<std::string>())
                         : std::nullopt;
  if (!state || *state == privacy::ComplaintState::open)
    return input_error("state must be upheld or dismissed");
  auto text = text_in(*input);
  if (!text) return text.error();
  return privacy::ComplaintAnswer{*state, *std::move(text), call.caller.party, context.clock()};
}

} // namespace

http::Response make_complaint(const Context& context, const Call& call) {
  const auto made = make(context, call);
  if (!made) return problem(call.request, made.error());
  return json_answer(201, complaint_json(*made, context));
}

http::Response list_my_complaints(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto before = place_in(call.request, "before");
  if (!before) return problem(call.request, before.error());
  const auto complaints = context.complaints.of_holder(*holder, *before);
  if (!complaints) return problem(call.request, complaints.error());
  nlohmann::ordered_json next = nullptr;
  if (complaints->size() == privacy::max_complaints_at_once) next = complaints->back().sequence;
  return json_answer(200, {{"complaints", complaint_list(*complaints, context)}, {"next_before", next}});
}

http::Response list_complaints(const Context& context, const Call& call) {
  const auto after = place_in(call.request, "after");
  if (!after) return problem(call.request, after.error());
  const auto complaints = context.complaints.open_of(call.caller.tenant, *after);
  if (!complaints) return problem(call.request, complaints.error());
  return json_answer(200, {{"complaints", complaint_list(*complaints, context)}});
}

http::Response answer_complaint(const Context& context, const Call& call) {
  const auto answer = read_answer(context, call);
  if (!answer) return problem(call.request, answer.error());
  const auto leaf = [&](const Complaint& complaint) { return answered_leaf(complaint, context.blinder); };
  const auto answered = context.complaints.answer(call.request.parameters.at("complaint"), *answer, leaf);
  if (!answered) return problem(call.request, answered.error());
  return json_answer(200, complaint_json(*answered, context));
}

} // namespace elicense::api
