// SPDX-License-Identifier: Apache-2.0
// Issuing: check, number, draw, record the plan, seal, verify our own output, record the result
// (docs/issuing-cycle.md).
#pragma once
#include "crypto/random.hpp"
#include "face/face.hpp"
#include "license/register.hpp"
#include "license/type.hpp"
#include "seal/sealing.hpp"

namespace elicense::license {

struct Authority { // 证照颁发机构
  std::string code, name;
  std::string seal_id;
};

struct Succession {     // a new version of a license, or a license that another authority gave before
  std::string request;  // what stands for the whole request: another one is refused under the same key
  std::string replaces; // the version before; empty for a transfer
  Ask ask;
};

struct Scan {                    // of the paper, from its file
  std::string name;              // of the file
  Bytes content;                 // PNG, JPEG (a page each) or PDF (attached)
  std::vector<Bytes> pages = {}; // of PDF: a picture each, drawn from it
};

struct IssueRequest {
  std::string idempotency_key;
  std::string type_code;
  nlohmann::json data;
  std::string holder_code_type = {};              // empty: the type's default
  std::string issued_on = {};                     // YYYY-MM-DD; empty: today
  std::vector<std::string> other_code_types = {}; // of further holders, in the order of the data
  std::vector<Holder> known_holders = {};         // whose kind of code is known: those of the version before
  std::optional<Succession> succession = std::nullopt;
  std::optional<Batch> batch = std::nullopt; // the import it comes with
  std::vector<Scan> scans = {};
};

// Verifies a finished document as anyone would; wired by main, because this room may not know
// services/verify.
using SelfCheck = std::function<Result<void>(const ofd::SignedFile& document)>;

// A place in the status lists that no license has yet; wired by main, because this room may not know
// services/status. STORE_…
using ReserveStatusPlace = std::function<Result<StatusPlace>()>;

struct IssueDependencies {
  const TypeCatalogue& types;
  Register& licenses;
  const ledger::Blinder& blinder;
  const face::Fonts& fonts;
  const seal::Cabinet& seals;
  const seal::Sealer& sealer;
  SelfCheck self_check;
  Authority authority;
  std::string verification_url; // "https://host/v/", the reference is appended
  Clock clock;
  crypto::RandomSource random;
  ReserveStatusPlace status_place = {}; // empty: documents say no place
};

// TYPE_UNKNOWN, TYPE_WITHDRAWN, LICENSE_DATA_INVALID, HOLDER_…, IDEMPOTENCY_KEY_MISSING,
// IDEMPOTENCY_MISMATCH, SEAL_NOT_FOUND, FACE_…, SELF_CHECK_FAILED; with a succession also LICENSE_NOT_FOUND,
// IDENTIFIER_VERSIONS, TRANSITION_…
class Issuer {
 public:
  explicit Issuer(IssueDependencies dependencies);
  Result<License>
  issue(const IssueRequest& request); // safe from many threads; equal keys wait for each other
  // An answer for each, in order: the same steps, with two transactions for all of them. The keys of two
  // calls at the same time have to differ.
  std::vector<Result<License>> issue_many(std::span<const IssueRequest> requests);
  // At start: every plan without a result is finished, or voided with its reason. Answers how many of each.
  struct Recovery {
    int finished = 0, voided = 0, left_open = 0; // left open: something could not be asked, try again later
  };
  Result<Recovery> finish_open_plans();

  struct State; // issuing.hpp

 private:
  std::shared_ptr<State> state_;
};

struct FaceMark {        // of a copy on paper
  std::string reference; // in the QR, in place of the license's own
  std::string text;
};

// The face of a license with its seal picture, for PDF, PNG and SVG.
Result<face::Face> draw_face(const License& license, const LicenseType& type, const face::Fonts& fonts,
                             const Bytes& seal_picture, const std::string& verification_url,
                             const std::optional<FaceMark>& mark = std::nullopt);

} // namespace elicense::license
