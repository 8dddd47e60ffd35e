// SPDX-License-Identifier: Apache-2.0
#include "instance/login.hpp"
#include "instance/files.hpp"

namespace elicense::instance {
namespace {

Result<std::string> fetch(http::Client& client, const access::ProviderRequest& request) {
  const bool posts = !request.form.empty();
  const auto answer = client.send({.method = posts ? "POST" : "GET",
                                   .url = request.url,
                                   .headers = request.headers,
                                   .content_type = posts ? "application/x-www-form-urlencoded" : "",
                                   .body = to_bytes(request.form)});
  if (!answer) return answer.error();
  if (answer->status != 200)
    return fail(ErrorKind::invalid, "OIDC_PROVIDER", "status " + std::to_string(answer->status));
  return std::string(as_text(answer->body));
}

Result<crypto::SecretBytes> read_secret(const std::filesystem::path& file) {
  if (file.empty()) return crypto::SecretBytes(0);
  auto content = read_file(file);
  if (!content) return content.error();
  while (!content->empty() && content->back() == '\n')
    content->pop_back();
  crypto::SecretBytes secret{ByteView(*content)};
  crypto::wipe(*content);
  return secret;
}

} // namespace

Result<std::unique_ptr<access::RelyingParty>> open_login(const Config& config, http::Client& client) {
  if (config.login_issuer.empty()) return std::unique_ptr<access::RelyingParty>();
  auto secret = read_secret(config.login_secret);
  if (!secret) return secret.error();
  access::LoginSettings settings{.issuer = config.login_issuer,
                                 .client_id = config.login_client_id,
                                 .client_secret = *std::move(secret),
                                 .redirect_uri = config.public_url + "/login/callback",
                                 .name_claim = config.login_name_claim,
                                 .code_type_claim = config.login_code_type_claim,
                                 .code_claim = config.login_code_claim};
  return std::make_unique<access::RelyingParty>(
      std::move(settings), [&client](const auto& request) { return fetch(client, request); }, system_time,
      crypto::system_random);
}

} // namespace elicense::instance
