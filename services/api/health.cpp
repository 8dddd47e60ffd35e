// SPDX-License-Identifier: Apache-2.0
// GET /healthz, /readyz, /metrics, /openapi.yaml
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "schemas/resources.hpp"

namespace elicense::api {
namespace {

// A list that has expired makes every verdict undetermined: the service should not be asked then.
Result<void> trust_is_usable(const crypto::TrustStore& trust, Time now) {
  if (trust.anchors().empty()) return fail(ErrorKind::unavailable, "READY_NO_TRUST_ANCHOR");
  for (const crypto::Crl& crl : trust.crls())
    if (crl.next_update() && *crl.next_update() < now) return fail(ErrorKind::unavailable, "READY_STALE_CRL");
  return {};
}

} // namespace

http::Response get_health(const Context&, const http::Request&) {
  return json_answer(200, {{"status", "alive"}, {"version", ELICENSE_VERSION}});
}

http::Response get_readiness(const Context& context, const http::Request& request) {
  if (const auto trust = trust_is_usable(context.trust, context.clock()); !trust)
    return problem(request, trust.error());
  if (const auto store = context.licenses.ping(); !store) return problem(request, store.error());
  return json_answer(200, {{"status", "ready"},
                           {"trust_loaded_at", to_rfc3339(context.trust.loaded_at())},
                           {"as_of", to_rfc3339(context.clock())}});
}

http::Response get_metrics(const Context& context, const http::Request&) {
  return file_answer("text/plain; version=0.0.4", to_bytes(context.metrics.text()));
}

http::Response get_openapi(const Context&, const http::Request&) {
  return file_answer("application/yaml", to_bytes(find_resource("schemas/openapi.yaml").value_or("")));
}

} // namespace elicense::api
