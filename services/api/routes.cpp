// SPDX-License-Identifier: Apache-2.0
// Read this page to see the whole service.
#include "api/routes.hpp"

#include "api/endpoints.hpp"

namespace elicense::api {

http::Router make_router(const Context& context) {
  using Endpoint = http::Response (*)(const Context&, const http::Request&);
  const auto with = [&context](Endpoint endpoint) {
    return [&context, endpoint](const http::Request& request) { return endpoint(context, request); };
  };
  const std::vector<std::string> json = {"application/json"}, ofd = {"application/ofd"};
  const std::vector<std::string> ofd_or_json = {"application/ofd", "application/json"};
  return http::Router({
      {"POST", "/v1/licenses", "issue_license", with(issue_license), max_json, json},
      {"GET", "/v1/licenses/{identifier}", "get_license", with(get_license), 0, {}},
      {"GET",
       "/v1/licenses/{identifier}/document",
       "get_license_document",
       with(get_license_document),
       0,
       {}},
      {"GET", "/v1/licenses/{identifier}/face.png", "get_license_face_png", with(get_license_face), 0, {}},
      {"GET", "/v1/licenses/{identifier}/face.svg", "get_license_face_svg", with(get_license_face), 0, {}},
      {"GET", "/v1/licenses/{identifier}/face.pdf", "get_license_face_pdf", with(get_license_face), 0, {}},
      {"GET", "/v1/license-types", "list_license_types", with(list_license_types), 0, {}},
      {"GET", "/v1/license-types/{code}", "get_license_type", with(get_license_type), 0, {}},
      {"POST", "/v1/verifications", "verify_document", with(verify_document), max_document, ofd_or_json},
      {"POST", "/v1/seals/{id}/signatures", "seal_document", with(seal_document), max_document, ofd},
      {"POST", "/v1/subscriptions", "create_subscription", with(create_subscription), max_json, json},
      {"GET", "/v1/subscriptions", "list_subscriptions", with(list_subscriptions), 0, {}},
      {"GET", "/v1/subscriptions/{id}", "get_subscription", with(get_subscription), 0, {}},
      {"POST", "/v1/subscriptions/{id}/pause", "pause_subscription", with(pause_subscription), 0, {}},
      {"POST", "/v1/subscriptions/{id}/resume", "resume_subscription", with(resume_subscription), 0, {}},
      {"POST", "/v1/subscriptions/{id}/test", "test_subscription", with(test_subscription), 0, {}},
      {"POST", "/v1/subscriptions/{id}/replay", "replay_subscription", with(replay_subscription), max_json,
       json},
      {"GET", "/v1/subscriptions/{id}/deliveries", "list_deliveries", with(list_deliveries), 0, {}},
      {"POST",
       "/v1/subscriptions/{id}/deliveries/{delivery}/replay",
       "replay_delivery",
       with(replay_delivery),
       0,
       {}},
      {"GET", "/v1/events", "stream_events", with(stream_events), 0, {}},
      {"GET", "/login", "begin_login", with(begin_login), 0, {}},
      {"GET", "/login/callback", "finish_login", with(finish_login), 0, {}},
      {"POST", "/logout", "end_login", with(end_login), 0, {}},
      {"GET", "/v/{reference}", "show_verification_page", with(show_verification_page), 0, {}},
      {"GET", "/assets/page.css", "show_page_style", with(show_page_style), 0, {}, true},
      {"GET", "/openapi.yaml", "get_openapi", with(get_openapi), 0, {}, true},
      {"GET", "/healthz", "get_health", with(get_health), 0, {}, true},
      {"GET", "/readyz", "get_readiness", with(get_readiness), 0, {}},
      {"GET", "/metrics", "get_metrics", with(get_metrics), 0, {}, true},
  });
}

} // namespace elicense::api
