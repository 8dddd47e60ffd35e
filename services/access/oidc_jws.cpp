// SPDX-License-Identifier: Apache-2.0
// Three parts and two full stops.
#include "access/oidc_jws.hpp"
#include "access/oidc_json.hpp"
#include "crypto/base64url.hpp"

namespace elicense::access {
namespace {

Error malformed_jws(std::string detail) {
  return fail(ErrorKind::malformed, "OIDC_TOKEN_MALFORMED", std::move(detail));
}

Result<void> read_header(std::string_view text, Jws& jws) {
  const auto header = parse_object(text);
  if (!header) return malformed_jws("header: " + header.error().code);
  if (header->contains("crit")) return malformed_jws("crit");
  const auto algorithm = text_member(*header, "alg");
  if (!algorithm) return malformed_jws("alg");
  jws.algorithm = *algorithm;
  if (header->contains("kid") && !text_member(*header, "kid")) return malformed_jws("kid");
  jws.key_id = text_member(*header, "kid").value_or("");
  return {};
}

} // namespace

Result<Jws> read_jws(std::string_view text) {
  if (text.size() > max_token_size) return malformed_jws("too long");
  const std::size_t first = text.find('.'), last = text.rfind('.');
  if (first == last || text.find('.', first + 1) != last) return malformed_jws("not three parts");
  const auto header = from_base64url(text.substr(0, first));
  const auto payload = from_base64url(text.substr(first + 1, last - first - 1));
  auto signature = from_base64url(text.substr(last + 1));
  if (!header || !payload || !signature) return malformed_jws("base64url");
  Jws jws;
  if (auto read = read_header(as_text(*header), jws); !read) return read.error();
  jws.payload = as_text(*payload);
  jws.signed_text = text.substr(0, last);
  jws.signature = *std::move(signature);
  return jws;
}

} // namespace elicense::access
