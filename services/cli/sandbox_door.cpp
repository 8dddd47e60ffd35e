// SPDX-License-Identifier: Apache-2.0
#include "cli/sandbox_door.hpp"

#include "access/limits.hpp"
#include "api/answer.hpp"

#include <thread>

namespace elicense::cli {
namespace {

using sandbox::Fault;
using sandbox::Faults;

void replace(std::string& text, std::string_view from, std::string_view to) {
  if (const auto at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
}

// web/page.css has what a page of this class says above all.
void mark_page(http::Response& response) {
  std::string page(as_text(response.body));
  replace(page, "<html lang=\"zh\">", "<html lang=\"zh\" class=\"sandbox\">");
  replace(page, "<title>", "<title>沙箱 · ");
  response.body = to_bytes(page);
}

http::Response marked(http::Response response) {
  response.headers.emplace_back(sandbox_field, "1");
  if (response.content_type.starts_with("text/html")) mark_page(response);
  return response;
}

bool is_spared(const http::Route& route) {
  return route.quick || !route.pattern.starts_with("/v1/") || route.pattern.starts_with("/v1/sandbox");
}

// As access::Limits would answer with its quota used up.
http::Response one_too_many(const http::Request& request) {
  constexpr std::chrono::seconds minute{60};
  const std::vector<access::Limited> limited = {
      {.policy = "client",
       .quota = access::LimitSettings().client_per_minute,
       .window = minute,
       .allowance = {
           .allowed = false, .remaining = 0, .reset = minute, .retry_after = std::chrono::seconds(1)}}};
  http::Response response = api::problem(request, access::judge(limited).error());
  for (auto& field : access::limit_fields(limited))
    response.headers.push_back(std::move(field));
  return response;
}

http::Handler troubled(http::Handler inner, const Faults& faults, std::chrono::milliseconds delay) {
  return [inner = std::move(inner), &faults, delay](const http::Request& request) {
    if (faults.is_on(Fault::slow)) std::this_thread::sleep_for(delay);
    return marked(faults.is_on(Fault::limit_reached) ? one_too_many(request) : inner(request));
  };
}

} // namespace

http::Router sandbox_router(const http::Router& inner, const Faults& faults,
                            std::chrono::milliseconds delay) {
  std::vector<http::Route> routes = inner.routes();
  for (http::Route& route : routes)
    route.handler = is_spared(route)
                        ? http::Handler([inner = std::move(route.handler)](const http::Request& request) {
                            return marked(inner(request));
                          })
                        : troubled(std::move(route.handler), faults, delay);
  return http::Router(std::move(routes));
}

http::Refusal sandbox_refusal(http::Refusal inner) {
  return [inner = std::move(inner)](const http::Request& request, const Error& error) {
    return marked(inner(request, error));
  };
}

} // namespace elicense::cli
