// SPDX-License-Identifier: Apache-2.0
// The sharing service (共享服务) as two implementations of GB/T 36906 have it (docs/facades.md): /v1.0/zzgx
// with names in pinyin, and CertShare. The same calls under other names.
#pragma once
#include "facade/core.hpp"

namespace elicense::facade {

enum class Family { zzgx, cert_share };

inline constexpr std::size_t max_sharing_file = 22U << 20; // a body with a document of 16 MiB as base64
inline constexpr std::string_view sharing_device = "sharing";

http::Response sharing_query(const api::Context& context, const api::Call& call, Family family);
http::Response sharing_search(const api::Context& context, const api::Call& call, Family family);
http::Response sharing_file(const api::Context& context, const api::Call& call);
http::Response sharing_address(const api::Context& context, const api::Call& call);
http::Response sharing_metadata(const api::Context& context, const api::Call& call);
http::Response sharing_face_fields(const api::Context& context, const api::Call& call);
http::Response sharing_verify_data(const api::Context& context, const api::Call& call);
http::Response sharing_verify_file(const api::Context& context, const api::Call& call);
http::Response sharing_scanned_code(const api::Context& context, const api::Call& call);

// By the head of the body: {accessId, accessToken}, a key id and its secret, or {token}, both with a full
// stop between them; else as everywhere (docs/access.md).
Result<access::Caller> sharing_caller(const api::Context& context, const http::Request& request);
std::string sharing_operator(const http::Request& request); // behind the key id: "KEY/OPERATOR"

Result<nlohmann::json> sharing_data(const http::Request& request); // JSON_…, FACADE_FIELDS: no object `data`
// The first of these members that is a text; empty: none.
std::string first_text(const nlohmann::json& data, std::initializer_list<std::string_view> names);
std::string identifier_in(const nlohmann::json& data);
nlohmann::json
cause_in(const nlohmann::json& data);               // useCause as an object; null: it is a text, or not there
std::string purpose_in(const nlohmann::json& data); // for the holder's access log; may be empty

// A license as GET /v1/licenses/{identifier} gives it, with the names of the family.
Json record_of(const Json& license, Family family);

// {head, data, error}: what is answered as {data} or as problem+json.
http::Response zzgx_envelope(const http::Request& request, http::Response response);
http::Response cert_share_envelope(const http::Request& request, http::Response response);

} // namespace elicense::facade
