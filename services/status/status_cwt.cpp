// SPDX-License-Identifier: Apache-2.0
// The CWT form (Token Status List 5.2; COSE_Sign1 of RFC 9052, 4.2 under its tag).
#include "cbor/cose.hpp"
#include "status/token_check.hpp"

namespace elicense::status {
namespace {

constexpr std::string_view cwt_type = "application/statuslist+cwt";
enum Claim : std::int64_t { sub = 2, exp = 4, iat = 6, status_list = 65533, ttl = 65534 };

Bytes seconds(Time time) {
  return cbor::integer(time.time_since_epoch().count());
}

Result<Published> read_claims(ByteView payload) {
  using namespace cbor;
  const auto claims = whole_map(payload);
  if (!claims) return malformed_token("claims");
  const auto issued = number_of(*claims, iat), ends = number_of(*claims, exp);
  const auto list_value = value_of(*claims, status_list);
  const auto list = list_value ? whole_map(*list_value) : std::nullopt;
  const auto compressed = list ? bytes_of(*list, "lst") : std::nullopt;
  if (!issued || !ends || !compressed) return malformed_token("claims");
  if (number_of(*list, "bits") != std::int64_t{bits}) return malformed_token("bits");
  auto read = StatusList::from_compressed(*compressed);
  if (!read) return read.error();
  return Published{.uri = text_of(*claims, sub).value_or(""),
                   .issued_at = Time(std::chrono::seconds(*issued)),
                   .expires_at = Time(std::chrono::seconds(*ends)),
                   .ttl = std::chrono::seconds(number_of(*claims, ttl).value_or(0)),
                   .aggregation_uri = text_of(*list, "aggregation_uri").value_or(""),
                   .list = *std::move(read)};
}

} // namespace

Result<Bytes> write_cwt(const Published& published, const ListSigner& signer) {
  using namespace cbor;
  std::vector<std::pair<Bytes, Bytes>> list = {
      {text_string("bits"), integer(bits)}, {text_string("lst"), byte_string(published.list.compressed())}};
  if (!published.aggregation_uri.empty())
    list.emplace_back(text_string("aggregation_uri"), text_string(published.aggregation_uri));
  const Bytes header = map(
      {{integer(cose_alg), integer(signer.algorithm().cose)}, {integer(cose_typ), text_string(cwt_type)}});
  const Bytes payload = map({{integer(sub), text_string(published.uri)},
                             {integer(iat), seconds(published.issued_at)},
                             {integer(exp), seconds(published.expires_at)},
                             {integer(ttl), integer(published.ttl.count())},
                             {integer(status_list), map(std::move(list))}});
  const auto signature = signer.sign(bytes_to_sign(header, payload));
  if (!signature) return signature.error();
  const Bytes key_id = map({{integer(cose_kid), byte_string(as_bytes(signer.key_id()))}});
  return write_sign1(header, key_id, payload, *signature);
}

Result<Published> read_cwt(ByteView bytes, const std::vector<ListKey>& keys, const Expected& expected) {
  using namespace cbor;
  if (bytes.size() > max_token_size) return malformed_token("too long");
  const auto envelope = read_sign1(bytes);
  if (!envelope) return malformed_token("no COSE_Sign1");
  const Entries& header = envelope->protected_header;
  const auto key_id = bytes_of(envelope->unprotected, cose_kid);
  if (header.size() != 2 || text_of(header, cose_typ) != cwt_type || !key_id)
    return malformed_token("header"); // nothing else is understood there, "crit" among it
  const Bytes message = envelope->signed_bytes();
  const auto signed_by =
      check_signer({as_text(*key_id), message, envelope->signature}, keys,
                   [&](const Algorithm& own) { return number_of(header, cose_alg) == own.cose; });
  if (!signed_by) return signed_by.error();
  auto published = read_claims(envelope->payload);
  return published ? expected_only(*std::move(published), expected) : published;
}

} // namespace elicense::status
