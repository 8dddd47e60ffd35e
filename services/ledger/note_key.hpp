// SPDX-License-Identifier: Apache-2.0
// Keys that sign notes: a name, an SM2 public key, and what the key may say.
//
// C2SP signed-note assigns no signature type to SM2. It reserves the byte ff for types without one and asks
// for a longer identifier behind it; ours are below. Each stands for everything that is not SHA-256 and
// Ed25519 in such a note: SM2 with SM3 (GB/T 32918.2) and the default signer id, the signature as DER
// SEQUENCE {r, s} (GB/T 35276), and a tree and a key id made with SM3.
//
//   key id = first 4 bytes of SM3(name || 0a || ff || identifier || 04 || x || y)
#pragma once
#include "crypto/sm2.hpp"
#include "ledger/note.hpp"

namespace elicense::ledger {

inline constexpr std::uint8_t unassigned_signature_type = 0xff;
inline constexpr std::string_view checkpoint_identifier = "elicense/sm2-sm3-checkpoint/v1";
inline constexpr std::string_view cosignature_identifier = "elicense/sm2-sm3-cosignature/v1";

enum class Statement { checkpoint, cosignature };

class NoteKey {
 public:
  // LEDGER_KEY: not a key name, or a key with another signer id.
  static Result<NoteKey> make(std::string name, const crypto::Sm2PublicKey& key, Statement statement);
  // The text in which a key is handed out (signed-note, Verifier keys): name+id+base64(type || key).
  // LEDGER_KEY unless it is what text() writes.
  static Result<NoteKey> parse(std::string_view text);
  std::string text() const;

  const std::string& name() const { return name_; }
  const crypto::Sm2PublicKey& key() const { return key_; }
  Statement statement() const { return statement_; }
  const KeyId& id() const { return id_; }
  bool made(const NoteSignature& signature) const { // by name and id; whether it holds is another question
    return signature.key_id == id_ && signature.name == name_;
  }

 private:
  NoteKey(std::string name, crypto::Sm2PublicKey key, Statement statement);
  Bytes encoded() const; // type || key
  std::string name_;
  crypto::Sm2PublicKey key_;
  Statement statement_;
  KeyId id_{};
};

} // namespace elicense::ledger
