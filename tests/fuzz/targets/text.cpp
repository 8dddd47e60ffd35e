// SPDX-License-Identifier: Apache-2.0
// The small text forms: hex, base64, PEM, times, package paths, face templates. Promise: what is accepted is
// written back as it was, or as something that reads the same.
#include "crypto/pem.hpp"
#include "face/text_template.hpp"
#include "http/host.hpp"
#include "ofd/name.hpp"
#include "ofd/package.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

void check_times(std::string_view text) {
  if (const auto time = from_rfc3339(text)) {
    require(from_rfc3339(to_rfc3339(*time)).value() == *time, "RFC 3339 reads back");
    require(from_generalized(to_generalized(*time)).value() == *time, "GeneralizedTime reads back");
  }
  if (const auto time = from_generalized(text))
    require(from_generalized(to_generalized(*time)).value() == *time, "GeneralizedTime reads back");
  if (const auto date = from_date(text))
    require(to_china_date(*date) == text, "a date is written one way only");
  (void)from_utc_time(text);
}

void check_path(std::string_view text) {
  if (const auto path = ofd::resolve("Doc_0/Pages/Page_0/Content.xml", text))
    require(!ofd::name_fault(*path) && ofd::resolve("", ofd::absolute(*path)).value() == *path,
            "what is resolved stays where it is");
}

} // namespace

void examine(ByteView input) {
  const std::string_view text = as_text(input);
  if (const auto bytes = from_hex(text))
    require(from_hex(to_hex(*bytes)).value() == *bytes, "hex reads back");
  if (const auto bytes = from_base64(text))
    require(to_base64(*bytes) == text, "base64 is written one way only");
  if (const auto blocks = crypto::read_pem("CERTIFICATE", text)) {
    std::string again;
    for (const Bytes& block : *blocks)
      again += crypto::write_pem("CERTIFICATE", block);
    require(crypto::read_pem("CERTIFICATE", again).value() == *blocks, "PEM reads back");
  }
  check_times(text);
  check_path(text);
  if (const auto name = http::host_name(text)) require(http::host_name(*name) == name, "a host name is one");
  if (const auto parsed = face::parse_template(text)) (void)parsed->filled({{"a", "2026-01-05"}});
}

} // namespace elicense::fuzz
