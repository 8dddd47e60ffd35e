// SPDX-License-Identifier: Apache-2.0
// Issues one of every certificate and a revocation list, valid in 2026, for other programs to judge.
// Usage: make_chain FOLDER
#include "crypto/issuing.hpp"
#include <filesystem>
#include <fstream>
#include <iostream>

using namespace elicense;
using namespace elicense::crypto;

namespace {

using Profile = CertificateProfile;

const Time start = from_rfc3339("2026-01-01T00:00:00Z").value(),
           finish = from_rfc3339("2027-01-01T00:00:00Z").value();

CertificateRequest request(Profile profile, const std::string& name) {
  CertificateRequest request;
  request.profile = profile;
  request.subject = {"CN", "测试机构", name};
  request.not_before = start;
  request.not_after = finish;
  if (profile == Profile::tls_server) request.dns_names = {"localhost", "127.0.0.1", "::1"};
  if (profile == Profile::signer) request.crl_locations = {"http://localhost/list.crl"};
  return request;
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::string as_pem_list(const Bytes& der) {
  return "-----BEGIN X509 CRL-----\n" + to_base64(der) + "\n-----END X509 CRL-----\n";
}

void make(const std::filesystem::path& folder) {
  const SoftwareSigner root_key(Sm2PrivateKey::generate()), sub_key(Sm2PrivateKey::generate());
  const Certificate root = issue_self_signed(request(Profile::root, "Root"), root_key, system_random).value();
  const Certificate sub = issue_certificate(request(Profile::intermediate, "Sub"),
                                            sub_key.public_key().spki(), root, root_key, system_random)
                              .value();
  write(folder / "root.pem", root.pem());
  write(folder / "sub.pem", sub.pem());
  for (const auto& [profile, name] : {std::pair(Profile::signer, "signer"),
                                      {Profile::seal_maker, "maker"},
                                      {Profile::tsa, "tsa"},
                                      {Profile::tls_server, "server"}}) {
    const Bytes spki = Sm2PrivateKey::generate().public_key().spki();
    write(folder / (std::string(name) + ".pem"),
          issue_certificate(request(profile, name), spki, sub, sub_key, system_random).value().pem());
  }
  const TlsKey tls = generate_tls_key();
  write(folder / "tls.pem",
        issue_self_signed_tls(request(Profile::tls_server, "localhost"), tls, system_random).value().pem());
  const RevokedCertificate revoked{{0x0a}, start, 1};
  write(folder / "list.pem", as_pem_list(issue_crl(sub, sub_key, start, finish, {revoked}, 7).value()));
}

} // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: make_chain FOLDER\n";
    return 2;
  }
  try {
    make(arguments[1]);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
