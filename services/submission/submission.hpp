// SPDX-License-Identifier: Apache-2.0
// A submission: one case that received licenses instead of paper (证照免提交), material by material.
#pragma once
#include "crypto/sm3.hpp"
#include "show/scan.hpp"

namespace elicense::submission {

inline constexpr std::size_t max_authorizations = 20;      // use-codes of one submission
inline constexpr std::size_t max_outcome_reason = 400;     // bytes
inline constexpr std::size_t max_submissions_at_once = 50; // of a list

enum class MaterialState { given, refused };
std::string_view to_text(MaterialState state); // "given"
std::optional<MaterialState> material_state_from_text(std::string_view text);

struct Submitted { // one material
  std::string code, name;
  MaterialState state = MaterialState::refused;
  std::string reason, detail; // a code and what it is about, when refused

  // of what was given; type and issuer also of what was nearest to it, when refused and known
  std::string license, type_code, type_name, issuer_code;
  license::Holder holder;            // who agreed; without a name
  show::Way way = show::Way::holder; // by what right; with the clause, when by duty
  std::string legal_basis;
  std::vector<std::string> fields;      // given as data
  std::vector<std::string> on_copy;     // what the annotated copy shows
  crypto::Sm3Digest document{}, copy{}; // of the license's document and of the annotated copy
  Time given_at{}, copy_expires_at{};
};

enum class State {
  partial,  // some material was refused: send it again
  complete, // waits for the authority
  accepted,
  refused,        // with a reason
  paper_demanded, // 应免未免
  withdrawn,      // by a holder
};
std::string_view to_text(State state); // "paper-demanded", as the ledger says it
std::optional<State> state_from_text(std::string_view text);
inline bool is_open(State state) {
  return state == State::partial || state == State::complete;
}

struct Submission {
  std::int64_t sequence = 0; // given by the register
  std::string id;            // random, hex
  std::string number;        // ten digits, for the clerk's screen and the holder's phone
  show::Asker asker;
  std::string matter, matter_name, authority_code, authority_name, region; // of the matter, by its version
  int matter_version = 1;
  std::string item, item_name, matter_case;
  license::Holder applicant; // the first who agreed; without a name, empty as long as nobody did
  Time received_at{}, changed_at{};
  State registered_state = State::partial;
  std::string outcome_reason, answered_by;
  std::vector<Submitted> materials;
  std::vector<Submitted> left_out; // asked for in this case, and not handed in: counted alone (exemption.hpp)
  std::string statement;           // what the receipt is about (statement.hpp)
  std::uint64_t receipt = 0;       // the leaf of the ledger over it; given by the register
};

State state_by_materials(const std::vector<Submitted>& materials);
bool is_holder(const Submission& submission, const license::Holder& someone); // of something given

} // namespace elicense::submission
