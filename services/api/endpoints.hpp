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
http::Response get_ledger_checkpoint(const Context& context, const http::Request& request);
http::Response get_ledger_tile(const Context& context,
                               const http::Request& request); // and bundles of entries
http::Response get_ledger_entry(const Context& context, const http::Request& request);
http::Response get_ledger_receipt(const Context& context, const http::Request& request);
http::Response get_ledger_consistency(const Context& context, const http::Request& request);
http::Response get_license_receipt(const Context& context, const http::Request& request);
http::Response show_verification_page(const Context& context, const http::Request& request);
http::Response show_page_style(const Context& context, const http::Request& request);
http::Response get_openapi(const Context& context, const http::Request& request);
http::Response get_health(const Context& context, const http::Request& request);
http::Response get_readiness(const Context& context, const http::Request& request);
http::Response get_metrics(const Context& context, const http::Request& request);

} // namespace elicense::api
