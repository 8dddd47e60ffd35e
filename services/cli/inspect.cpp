// SPDX-License-Identifier: Apache-2.0
// elicense inspect: what is inside an OFD file or a seal, without judging it.
#include "cli/commands.hpp"
#include "crypto/seal.hpp"
#include "instance/files.hpp"
#include "ofd/document.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

void line(std::string_view name, const std::string& value) {
  std::cout << fmt::format("{:<16}{}\n", name, value);
}

void show_certificate(std::string_view name, ByteView der) {
  const auto certificate = crypto::Certificate::parse(der);
  if (!certificate) return line(name, "unreadable: " + certificate.error().detail);
  line(name, fmt::format("{}, {} to {}, issued by {}", certificate->subject(),
                         to_rfc3339(certificate->not_before()), to_rfc3339(certificate->not_after()),
                         certificate->issuer()));
}

void show_seal(const crypto::Seal& seal) {
  const char* versions[] = {"V1 (GM/T 0031-2014)", "V4 (GB/T 38540-2020)", "V5 (GM/T 0031-2025)"};
  line("seal", fmt::format("{} {}", seal.id, seal.name));
  line("structure", versions[static_cast<int>(seal.version)]);
  line("vendor", seal.vendor);
  line("type", std::to_string(seal.type));
  line("made", to_rfc3339(seal.created));
  line("valid", fmt::format("{} to {}", to_rfc3339(seal.valid_from), to_rfc3339(seal.valid_until)));
  line("picture", fmt::format("{}, {} bytes, {} x {} mm", seal.picture.type, seal.picture.data.size(),
                              seal.picture.width_mm, seal.picture.height_mm));
  show_certificate("maker", seal.maker_certificate);
  for (const Bytes& signer : seal.signer_certificates)
    show_certificate("may be used by", signer);
  if (!seal.certificate_digests.empty())
    line("may be used by", fmt::format("{} certificate digests", seal.certificate_digests.size()));
  for (const auto& deviation : seal.deviations)
    line("deviation", deviation);
}

void show_signature(const ofd::Package& package, const ofd::Signature& signature) {
  std::cout << "\n";
  line("signature",
       fmt::format("{} ({})", signature.id, signature.kind == ofd::SignatureKind::seal ? "Seal" : "Sign"));
  line("provider", signature.provider);
  line("covers",
       fmt::format("{} entries, check method {}", signature.references.size(), signature.check_method));
  const Bytes* value = package.find(signature.value_path);
  if (!value) return line("value", "missing: " + signature.value_path);
  const auto decoded = crypto::decode_seal_signature(*value);
  if (!decoded) return line("value", fmt::format("{} bytes, not a seal signature", value->size()));
  if (decoded->claimed_time) line("claimed time", to_rfc3339(*decoded->claimed_time));
  line("time stamp", decoded->timestamp ? fmt::format("{} bytes", decoded->timestamp->size()) : "none");
  show_certificate("signer", decoded->signer_certificate);
  show_seal(decoded->seal);
}

int show_document(const ofd::Package& package, const ofd::Document& document) {
  line("document", fmt::format("OFD {} {}", document.version, document.type));
  line("title", document.title);
  line("creator", document.creator);
  line("pages", std::to_string(document.pages.size()));
  line("entries", std::to_string(package.entries().size()));
  for (const auto& data : document.custom_data)
    line("  " + data.name, data.value);
  for (const auto& attachment : document.attachments)
    line("attachment", attachment.name + " " + attachment.usage);
  for (const auto& deviation : document.deviations)
    line("deviation", deviation);
  for (const auto& error : document.signature_errors)
    line("unreadable", error.code + " " + error.detail);
  for (const auto& signature : document.signatures)
    show_signature(package, signature);
  return ok;
}

int inspect(const std::string& file) {
  const auto content = instance::read_file(file);
  if (!content) return tell(content.error());
  if (const auto seal = crypto::decode_seal(*content)) {
    show_seal(*seal);
    return ok;
  }
  const auto package = ofd::Package::open(*content);
  if (!package) return tell(package.error());
  const auto document = ofd::read_document(*package);
  if (!document) return tell(document.error());
  return show_document(*package, *document);
}

} // namespace

void add_inspect(CLI::App& app, Run& run) {
  auto* command =
      app.add_subcommand("inspect", "show what is inside an OFD file or a seal (.esl), without a verdict");
  const auto file = std::make_shared<std::string>();
  command->add_option("FILE", *file, "OFD file or DER SESeal")->required();
  command->footer("Example: elicense inspect var/demo/license.ofd");
  command->callback([file, &run] { run = [file] { return inspect(*file); }; });
}

} // namespace elicense::cli
