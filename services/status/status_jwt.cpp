// SPDX-License-Identifier: Apache-2.0
// The JWT form (Token Status List 5.1; RFC 7515 compact serialization).
#include "crypto/base64url.hpp"
#include "status/token_check.hpp"
#include "json/strict_json.hpp"

namespace elicense::status {
namespace {

using nlohmann::json;

constexpr std::string_view jwt_type = "statuslist+jwt";

struct Parts {
  std::string_view header, payload, signature, signed_text;
};

std::optional<Parts> parts_of(std::string_view text) {
  const std::size_t first = text.find('.'), last = text.rfind('.');
  if (first == last || text.find('.', first + 1) != last) return std::nullopt;
  return Parts{text.substr(0, first), text.substr(first + 1, last - first - 1), text.substr(last + 1),
               text.substr(0, last)};
}

Result<json> object_of(std::string_view part) {
  const auto bytes = from_base64url(part);
  if (!bytes) return malformed_token("not base64url");
  auto parsed = parse_strict_json(as_text(*bytes), {.size = max_token_size, .fractions = false});
  if (!parsed || !parsed->is_object()) return malformed_token("no object");
  return parsed;
}

std::string text_of(const json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<std::int64_t> number_of(const json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

Result<Published> read_claims(const json& claims) {
  const auto issued = number_of(claims, "iat"), ends = number_of(claims, "exp"),
             ttl = number_of(claims, "ttl");
  const auto list = claims.find("status_list");
  if (!issued || !ends || list == claims.end() || !list->is_object()) return malformed_token("claims");
  if (number_of(*list, "bits") != std::int64_t{bits}) return malformed_token("bits");
  const auto compressed = from_base64url(text_of(*list, "lst"));
  if (!compressed) return malformed_token("lst");
  auto read = StatusList::from_compressed(*compressed);
  if (!read) return read.error();
  return Published{.uri = text_of(claims, "sub"),
                   .issued_at = Time(std::chrono::seconds(*issued)),
                   .expires_at = Time(std::chrono::seconds(*ends)),
                   .ttl = std::chrono::seconds(ttl.value_or(0)),
                   .aggregation_uri = text_of(*list, "aggregation_uri"),
                   .list = *std::move(read)};
}

} // namespace

Result<std::string> write_jwt(const Published& published, const ListSigner& signer) {
  json list = {{"bits", bits}, {"lst", to_base64url(published.list.compressed())}};
  if (!published.aggregation_uri.empty()) list["aggregation_uri"] = published.aggregation_uri;
  const json header = {{"alg", signer.algorithm().jose}, {"kid", signer.key_id()}, {"typ", jwt_type}};
  const json claims = {{"sub", published.uri},
                       {"iat", published.issued_at.time_since_epoch().count()},
                       {"exp", published.expires_at.time_since_epoch().count()},
                       {"ttl", published.ttl.count()},
                       {"status_list", std::move(list)}};
  const std::string text =
      to_base64url(as_bytes(header.dump())) + "." + to_base64url(as_bytes(claims.dump()));
  const auto signature = signer.sign(as_bytes(text));
  if (!signature) return signature.error();
  return text + "." + to_base64url(*signature);
}

Result<Published> read_jwt(std::string_view text, const std::vector<ListKey>& keys,
                           const Expected& expected) {
  const auto parts = parts_of(text);
  if (text.size() > max_token_size || !parts) return malformed_token("not three parts");
  const auto header = object_of(parts->header), claims = object_of(parts->payload);
  const auto signature = from_base64url(parts->signature);
  if (!header) return header.error();
  if (!claims) return claims.error();
  if (!signature) return malformed_token("not base64url");
  if (text_of(*header, "typ") != jwt_type || header->contains("crit")) return malformed_token("header");
  const std::string key_id = text_of(*header, "kid"), algorithm = text_of(*header, "alg");
  const auto signed_by = check_signer({key_id, as_bytes(parts->signed_text), *signature}, keys,
                                      [&](const Algorithm& own) { return own.jose == algorithm; });
  if (!signed_by) return signed_by.error();
  auto published = read_claims(*claims);
  return published ? expected_only(*std::move(published), expected) : published;
}

} // namespace elicense::status
