// SPDX-License-Identifier: Apache-2.0
// GET /v1/status-lists and /v1/status-lists/{list}?time= (Token Status List, 8 and 9). The whole list, for
// anybody: nobody learns whose status was asked for.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/whole_number.hpp"
#include "status/key_file.hpp"

namespace elicense::api {
namespace {

constexpr std::string_view jwt_type = "application/statuslist+jwt", cwt_type = "application/statuslist+cwt";

status::Form list_form_of(const http::Request& request) {
  return request.header("accept").find(cwt_type) == std::string_view::npos ? status::Form::jwt
                                                                           : status::Form::cwt;
}

Result<std::optional<Time>> time_of(const http::Request& request) {
  const auto text = request.query_value("time");
  if (!text) return std::optional<Time>();
  const auto seconds = whole_number(*text);
  if (!seconds) return fail(ErrorKind::malformed, "REQUEST_FIELDS", "time must be seconds since 1970");
  return std::optional(Time(std::chrono::seconds(*seconds)));
}

} // namespace

http::Response list_status_lists(const Context& context, const http::Request& request) {
  const auto uris = context.status_lists.uris();
  if (!uris) return problem(request, uris.error());
  return json_answer(200,
                     {{"status_lists", *uris},
                      {"keys", keys_json(context.status_key, context.former_status_keys, context.clock())}});
}

http::Response get_status_list(const Context& context, const http::Request& request) {
  const auto list = whole_number(request.parameters.at("list"));
  if (!list) return problem(request, fail(ErrorKind::not_found, "STATUS_LIST_NOT_FOUND"));
  const auto at = time_of(request);
  if (!at) return problem(request, at.error());
  const auto number = static_cast<std::uint64_t>(*list);
  const status::Form form = list_form_of(request);
  auto token =
      *at ? context.status_lists.past(number, form, **at) : context.status_lists.current(number, form);
  if (!token) return problem(request, token.error());
  const auto type = form == status::Form::jwt ? jwt_type : cwt_type;
  http::Response response = file_answer(std::string(type), *std::move(token));
  response.headers.emplace_back("Cache-Control",
                                "public, max-age=" + std::to_string(status::kept_by_readers.count()));
  response.headers.emplace_back("Vary", "Accept");
  return response;
}

} // namespace elicense::api
