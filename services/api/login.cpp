// SPDX-License-Identifier: Apache-2.0
// GET /login, GET /login/callback, POST /logout
#include "api/login.hpp"
#include "api/answer.hpp"
#include "api/endpoints.hpp"

#include <algorithm>

namespace elicense::api {
namespace {

http::Response redirect(unsigned status, std::string where, std::vector<std::string> cookies) {
  http::Response response{
      .status = status, .content_type = {}, .body = {}, .headers = {{"location", std::move(where)}}};
  for (std::string& cookie : cookies)
    response.headers.emplace_back("set-cookie", std::move(cookie));
  return response;
}

// SameSite=Lax: the provider's redirect back to us has to bring it.
std::string cookie_text(std::string_view name, std::string_view value, std::chrono::seconds life) {
  return std::string(name) + "=" + std::string(value) + "; Max-Age=" + std::to_string(life.count()) +
         "; Path=/; Secure; HttpOnly; SameSite=Lax";
}

constexpr std::chrono::seconds over{0};
constexpr std::string_view pages[] = {"/", "/verify", "/scan", "/complaints", "/report"};

// One of ours, whatever somebody wrote into an address or a cookie.
std::string page_of(std::string_view path) {
  return std::string(std::ranges::find(pages, path) != std::end(pages) ? path : pages[0]);
}

http::Response not_configured(const http::Request& request) {
  return problem(request, fail(ErrorKind::not_found, "LOGIN_NOT_CONFIGURED"));
}

std::string query_text(const http::Request& request, std::string_view name) { // empty: absent, or twice
  return request.query.count(name) == 1 ? request.query.find(name)->second : std::string();
}

} // namespace

std::string cookie_of(const http::Request& request, std::string_view name) {
  std::string_view rest = request.header("cookie");
  std::string value;
  int found = 0;
  while (!rest.empty()) {
    std::string_view pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    pair.remove_prefix(std::min(pair.size(), pair.find_first_not_of(' ')));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    value = pair.substr(equals + 1);
    ++found;
  }
  return found == 1 ? value : std::string();
}

http::Response begin_login(const Context& context, const http::Request& request) {
  if (!context.login) return not_configured(request);
  const auto begun = context.login->party.begin();
  if (!begun) return problem(request, begun.error());
  return redirect(
      302, begun->url,
      {cookie_text(login_cookie, begun->state, access::pending_login_life),
       cookie_text(return_cookie, page_of(query_text(request, "return")), access::pending_login_life)});
}

http::Response finish_login(const Context& context, const http::Request& request) {
  if (!context.login) return not_configured(request);
  const auto person = context.login->party.finish({.state = query_text(request, "state"),
                                                   .code = query_text(request, "code"),
                                                   .issuer = query_text(request, "iss"),
                                                   .error = query_text(request, "error"),
                                                   .browser_state = cookie_of(request, login_cookie)});
  if (!person) return problem(request, person.error());
  auto session = context.login->open_session(*person);
  if (!session) return problem(request, session.error());
  return redirect(
      303, page_of(cookie_of(request, return_cookie)),
      {*std::move(session), cookie_text(login_cookie, "", over), cookie_text(return_cookie, "", over)});
}

http::Response end_login(const Context& context, const http::Request& request) {
  if (!context.login) return not_configured(request);
  auto ended = context.login->end_session(request);
  if (!ended) return problem(request, ended.error());
  return redirect(303, "/", {*std::move(ended)});
}

} // namespace elicense::api
