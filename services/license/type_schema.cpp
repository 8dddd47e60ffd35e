// SPDX-License-Identifier: Apache-2.0
// valijson behind two functions; its exceptions about a schema end here.
#include "license/type_schema.hpp"
#include "license/pattern.hpp"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace elicense::license {

struct LicenseType::Validator {
  valijson::Schema schema;
};

namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

Error invalid(const std::string& detail) {
  return fail(ErrorKind::invalid, "TYPE_INVALID", detail);
}

// valijson names places as "<root>", "[field]", "[0]".
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (std::size_t i = 1; i < context.size(); ++i)
    pointer += "/" + context[i].substr(1, context[i].size() - 2);
  return pointer.empty() ? "/" : pointer;
}

} // namespace

Result<std::shared_ptr<const LicenseType::Validator>> compile_schema(const json& schema) {
  if (!schema.is_object()) return invalid("/schema: must be an object");
  if (auto good = check_patterns(schema); !good) return good.error();
  const json renamed = with_patterns_renamed(schema);
  auto validator = std::make_shared<LicenseType::Validator>();
  try {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.addConstraintBuilder(pattern_keyword, pattern_constraints().release()); // the parser owns it
    parser.populateSchema(Adapter(renamed), validator->schema);
  } catch (const std::exception& failure) {
    return invalid(std::string("/schema: ") + failure.what());
  }
  return std::shared_ptr<const LicenseType::Validator>(std::move(validator));
}

std::optional<std::string> first_violation(const LicenseType::Validator& validator, const json& data) {
  valijson::ValidationResults results;
  if (valijson::Validator().validate(validator.schema, Adapter(data), &results)) return std::nullopt;
  valijson::ValidationResults::Error error;
  if (!results.popError(error)) return "/: does not fit the schema";
  return pointer_of(error.context) + ": " + error.description;
}

} // namespace elicense::license
