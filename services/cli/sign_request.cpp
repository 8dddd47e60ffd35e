// SPDX-License-Identifier: Apache-2.0
// elicense sign-request: header lines for curl -H @-
#include "access/signature_fields.hpp"
#include "cli/commands.hpp"
#include "cli/key_file.hpp"
#include "instance/files.hpp"

#include <iostream>

namespace elicense::cli {
namespace {

struct SignRequestOptions {
  std::string key, method, url, body;
  std::vector<std::string> headers;
};

Error unusable(std::string what) {
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", std::move(what));
}

Result<void> add_header(access::Headers& headers, const std::string& line) {
  const std::size_t colon = line.find(": ");
  if (colon == 0 || colon == std::string::npos) return unusable("a header is 'Name: value'");
  std::string name = line.substr(0, colon);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  headers[name] = line.substr(colon + 2);
  return {};
}

Result<access::Unsigned> read(const SignRequestOptions& options) {
  constexpr std::string_view scheme = "https://";
  if (!options.url.starts_with(scheme)) return unusable("the URL begins with https://");
  const std::string rest = options.url.substr(scheme.size());
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  access::Unsigned request{.method = options.method,
                           .target = slash < rest.size() ? rest.substr(slash) : "/",
                           .headers = {{"host", rest.substr(0, slash)}},
                           .body = {}};
  for (const std::string& line : options.headers)
    if (auto added = add_header(request.headers, line); !added) return added.error();
  if (options.body.empty()) return request;
  auto body = instance::read_file(options.body);
  if (!body) return body.error();
  request.body = *std::move(body);
  return request;
}

int sign(const SignRequestOptions& options) {
  const auto key = read_key_file(options.key);
  if (!key) return tell(key.error());
  const auto request = read(options);
  if (!request) return tell(request.error());
  const auto added = access::sign_request(*request, *key, system_time(), crypto::system_random);
  if (!added) return tell(added.error());
  for (const auto* headers : {&request->headers, &*added})
    for (const auto& [name, value] : *headers)
      if (name != "host") std::cout << name << ": " << value << "\n";
  return ok;
}

} // namespace

void add_sign_request(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("sign-request", "sign a request as a client; prints its header lines");
  const auto options = std::make_shared<SignRequestOptions>();
  command->add_option("--key", options->key, "key file of the client (client add --out)")->required();
  command->add_option("--body", options->body, "file with the body");
  command->add_option("-H,--header", options->headers,
                      "'Name: value'; signed when it matters, printed with the rest");
  command->add_option("METHOD", options->method, "GET or POST")->required();
  command->add_option("URL", options->url, "https://…, exactly as it will be sent")->required();
  command->footer("Example: elicense sign-request --key var/demo-client.json GET "
                  "https://127.0.0.1:8443/v1/parties | curl "
                  "--cacert var/certificates/tls.pem -H @- https://127.0.0.1:8443/v1/parties");
  command->callback([options, &run] { run = [options] { return sign(*options); }; });
}

} // namespace elicense::cli
