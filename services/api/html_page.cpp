// SPDX-License-Identifier: Apache-2.0
#include "api/html_page.hpp"
#include "api/answer.hpp"
#include "schemas/resources.hpp"

namespace elicense::api {
namespace {

std::string fill(std::string_view page, const PageValues& values) {
  std::string out;
  while (true) {
    const auto open = page.find("{{");
    out += page.substr(0, open);
    if (open == std::string_view::npos) return out;
    const auto close = page.find("}}", open);
    const auto value = values.find(page.substr(open + 2, close - open - 2));
    if (value != values.end()) out += value->second;
    page.remove_prefix(close + 2);
  }
}

} // namespace

http::Response html_page(std::string_view file, const PageValues& values, std::string policy) {
  const std::string_view page = find_resource("web/" + std::string(file)).value_or("");
  http::Response response = file_answer("text/html; charset=utf-8", to_bytes(fill(page, values)));
  response.headers.emplace_back("Content-Security-Policy", std::move(policy));
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  return response;
}

} // namespace elicense::api
