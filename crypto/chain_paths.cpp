// SPDX-License-Identifier: Apache-2.0
// Depth first over issuers by name, those of the trust store before those that came along. Depth and number
// of signatures are bounded, and a key that is already on the way is not taken again.
#include "crypto/chain_paths.hpp"

namespace elicense::crypto {
namespace {

bool is_on(const Path& path, const Certificate& candidate) {
  return std::any_of(path.begin(), path.end(), [&](const Certificate& certificate) {
    return equal(certificate.subject_der(), candidate.subject_der()) &&
           equal(certificate.spki(), candidate.spki());
  });
}

// Names are compared as encoded: an authority must write its name in the same way everywhere (RFC
// 5280 4.1.2.6). Those whose key id fits come first; the id is a hint only (4.2.1.1).
std::vector<const Certificate*> issuers_of(const Certificate& child, const std::vector<Certificate>& from) {
  std::vector<const Certificate*> issuers;
  for (const Certificate& certificate : from)
    if (equal(certificate.subject_der(), child.issuer_der())) issuers.push_back(&certificate);
  const std::optional<Bytes> key_id = child.authority_key_id();
  std::stable_partition(issuers.begin(), issuers.end(),
                        [&](const Certificate* issuer) { return issuer->subject_key_id() == key_id; });
  return issuers;
}

class Search {
 public:
  Search(const TrustStore& trust, const std::vector<Certificate>& extra) : trust_(trust), extra_(extra) {}

  PathSearch run(const Certificate& leaf) {
    path_.push_back(leaf);
    extend();
    return std::move(result_);
  }

 private:
  // What became of the issuers of one certificate.
  struct Attempt {
    bool verified = false, circle = false;
    std::string refusal, trusted_refusal;
  };

  void extend() {
    const std::vector<Certificate>& anchors = trust_.anchors();
    if (std::find(anchors.begin(), anchors.end(), path_.back()) != anchors.end()) {
      result_.complete.push_back(path_);
      return;
    }
    if (path_.size() == max_chain_length) {
      result_.over_limit = true;
      dead_end("the chain is longer than " + std::to_string(max_chain_length) + " certificates");
      return;
    }
    Attempt attempt;
    for (const auto* source : {&anchors, &trust_.intermediates()})
      try_issuers(*source, attempt);
    attempt.trusted_refusal = attempt.refusal;
    try_issuers(extra_, attempt);
    if (!attempt.verified) explain(attempt);
  }

  void try_issuers(const std::vector<Certificate>& source, Attempt& attempt) {
    const Certificate child = path_.back();
    for (const Certificate* issuer : issuers_of(child, source)) {
      if (is_on(path_, *issuer)) {
        attempt.circle = true;
      } else if (tried_ == max_chain_candidates) {
        exhausted_ = true;
        return;
      } else if (signed_by(child, *issuer, attempt)) {
        attempt.verified = true;
        path_.push_back(*issuer);
        extend();
        path_.pop_back();
      }
    }
  }

  bool signed_by(const Certificate& child, const Certificate& issuer, Attempt& attempt) {
    ++tried_;
    const Result<SignatureCheck> answer = child.issued_by(issuer);
    if (answer && *answer == SignatureCheck::valid) return true;
    attempt.refusal = answer ? "the key of " + issuer.subject() + " did not make the signature"
                             : answer.error().code + " " + answer.error().detail;
    return false;
  }

  void explain(const Attempt& attempt) {
    const Certificate& last = path_.back();
    if (exhausted_) {
      dead_end("more than " + std::to_string(max_chain_candidates) + " signatures to try");
      return;
    }
    if (result_.refuted.empty()) result_.refuted = attempt.trusted_refusal;
    if (!attempt.refusal.empty()) {
      dead_end(attempt.refusal);
    } else if (equal(last.subject_der(), last.issuer_der())) {
      dead_end(path_.size() == 1 ? "the certificate signed itself and is no anchor"
                                 : "the root is no anchor: " + last.subject());
    } else if (attempt.circle) {
      dead_end("the authorities sign each other: " + last.issuer());
    } else {
      dead_end("the issuer is not known: " + last.issuer());
    }
  }

  void dead_end(std::string obstacle) {
    if (path_.size() <= result_.longest.size()) return;
    result_.longest = path_;
    result_.obstacle = std::move(obstacle);
  }

  const TrustStore& trust_;
  const std::vector<Certificate>& extra_;
  Path path_;
  int tried_ = 0;
  bool exhausted_ = false;
  PathSearch result_;
};

} // namespace

std::string name_in_chain(const Path& path, std::size_t index) {
  return index == 0 ? "the certificate" : path[index].subject();
}

PathSearch find_paths(const TrustStore& trust, const Certificate& leaf,
                      const std::vector<Certificate>& extra) {
  return Search(trust, extra).run(leaf);
}

} // namespace elicense::crypto
