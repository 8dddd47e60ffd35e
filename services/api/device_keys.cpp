// SPDX-License-Identifier: Apache-2.0
// GET and POST /v1/device-keys, …/{key}/remove: the phones whose keys may sign offline codes of the holder
// who asks.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "crypto/base64url.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

Json device_json(const show::Device& device) {
  const auto key = show::DeviceKey::from_spki(device.spki);
  return {{"id", device.id},
          {"algorithm", key ? key->algorithm().jose : ""},
          {"public_key", to_base64url(device.spki)},
          {"added_at", to_rfc3339(device.added_at)}};
}

struct NewKey {
  Bytes spki, proof;
};

Result<NewKey> parse_key(const http::Request& request) {
  const auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  if (!input->is_object() || input->size() != 2 || !input->contains("public_key") ||
      !(*input)["public_key"].is_string() || !input->contains("proof") || !(*input)["proof"].is_string())
    return fail(ErrorKind::malformed, "REQUEST_FIELDS", "the body must be {\"public_key\": …, \"proof\": …}");
  auto spki = from_base64url((*input)["public_key"].get_ref<const std::string&>());
  if (!spki) return spki.error();
  auto proof = from_base64url((*input)["proof"].get_ref<const std::string&>());
  if (!proof) return proof.error();
  return NewKey{*std::move(spki), *std::move(proof)};
}

} // namespace

http::Response list_device_keys(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto devices = context.offline.devices_of(*holder);
  if (!devices) return problem(call.request, devices.error());
  Json list = Json::array();
  for (const show::Device& device : *devices)
    list.push_back(device_json(device));
  return json_answer(200, {{"challenge", context.offline.challenge(*holder)}, {"device_keys", list}});
}

http::Response add_device_key(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto key = parse_key(call.request);
  if (!key) return problem(call.request, key.error());
  const auto device = context.offline.add_device(*holder, key->spki, key->proof);
  if (!device) return problem(call.request, device.error());
  return json_answer(201, device_json(*device));
}

http::Response remove_device_key(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto removed = context.offline.remove_device(*holder, call.request.parameters.at("key"));
  if (!removed) return problem(call.request, removed.error());
  return json_answer(200, {{"id", call.request.parameters.at("key")}, {"removed", true}});
}

} // namespace elicense::api
