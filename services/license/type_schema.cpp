// SPDX-License-Identifier: Apache-2.0
// valijson behind two functions; its exceptions about a schema end here.
#include "license/type_schema.hpp"
#include "license/pattern.hpp"
#include "license/type.hpp"
#include <mutex>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace elicense::license {

namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// valijson names places as "<root>", "[field]", "[0]".
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (std::size_t i = 1; i < context.size(); ++i)
    pointer += "/" + context[i].substr(1, context[i].size() - 2);
  return pointer.empty() ? "/" : pointer;
}

void populate(const json& schema, valijson::Schema& compiled) {
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.addConstraintBuilder(pattern_keyword, pattern_constraints().release()); // the parser owns it
  parser.populateSchema(Adapter(schema), compiled);
}

} // namespace

class LicenseType::Validator {
 public:
  explicit Validator(json schema) : source_(std::move(schema)) {}
  const valijson::Schema& compiled() const {
    std::call_once(once_, [this] { populate(with_patterns_renamed(source_), compiled_); });
    return compiled_;
  }

 private:
  json source_;
  mutable std::once_flag once_;
  mutable valijson::Schema compiled_;
};

std::shared_ptr<const LicenseType::Validator> compile_later(json schema) {
  return std::make_shared<const LicenseType::Validator>(std::move(schema));
}

Result<std::shared_ptr<const LicenseType::Validator>> compile_schema(const json& schema) {
  if (!schema.is_object()) return invalid_type("/schema: must be an object");
  if (auto good = check_patterns(schema); !good) return good.error();
  auto validator = compile_later(schema);
  try {
    validator->compiled();
  } catch (const std::exception& failure) {
    return invalid_type(std::string("/schema: ") + failure.what());
  }
  return validator;
}

std::optional<std::string> first_violation(const LicenseType::Validator& validator, const json& data) {
  valijson::ValidationResults results;
  if (valijson::Validator().validate(validator.compiled(), Adapter(data), &results)) return std::nullopt;
  valijson::ValidationResults::Error error;
  if (!results.popError(error)) return "/: does not fit the schema";
  return pointer_of(error.context) + ": " + error.description;
}

} // namespace elicense::license
