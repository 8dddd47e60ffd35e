// SPDX-License-Identifier: Apache-2.0
// Read this page to see what is offered of other platforms' interfaces.
#include "facade/routes.hpp"

#include "api/routes.hpp"
#include "facade/license_app.hpp"
#include "facade/sharing.hpp"

#include <algorithm>
#include <iterator>

namespace elicense::facade {
namespace {

using Function = http::Response (*)(const api::Context&, const api::Call&);

api::Work license_app(Function function) {
  api::Work work = api::with(function);
  work.who = license_app_caller;
  work.dress = license_app_envelope;
  return work;
}

api::Work license_app_way_in(Function function) {
  api::Work work = license_app(function);
  work.way_in = true;
  return work;
}

std::vector<api::Endpoint> license_app_endpoints() {
  const std::vector<std::string> json = {"application/json"};
  const std::string v1 = "/license-app/v1", license = v1 + "/license";
  return {
      {"POST", v1 + "/security/login", "license_app_login", license_app_way_in(license_app_login),
       api::max_json, json},
      {"GET", v1 + "/security/logout", "license_app_logout", license_app(license_app_logout)},
      {"GET", v1 + "/service_item/list", "license_app_items", license_app(license_app_items)},
      {"POST", license + "/holder", "license_app_holder", license_app(license_app_holder), api::max_json,
       json},
      {"POST", license + "/auth", "license_app_auth", license_app(license_app_auth), api::max_json, json},
      {"POST", license + "/entrust", "license_app_entrust", license_app(license_app_entrust), api::max_json,
       json},
      {"GET", license + "/get_license", "license_app_license", license_app(license_app_license)},
      {"GET", license + "/token", "license_app_token", license_app(license_app_token)},
      {"GET", license + "/archive", "license_app_archive", license_app(license_app_archive)},
  };
}

using Sharing = std::function<http::Response(const api::Context&, const api::Call&)>;

Sharing of(http::Response (*function)(const api::Context&, const api::Call&, Family), Family family) {
  return [function, family](const api::Context& context, const api::Call& call) {
    return function(context, call, family);
  };
}

api::Endpoint sharing(Family family, const std::string& path, const std::string& name, Sharing function,
                      std::size_t max_body = api::max_json) {
  api::Work work{std::move(function)};
  work.who = sharing_caller;
  work.dress = family == Family::zzgx ? zzgx_envelope : cert_share_envelope;
  return {"POST", path, name, std::move(work), max_body, {"application/json"}};
}

std::vector<api::Endpoint> sharing_endpoints() {
  constexpr Family zz = Family::zzgx, cs = Family::cert_share;
  const std::string zzgx = "/v1.0/zzgx", cert = "/CertShare";
  return {
      sharing(zz, zzgx + "/zzcx", "zzgx_query", of(sharing_query, zz)),
      sharing(zz, zzgx + "/zzjs", "zzgx_search", of(sharing_search, zz)),
      sharing(zz, zzgx + "/zzxxxz", "zzgx_file", sharing_file),
      sharing(zz, zzgx + "/zzdzxz", "zzgx_address", sharing_address),
      sharing(zz, zzgx + "/zzysj", "zzgx_metadata", sharing_metadata),
      sharing(zz, zzgx + "/zzxxyz", "zzgx_verify_data", sharing_verify_data),
      sharing(zz, zzgx + "/zzwjyz", "zzgx_verify_file", sharing_verify_file, max_sharing_file),
      sharing(cs, cert + "/queryCertInfo", "cert_share_query", of(sharing_query, cs)),
      sharing(cs, cert + "/queryCertInfoByHolderCode", "cert_share_search", of(sharing_search, cs)),
      sharing(cs, cert + "/queryCertInfoByQRcode", "cert_share_scanned_code", sharing_scanned_code),
      sharing(cs, cert + "/downloadFile", "cert_share_file", sharing_file),
      sharing(cs, cert + "/downloadUrl", "cert_share_address", sharing_address),
      sharing(cs, cert + "/getCertRemarkInfo", "cert_share_face_fields", sharing_face_fields),
      sharing(cs, cert + "/verifyCertInfo", "cert_share_verify_data", sharing_verify_data),
      sharing(cs, cert + "/verifyFile", "cert_share_verify_file", sharing_verify_file, max_sharing_file),
  };
}

void add(std::vector<api::Endpoint>& all, std::vector<api::Endpoint> more, bool on) {
  for (api::Endpoint& endpoint : more)
    endpoint.off = !on;
  std::ranges::move(more, std::back_inserter(all));
}

} // namespace

std::vector<api::Endpoint> endpoints(const api::Facades& facades) {
  std::vector<api::Endpoint> all;
  add(all, license_app_endpoints(), facades.license_app);
  add(all, sharing_endpoints(), facades.sharing);
  return all;
}

} // namespace elicense::facade
