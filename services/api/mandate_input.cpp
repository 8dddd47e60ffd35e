// SPDX-License-Identifier: Apache-2.0
#include "api/mandate_input.hpp"

#include "api/idempotency_key.hpp"

namespace elicense::api {
namespace {

Result<void> read_period(const nlohmann::json& input, show::Mandate& mandate) {
  if (!is_text_member(input, "until")) return mandate_input_error();
  const auto until = from_rfc3339(input["until"].get<std::string>());
  if (!until) return mandate_input_error();
  mandate.until = *until;
  if (!input.contains("from")) return {};
  if (!is_text_member(input, "from")) return mandate_input_error();
  const auto from = from_rfc3339(input["from"].get<std::string>());
  if (!from) return mandate_input_error();
  mandate.from = *from;
  return {};
}

} // namespace

Error mandate_input_error() {
  return fail(
      ErrorKind::malformed, "REQUEST_FIELDS",
      "persons {name, code_type, code}, license_types, matters [{code, name}], uses and until are needed");
}

Result<MandateInput> mandate_input(const Call& call, std::vector<std::string_view> members) {
  auto key = idempotency_key(call.request);
  if (!key) return key.error();
  members.insert(members.end(), {"license_types", "matters", "uses", "from", "until"});
  auto input = show_input(call.request, members);
  if (!input) return input.error();
  MandateInput read{.json = *input, .mandate = {}, .idempotency_key = call.caller.party + "/" + *key};
  auto types = texts_of(input->value("license_types", nlohmann::json()), show::max_mandate_types);
  auto matters = matters_of(input->value("matters", nlohmann::json()));
  if (!types || !matters || !input->contains("uses") || !(*input)["uses"].is_number_unsigned())
    return mandate_input_error();
  read.mandate.type_codes = *std::move(types);
  read.mandate.matters = *std::move(matters);
  read.mandate.uses = (*input)["uses"];
  read.mandate.recorded_by = call.caller.party;
  read.mandate.tenant = call.caller.tenant;
  if (auto period = read_period(*input, read.mandate); !period) return period.error();
  return read;
}

} // namespace elicense::api
