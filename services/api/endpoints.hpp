// SPDX-License-Identifier: Apache-2.0
// One function per endpoint, each in the file of its name. schemas/openapi.yaml says what they take and give.
#pragma once
#include "api/context.hpp"
#include "http/message.hpp"

namespace elicense::api {

http::Response issue_license(const Context& context, const http::Request& request);
http::Response get_license(const Context& context, const http::Request& request);
http::Response get_license_document(const Context& context, const http::Request& request);
http::Response get_license_face(const Context& context, const http::Request& request); // png, svg, pdf
http::Response list_license_types(const Context& context, const http::Request& request);
http::Response get_license_type(const Context& context, const http::Request& request);
http::Response verify_document(const Context& context, const http::Request& request);
http::Response seal_document(const Context& context, const http::Request& request);
http::Response create_subscription(const Context& context, const http::Request& request);
http::Response list_subscriptions(const Context& context, const http::Request& request);
http::Response get_subscription(const Context& context, const http::Request& request);
http::Response pause_subscription(const Context& context, const http::Request& request);
http::Response resume_subscription(const Context& context, const http::Request& request);
http::Response test_subscription(const Context& context, const http::Request& request);
http::Response replay_subscription(const Context& context, const http::Request& request);
http::Response list_deliveries(const Context& context, const http::Request& request);
http::Response replay_delivery(const Context& context, const http::Request& request);
http::Response stream_events(const Context& context, const http::Request& request);
http::Response begin_login(const Context& context, const http::Request& request);
http::Response finish_login(const Context& context, const http::Request& request);
http::Response end_login(const Context& context, const http::Request& request);
http::Response show_verification_page(const Context& context, const http::Request& request);
http::Response show_page_style(const Context& context, const http::Request& request);
http::Response get_openapi(const Context& context, const http::Request& request);
http::Response get_health(const Context& context, const http::Request& request);
http::Response get_readiness(const Context& context, const http::Request& request);
http::Response get_metrics(const Context& context, const http::Request& request);

} // namespace elicense::api
