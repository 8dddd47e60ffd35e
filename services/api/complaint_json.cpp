// SPDX-License-Identifier: Apache-2.0
#include "api/complaint_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

Json name_of(const Context& context, const std::string& party) {
  const auto found = context.access.people.party(party);
  return found ? Json(found->name) : Json(nullptr);
}

} // namespace

Json complaint_json(const privacy::Complaint& complaint, const Context& context) {
  const privacy::ComplainedUse& use = complaint.about;
  Json json = {{"id", complaint.id},
               {"sequence", complaint.sequence},
               {"made_at", to_rfc3339(complaint.made_at)},
               {"kind", to_text(complaint.kind)},
               {"text", complaint.text},
               {"about",
                {{"kind", to_text(use.kind)},
                 {"id", use.id},
                 {"at", to_rfc3339(use.at)},
                 {"license", use.license},
                 {"client", use.reader.client},
                 {"client_name", name_of(context, use.reader.client)},
                 {"purpose", use.reader.purpose},
                 {"case", use.reader.matter_case}}},
               {"authority", complaint.tenant},
               {"state", to_text(complaint.state())}};
  json["answer"] = complaint.answer ? Json(complaint.answer->text) : Json(nullptr);
  json["answered_at"] = complaint.answer ? Json(to_rfc3339(complaint.answer->at)) : Json(nullptr);
  return json;
}

Json complaint_list(const std::vector<privacy::Complaint>& complaints, const Context& context) {
  Json list = Json::array();
  for (const privacy::Complaint& complaint : complaints)
    list.push_back(complaint_json(complaint, context));
  return list;
}

} // namespace elicense::api
