// SPDX-License-Identifier: Apache-2.0
// The three header fields of a signed request, one a line. Promises: what is read has one spelling, and stays
// within its bounds.
#include "access/signature_base.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

void check_bounds(const access::SignatureInput& input) {
  require(input.components.size() <= access::max_components, "components are few");
  require(input.nonce.size() >= access::min_nonce && input.nonce.size() <= access::max_nonce,
          "a nonce has its length");
  require(!input.key_id.empty() && input.key_id.size() <= access::max_key_id, "a key is named");
  auto components = input.components;
  std::ranges::sort(components);
  require(std::ranges::adjacent_find(components) == components.end(), "a component is covered once");
}

void check_base(const access::SignatureInput& input) {
  const access::Presented request{
      .method = "POST",
      .target = "/v1/licenses?lang=en",
      .headers = {{"host", "licenses.example"}, {"content-type", "application/json"}},
      .body = {},
      .peer_certificate = {},
      .peer = "192.0.2.1"};
  const auto base = access::signature_base(request, input);
  if (!base) return;
  require(base->ends_with("\"@signature-params\": " + input.parameters),
          "the parameters are signed as they came");
  require(std::ranges::count(*base, '\n') == static_cast<std::ptrdiff_t>(input.components.size()),
          "a line for each component");
}

} // namespace

void examine(ByteView bytes) {
  std::string_view text = as_text(bytes);
  const std::string_view inputs = next_line(text), signature = next_line(text), digest = next_line(text);
  const auto input = access::parse_signature_input(inputs);
  const std::string label = input ? input->label : "sig";
  if (input) {
    require(label + "=" + input->parameters == inputs, "the field is its label and its parameters");
    check_bounds(*input);
    check_base(*input);
  }
  if (const auto value = access::parse_signature(signature, label))
    require(label + "=:" + to_base64(*value) + ":" == signature, "a signature has one spelling");
  if (const auto value = access::parse_content_digest(digest))
    require("sm3=:" + to_base64(*value) + ":" == digest, "a digest has one spelling");
}

} // namespace elicense::fuzz
