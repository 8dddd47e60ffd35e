// SPDX-License-Identifier: Apache-2.0
// The crypto room on a command line, for comparing it with other implementations (peers.sh). Every line of
// standard input is one question, every line of standard output its answer; bytes are in hexadecimal, "-" is
// an empty byte string.
//   keygen                            -> PKCS#8 SPKI
//   sign ID PKCS#8 MESSAGE            -> DER signature
//   verify ID SPKI MESSAGE SIGNATURE  -> valid | invalid | the code of an error
//   digest MESSAGE                    -> SM3
#include "crypto/sm2.hpp"
#include "crypto/sm3.hpp"
#include <iostream>
#include <sstream>

namespace {

using namespace elicense;
using namespace elicense::crypto;

Bytes next_bytes(std::istream& words) {
  std::string word;
  words >> word;
  return word == "-" ? Bytes{} : from_hex(word).value();
}

std::string next_id(std::istream& words) {
  return std::string(as_text(next_bytes(words)));
}

std::string keygen(std::istream&) {
  const Sm2PrivateKey key = Sm2PrivateKey::generate();
  return to_hex(key.pkcs8(InsecurePrivateKeyAccess{}).view()) + ' ' + to_hex(key.public_key().spki());
}

std::string sign(std::istream& words) {
  const std::string id = next_id(words);
  const Sm2PrivateKey key = Sm2PrivateKey::from_pkcs8(SecretBytes(next_bytes(words)), id).value();
  return to_hex(key.sign(next_bytes(words)).value());
}

std::string verify(std::istream& words) {
  const std::string id = next_id(words);
  const Result<Sm2PublicKey> key = Sm2PublicKey::from_spki(next_bytes(words), id);
  if (!key) return key.error().code;
  const Bytes message = next_bytes(words);
  const Result<SignatureCheck> check = key->check(message, next_bytes(words));
  if (!check) return check.error().code;
  return *check == SignatureCheck::valid ? "valid" : "invalid";
}

std::string digest(std::istream& words) {
  return to_hex(sm3(next_bytes(words)));
}

std::string answer(const std::string& question) {
  std::istringstream words(question);
  std::string verb;
  words >> verb;
  if (verb == "keygen") return keygen(words);
  if (verb == "sign") return sign(words);
  if (verb == "verify") return verify(words);
  if (verb == "digest") return digest(words);
  throw std::invalid_argument("unknown question: " + verb);
}

} // namespace

int main() try {
  for (std::string question; std::getline(std::cin, question);)
    std::cout << answer(question) << std::endl;
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
