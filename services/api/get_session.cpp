// SPDX-License-Identifier: Apache-2.0
// GET /v1/session: as whom the caller is known here, so that a page can offer what it may do.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include <sstream>

namespace elicense::api {
namespace {

nlohmann::ordered_json words_of(const std::string& text) {
  nlohmann::ordered_json words = nlohmann::ordered_json::array();
  std::istringstream in(text);
  for (std::string word; in >> word;)
    words.push_back(word);
  return words;
}

} // namespace

http::Response get_session(const Context&, const Call& call) {
  return json_answer(200, {{"roles", words_of(access::to_text(call.caller.roles))},
                           {"scopes", words_of(call.caller.scopes.text())}});
}

} // namespace elicense::api
