// SPDX-License-Identifier: Apache-2.0
// A job as the API shows it.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"
#include "wording/wording.hpp"
#include <set>

namespace elicense::api {

// With its passport, how far it has come, and what to do next in the caller's language.
nlohmann::ordered_json job_json(const jobs::Job& job, const jobs::Progress& progress,
                                wording::Language language);
http::Response job_answer(unsigned status, const jobs::Job& job, const Context& context, const Call& call);
http::Response job_answer(const Result<jobs::Job>& job, const Context& context,
                          const Call& call); // 200, or the problem

Error job_input_error(std::string detail);
// ?cursor=, ?limit= of pages by number; REQUEST_FIELDS
struct PageQuery {
  std::int64_t after = 0;
  std::size_t limit = 0;
};
Result<PageQuery> page_query(const http::Request& request);
nlohmann::ordered_json next_cursor(std::size_t found, std::size_t limit, std::int64_t last);
// The members of a JSON object, all of them known and all texts but those named as numbers or flags.
// REQUEST_FIELDS
struct MemberNames {
  std::set<std::string, std::less<>> texts, numbers = {}, flags = {}, objects = {};
};
Result<nlohmann::json> members_of(const http::Request& request, const MemberNames& names);

} // namespace elicense::api
