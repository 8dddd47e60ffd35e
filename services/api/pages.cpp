// SPDX-License-Identifier: Apache-2.0
// GET /, /verify, /scan, /complaints, /report and /assets/{path}: the pages for persons and what they consist
// of (web/).
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/html_page.hpp"
#include "schemas/resources.hpp"

namespace elicense::api {
namespace {

struct Kind {
  std::string_view ending, content_type;
};

// What else lies in web/ is a page, and goes by its own address.
constexpr Kind page_kinds[] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".webmanifest", "application/manifest+json"},
};

constexpr std::string_view worker = "worker.js"; // keeps the pages for times without a network

// Scripts, styles and pictures of our own, and answers of this service: nothing else is loaded or asked.
http::Response app_page(std::string title, std::string module) {
  http::Response response = html_page(
      "app.html", {{"title", std::move(title)}, {"module", std::move(module)}},
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
      "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
      "require-trusted-types-for 'script'; trusted-types worker"); // made by web/app/offline.js, of one
                                                                   // address
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
  return response;
}

} // namespace

http::Response show_holder_page(const Context&, const http::Request&) {
  return app_page("我的证照", "holder");
}

http::Response show_verifier_page(const Context&, const http::Request&) {
  return app_page("证照核验", "verifier");
}

http::Response show_counter_page(const Context&, const http::Request&) {
  return app_page("窗口扫码", "counter");
}

http::Response show_complaints_page(const Context&, const http::Request&) {
  return app_page("投诉答复", "complaints");
}

http::Response show_report_page(const Context&, const http::Request&) {
  return app_page("免提交成效", "exemption");
}

http::Response show_asset(const Context&, const http::Request& request) {
  const std::string& path = request.parameters.at("path");
  const auto kind = std::ranges::find_if(page_kinds, [&](const Kind& k) { return path.ends_with(k.ending); });
  const auto content = find_resource("web/" + path);
  if (kind == std::end(page_kinds) || !content)
    return problem(request, fail(ErrorKind::not_found, "HTTP_NOT_FOUND"));
  http::Response response = file_answer(std::string(kind->content_type), to_bytes(*content));
  if (path == worker) response.headers.emplace_back("Service-Worker-Allowed", "/");
  return response;
}

} // namespace elicense::api
