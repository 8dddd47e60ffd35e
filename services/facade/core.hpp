// SPDX-License-Identifier: Apache-2.0
// What a façade asks of the core: an endpoint of /v1, as if the application had called it itself. So nothing
// is seen here that /v1 would not give: its rows of schemas/authorization.tsv, its scopes, its brake, its
// records.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::facade {

using Json = nlohmann::ordered_json;

struct Question {
  std::string_view endpoint;                                       // its name in schemas/authorization.tsv
  std::map<std::string, std::string, std::less<>> parameters = {}; // of its path
  std::multimap<std::string, std::string, std::less<>> query = {};
  std::string content_type = {}; // of the body; empty: JSON where there is one
  Bytes body = {};
  std::string purpose = {}; // for the holder's access log
};

// A body of JSON. Its digest is the Idempotency-Key of the question: the same one again is the same.
Question question_of(std::string_view endpoint, const Json& body);

// A refusal is problem+json, to be answered as it is.
http::Response ask(const api::Context& context, const api::Call& call, const Question& question);
bool succeeded(const http::Response& response);
// Clients read the envelope of a 200 only: what was refused is one as well, and counted as what it says.
http::Response as_envelope(http::Response response, const Json& envelope);
Json json_of(const http::Response& response); // of one that succeeded; null: not JSON

// Members of a foreign body: clients send more than the sources name, so others are passed over.
// Its text, or empty: not there, or no text
std::string text_member(const nlohmann::json& object, std::string_view name);

} // namespace elicense::facade
