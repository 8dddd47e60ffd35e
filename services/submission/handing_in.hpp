// SPDX-License-Identifier: Apache-2.0
// One turn of handing in: use-codes to licenses, licenses to materials. Private to this room.
#pragma once
#include "submission/submissions.hpp"

namespace elicense::submission {

struct UsedLicense {
  license::License license;        // whole
  std::vector<std::string> agreed; // fields
  license::Holder holder;          // who agreed, or who was not asked
  show::Way way{};
  std::string legal_basis; // with Way::duty
};

struct UsedLicenses {
  std::vector<UsedLicense> licenses;
  std::optional<Error> refused; // the first use-code that gives nothing now
};

// Codes that are none of the caller's, or for another use, refuse the whole: USE_CODE_UNKNOWN,
// USE_CODE_BINDING. Others that give nothing are remembered.
Result<UsedLicenses> use_all(const SubmissionDependencies& with, const SubmissionRequest& request);

class HandingIn {
 public:
  HandingIn(const SubmissionDependencies& with, const SubmissionRequest& request, const Item& item,
            UsedLicenses used, Submission& submission)
      : with_(with), request_(request), item_(item), used_(std::move(used)), submission_(submission) {}

  // Gives every material that was refused before, as far as that is possible now.
  void give_what_is_missing();
  bool changed() const { return changed_; }
  std::vector<std::optional<GivenData>> data(); // of all materials that are given
  std::vector<MadeCopy> take_copies() { return std::move(copies_); }
  std::vector<ledger::Entry> take_leaves() { return std::move(leaves_); } // of the seal's use

 private:
  struct Checked { // the license's own document
    crypto::Sm3Digest digest{};
    verify::Report report;
  };
  struct Made {
    Bytes document;
    Submitted of; // the material it was made for first
  };

  Case known_of_case() const;
  const UsedLicense& used_as(const license::License& license) const;
  void give(Submitted& material, std::size_t place);
  Result<void> give_by(Submitted& material, std::size_t place, const Choice& choice);
  Error reason_of(const Choice& choice) const;
  Result<const Checked*> checked(const license::License& license);
  Result<const Made*> made(const UsedLicense& used, const Submitted& material,
                           const std::vector<std::string>& fields);

  const SubmissionDependencies& with_;
  const SubmissionRequest& request_;
  const Item& item_;
  UsedLicenses used_;
  Submission& submission_;
  bool changed_ = false;
  std::map<std::string, Checked> checked_;                                // by license
  std::map<std::pair<std::string, std::vector<std::string>>, Made> made_; // by license and fields
  std::vector<MadeCopy> copies_;
  std::vector<ledger::Entry> leaves_;
};

} // namespace elicense::submission
