// SPDX-License-Identifier: Apache-2.0
#include "cli/key_file.hpp"

#include "crypto/key_files.hpp"
#include "json/strict_json.hpp"

namespace elicense::cli {
namespace {

Error unusable_key_file(std::string what) {
  return fail(ErrorKind::invalid, "CLIENT_KEY_FILE", std::move(what));
}

Result<crypto::Descriptor> folder_of(const std::filesystem::path& file) {
  return crypto::open_folder(file.has_parent_path() ? file.parent_path() : ".");
}

Result<access::SigningKey> signing_key(const std::string& key_id, const std::string& algorithm,
                                       const Bytes& key) {
  crypto::SecretBytes secret{ByteView(key)};
  if (algorithm == "hmac-sm3") return access::SigningKey{key_id, std::move(secret)};
  auto private_key = crypto::Sm2PrivateKey::from_pkcs8(secret);
  if (!private_key) return private_key.error();
  return access::SigningKey{key_id, *std::move(private_key)};
}

} // namespace

Result<void> write_key_file(const std::filesystem::path& file, const access::SigningKey& key) {
  const auto* const secret = std::get_if<crypto::SecretBytes>(&key.key);
  nlohmann::ordered_json content = {{"key_id", key.key_id},
                                    {"algorithm", secret != nullptr ? "hmac-sm3" : "sm2-sm3"}};
  if (secret != nullptr) {
    content["secret"] = to_base64(secret->view());
  } else {
    const auto pkcs8 = std::get<crypto::Sm2PrivateKey>(key.key).pkcs8(crypto::InsecurePrivateKeyAccess{});
    content["private_key"] = to_base64(pkcs8.view());
  }
  const auto folder = folder_of(file);
  if (!folder) return folder.error();
  return crypto::create_private_file(*folder, file.filename().string(), as_bytes(content.dump(2) + "\n"),
                                     crypto::system_random);
}

Result<access::SigningKey> read_key_file(const std::filesystem::path& file) {
  const auto folder = folder_of(file);
  if (!folder) return folder.error();
  const auto content = crypto::read_private_file(*folder, file.filename().string(), max_key_file);
  if (!content) return content.error();
  const auto parsed = parse_strict_json(as_text(content->view()));
  if (!parsed || !parsed->is_object()) return unusable_key_file("not a JSON object");
  const bool hmac = parsed->value("algorithm", nlohmann::json()) == "hmac-sm3";
  const auto text = [&parsed](const char* name) {
    const auto member = parsed->find(name);
    return member != parsed->end() && member->is_string() ? member->get<std::string>() : std::string();
  };
  Result<Bytes> key = from_base64(text(hmac ? "secret" : "private_key"));
  if (text("key_id").empty() || !key || key->empty())
    return unusable_key_file("key_id, and secret or private_key, are needed");
  auto made = signing_key(text("key_id"), text("algorithm"), *key);
  crypto::wipe(*key);
  return made;
}

} // namespace elicense::cli
