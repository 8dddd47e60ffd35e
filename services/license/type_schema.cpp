// SPDX-License-Identifier: Apache-2.0
// valijson behind two functions; its exceptions end here.
#define VALIJSON_USE_EXCEPTIONS 1 // without it the library ends the program where it cannot go on
#include "license/type_schema.hpp"
#include <regex>
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

// A pattern that does not compile would only show when data of its field came.
Result<void> check_patterns(const json& schema) {
  const json flat = schema.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    if (!pointer.ends_with("/pattern") || !value.is_string()) continue;
    try {
      const std::regex compiled(value.get<std::string>());
    } catch (const std::regex_error&) {
      return invalid("/schema" + pointer + ": not a regular expression");
    }
  }
  return {};
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
  auto validator = std::make_shared<LicenseType::Validator>();
  try {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(schema), validator->schema);
  } catch (const std::exception& failure) {
    return invalid(std::string("/schema: ") + failure.what());
  }
  return std::shared_ptr<const LicenseType::Validator>(std::move(validator));
}

std::optional<std::string> first_violation(const LicenseType::Validator& validator, const json& data) {
  valijson::ValidationResults results;
  try {
    if (valijson::Validator().validate(validator.schema, Adapter(data), &results)) return std::nullopt;
  } catch (const std::exception&) {
    return "/: a value cannot be checked";
  }
  valijson::ValidationResults::Error error;
  if (!results.popError(error)) return "/: does not fit the schema";
  return pointer_of(error.context) + ": " + error.description;
}

} // namespace elicense::license
