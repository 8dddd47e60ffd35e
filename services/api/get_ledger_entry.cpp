// SPDX-License-Identifier: Apache-2.0
// GET /v1/ledger/entries/{index}: a leaf in words, and its bytes.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/ledger_answer.hpp"

namespace elicense::api {
namespace {

template <class Role> nlohmann::ordered_json facts_json(const std::vector<ledger::Fact<Role>>& facts) {
  auto all = nlohmann::ordered_json::object();
  for (const auto& fact : facts)
    all[std::string(ledger::name_of(fact.role))] = to_hex(fact.value);
  return all;
}

nlohmann::ordered_json entry_json(std::uint64_t index, const ledger::Entry& entry, const Bytes& bytes) {
  nlohmann::ordered_json body = {{"index", index},
                                 {"kind", ledger::name_of(entry.kind)},
                                 {"at", to_rfc3339(entry.at)},
                                 {"digests", facts_json(entry.digests)},
                                 {"references", facts_json(entry.references)}};
  if (!entry.word.empty()) body["word"] = entry.word;
  if (entry.number) body["number"] = *entry.number;
  body["entry"] = to_base64(bytes);
  return body;
}

} // namespace

http::Response get_ledger_entry(const Context& context, const http::Request& request) {
  const auto index = ledger_index(request.parameters.at("index"));
  if (!index) return problem(request, index.error());
  const auto bytes = context.book.entries(*index, 1);
  if (!bytes) return problem(request, bytes.error());
  const auto entry = ledger::decode_entry(bytes->front());
  if (!entry) return problem(request, entry.error());
  return lasting(json_answer(200, entry_json(*index, *entry, bytes->front())));
}

} // namespace elicense::api
