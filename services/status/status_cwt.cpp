// SPDX-License-Identifier: Apache-2.0
// The CWT form (Token Status List 5.2; COSE_Sign1 of RFC 9052, 4.2 under its tag).
#include "cbor/cbor.hpp"
#include "status/token_check.hpp"

namespace elicense::status {
namespace {

constexpr std::string_view type = "application/statuslist+cwt";
constexpr std::uint64_t cose_sign1 = 18;
enum Header : std::int64_t { alg = 1, kid = 4, typ = 16 };
enum Claim : std::int64_t { sub = 2, exp = 4, iat = 6, status_list = 65533, ttl = 65534 };

Bytes signed_structure(ByteView header, ByteView payload) {
  return cbor::array({cbor::text_string("Signature1"), cbor::byte_string(header), cbor::byte_string({}),
                      cbor::byte_string(payload)});
}

Bytes seconds(Time time) {
  return cbor::integer(time.time_since_epoch().count());
}

using Entries = std::vector<cbor::Reader::Entry>;

std::optional<ByteView> value_of(const Entries& entries, std::int64_t key) {
  for (const auto& entry : entries)
    if (entry.text.empty() && entry.number == key) return entry.value;
  return std::nullopt;
}

std::optional<ByteView> value_of(const Entries& entries, std::string_view key) {
  for (const auto& entry : entries)
    if (entry.text == key) return entry.value;
  return std::nullopt;
}

template <class Key> std::optional<std::int64_t> number_of(const Entries& entries, Key key) {
  const auto value = value_of(entries, key);
  const auto number = value ? cbor::Reader(*value).integer() : malformed_token("absent");
  return number ? std::optional(*number) : std::nullopt;
}

template <class Key> std::string text_of(const Entries& entries, Key key) {
  const auto value = value_of(entries, key);
  const auto text = value ? cbor::Reader(*value).text_string() : malformed_token("absent");
  return text ? std::string(*text) : std::string();
}

template <class Key> std::optional<ByteView> bytes_of(const Entries& entries, Key key) {
  const auto value = value_of(entries, key);
  const auto bytes = value ? cbor::Reader(*value).byte_string() : malformed_token("absent");
  return bytes ? std::optional(*bytes) : std::nullopt;
}

std::optional<Entries> whole_map(ByteView bytes) {
  cbor::Reader reader(bytes);
  auto entries = reader.map();
  return entries && reader.empty() ? std::optional(*std::move(entries)) : std::nullopt;
}

struct Envelope {
  ByteView header, payload, signature;
  Entries unprotected;
};

std::optional<Envelope> open(ByteView bytes) {
  cbor::Reader reader(bytes);
  const auto tag = reader.tag();
  const auto items = tag && *tag == cose_sign1 ? reader.array() : malformed_token("tag");
  if (!items || *items != 4) return std::nullopt;
  const auto header = reader.byte_string();
  auto unprotected = header ? reader.map() : header.error();
  const auto payload = unprotected ? reader.byte_string() : unprotected.error();
  const auto signature = payload ? reader.byte_string() : payload;
  if (!signature || !reader.empty()) return std::nullopt;
  return Envelope{*header, *payload, *signature, *std::move(unprotected)};
}

Result<Published> read_claims(ByteView payload) {
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
  return Published{.uri = text_of(*claims, sub),
                   .issued_at = Time(std::chrono::seconds(*issued)),
                   .expires_at = Time(std::chrono::seconds(*ends)),
                   .ttl = std::chrono::seconds(number_of(*claims, ttl).value_or(0)),
                   .aggregation_uri = text_of(*list, "aggregation_uri"),
                   .list = *std::move(read)};
}

} // namespace

Result<Bytes> write_cwt(const Published& published, const ListSigner& signer) {
  using namespace cbor;
  std::vector<std::pair<Bytes, Bytes>> list = {
      {text_string("bits"), integer(bits)}, {text_string("lst"), byte_string(published.list.compressed())}};
  if (!published.aggregation_uri.empty())
    list.emplace_back(text_string("aggregation_uri"), text_string(published.aggregation_uri));
  const Bytes header =
      map({{integer(alg), integer(signer.algorithm().cose)}, {integer(typ), text_string(type)}});
  const Bytes payload = map({{integer(sub), text_string(published.uri)},
                             {integer(iat), seconds(published.issued_at)},
                             {integer(exp), seconds(published.expires_at)},
                             {integer(ttl), integer(published.ttl.count())},
                             {integer(status_list), map(std::move(list))}});
  const auto signature = signer.sign(signed_structure(header, payload));
  if (!signature) return signature.error();
  const Bytes key_id = map({{integer(kid), byte_string(as_bytes(signer.key_id()))}});
  return tag(cose_sign1, array({byte_string(header), key_id, byte_string(payload), byte_string(*signature)}));
}

Result<Published> read_cwt(ByteView bytes, const std::vector<ListKey>& keys, const Expected& expected) {
  const auto envelope = bytes.size() <= max_token_size ? open(bytes) : std::nullopt;
  if (!envelope) return malformed_token("no COSE_Sign1");
  const auto header = whole_map(envelope->header);
  const auto key_id = bytes_of(envelope->unprotected, kid);
  if (!header || header->size() != 2 || text_of(*header, typ) != type || !key_id)
    return malformed_token("header"); // nothing else is understood there, "crit" among it
  const Bytes message = signed_structure(envelope->header, envelope->payload);
  const auto signed_by =
      check_signer({as_text(*key_id), message, envelope->signature}, keys,
                   [&](const Algorithm& own) { return number_of(*header, alg) == own.cose; });
  if (!signed_by) return signed_by.error();
  auto published = read_claims(envelope->payload);
  return published ? expected_only(*std::move(published), expected) : published;
}

} // namespace elicense::status
