// SPDX-License-Identifier: Apache-2.0
#include "api/holder_json.hpp"
#include "api/answer.hpp"
#include <map>

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

Json shown(const std::optional<privacy::Suspicion>& suspicion) {
  if (!suspicion) return nullptr;
  return {{"rule", suspicion->rule}, {"at", to_rfc3339(suspicion->at)}, {"refused", suspicion->refused}};
}

Json shown(const privacy::RecordedAccess& recorded) {
  const privacy::Access& access = recorded.access;
  return {{"sequence", recorded.sequence},
          {"at", to_rfc3339(access.at)},
          {"what", access.what},
          {"license", access.license},
          {"who", access.reader.who},
          {"client", access.reader.client},
          {"purpose", access.reader.purpose},
          {"case", access.reader.matter_case},
          {"way", text_or_null(access.reader.way)},
          {"legal_basis", text_or_null(access.reader.legal_basis)},
          {"fields", access.fields},
          {"masked", access.masked},
          {"suspected", shown(recorded.suspected)}};
}

Json shown(const privacy::Correction& correction) {
  Json json = {{"number", correction.number},   {"asked_at", to_rfc3339(correction.asked_at)},
               {"license", correction.license}, {"field", correction.field},
               {"text", correction.text},       {"state", to_text(correction.state)}};
  json["answered_at"] = correction.answered_at ? Json(to_rfc3339(*correction.answered_at)) : Json(nullptr);
  return json;
}

template <class T> Json list_of(const std::vector<T>& elements) {
  Json list = Json::array();
  for (const T& element : elements)
    list.push_back(shown(element));
  return list;
}

} // namespace

// Systems by their names: a holder knows no party's id.
Json access_list(const std::vector<privacy::RecordedAccess>& accesses, access::Register& people) {
  std::map<std::string, Json> names;
  Json list = list_of(accesses);
  for (Json& access : list) {
    const std::string client = access["client"];
    if (!names.contains(client)) {
      const auto party = people.party(client);
      names[client] = party ? Json(party->name) : Json(nullptr);
    }
    access["client_name"] = names[client];
  }
  return list;
}

Json next_before(const std::vector<privacy::RecordedAccess>& accesses) {
  if (accesses.size() < privacy::max_accesses_at_once) return nullptr;
  return accesses.back().sequence;
}

Json correction_list(const std::vector<privacy::Correction>& corrections) {
  return list_of(corrections);
}

} // namespace elicense::api
