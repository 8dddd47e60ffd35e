// SPDX-License-Identifier: Apache-2.0
// GET /v1/catalogue and /v1/issue-list (发证清单): elements by the names of GB/T 36902, as JSON or CSV.
#include "api/answer.hpp"
#include "api/authority_query.hpp"
#include "api/endpoints.hpp"
#include "api/sheet.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

// Standards 3.1.
const std::vector<std::string> catalogue_elements = {"CertificateTypeName",
                                                     "CertificateTypeCode",
                                                     "CertificateDefineAuthorityName",
                                                     "CertificateDefineAuthorityCode",
                                                     "CertificateDefineAuthorityLevel",
                                                     "RelatedItemName",
                                                     "RelatedItemCode",
                                                     "CertificateHolderCategory",
                                                     "ValidityRange",
                                                     "CertificateIssuingAuthorityLevel"};

Json catalogue_row(const license::LicenseType& type) {
  Json row = Json::object();
  for (const std::string& element : catalogue_elements)
    if (type.catalogue.contains(element)) row[element] = type.catalogue[element];
  return row;
}

Result<std::string> day_text_of(const http::Request& request, const char* name,
                                const std::string& otherwise) {
  const auto text = request.query_value(name);
  if (!text) return otherwise;
  if (from_date(*text)) return std::string(*text);
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", std::string(name) + " must be YYYY-MM-DD");
}

// Of this very code, though another may have replaced it.
const license::LicenseType* newest_of(const license::TypeCatalogue& types, const std::string& code) {
  const auto versions = types.versions(code);
  return versions.empty() ? types.find(code) : versions.back();
}

// A type that is not known any more still was issued.
Json issued_row(const Context& context, const license::IssuedCount& issued, const std::string& authority) {
  const license::LicenseType* const type = newest_of(context.types, issued.type_code);
  Json row = type == nullptr ? Json{{"CertificateTypeCode", issued.type_code}} : catalogue_row(*type);
  row["CertificateIssuingAuthorityCode"] = authority;
  row["IssuedCount"] = issued.count;
  row["FirstIssuedDate"] = issued.first_day;
  row["LastIssuedDate"] = issued.last_day;
  return row;
}

} // namespace

http::Response get_catalogue(const Context& context, const http::Request& request) {
  Sheet sheet{.name = "catalogue", .columns = catalogue_elements, .rows = {}};
  for (const license::LicenseType* const type : context.types.all())
    sheet.rows.push_back(catalogue_row(*type));
  return sheet_answer(request, sheet);
}

http::Response get_issue_list(const Context& context, const Call& call) {
  const http::Request& request = call.request;
  const auto authority = authority_of(call, std::string(request.query_value("authority").value_or("")));
  const auto from = day_text_of(request, "from", "0000-01-01");
  const auto to = day_text_of(request, "to", to_china_date(context.clock()));
  for (const auto* const given : {&authority, &from, &to})
    if (!*given) return problem(request, given->error());
  const auto issued = context.licenses.issued(*authority, *from, *to);
  if (!issued) return problem(request, issued.error());
  Sheet sheet{.name = "issue_list", .columns = catalogue_elements, .rows = {}};
  for (const char* const column :
       {"CertificateIssuingAuthorityCode", "IssuedCount", "FirstIssuedDate", "LastIssuedDate"})
    sheet.columns.emplace_back(column);
  for (const license::IssuedCount& count : *issued)
    if (sees_type(call, count.type_code)) sheet.rows.push_back(issued_row(context, count, *authority));
  return sheet_answer(request, sheet, {{"authority", *authority}, {"from", *from}, {"to", *to}});
}

} // namespace elicense::api
