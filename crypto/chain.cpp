// SPDX-License-Identifier: Apache-2.0
// Checking a chain: every rule looks at the whole path and reports, whatever the others found.
#include "crypto/chain.hpp"
#include "crypto/chain_paths.hpp"
#include "crypto/chain_revocation.hpp"
#include "crypto/oid.hpp"
#include "crypto/x509_oid.hpp"

namespace elicense::crypto {
namespace {

// A step that fails as soon as something is found.
class Findings {
 public:
  explicit Findings(std::string code) : step_{std::move(code), Outcome::passed, {}} {}
  void add(const Path& path, std::size_t index, const std::string& what) {
    step_.outcome = Outcome::failed;
    step_.detail += (step_.detail.empty() ? "" : "; ") + name_in_chain(path, index) + ": " + what;
  }
  Step step() && { return std::move(step_); }

 private:
  Step step_;
};

Step check_build(const PathSearch& search) {
  if (!search.complete.empty()) return {"CHAIN_BUILD", Outcome::passed, {}};
  return {"CHAIN_BUILD", search.over_limit ? Outcome::failed : Outcome::undetermined, search.obstacle};
}

// The signatures along a path were checked while it was built.
Step check_signatures(const PathSearch& search, const Path& path) {
  if (!search.complete.empty()) return {"CHAIN_SIGNATURE", Outcome::passed, {}};
  if (!search.refuted.empty()) return {"CHAIN_SIGNATURE", Outcome::failed, search.refuted};
  if (path.size() > 1) return {"CHAIN_SIGNATURE", Outcome::passed, {}};
  return {"CHAIN_SIGNATURE", Outcome::undetermined, "no issuer to check with"};
}

Step check_validity(const Path& path, Time at) {
  Findings findings("CHAIN_VALIDITY");
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (at < path[i].not_before()) findings.add(path, i, "valid from " + to_rfc3339(path[i].not_before()));
    if (at > path[i].not_after()) findings.add(path, i, "valid until " + to_rfc3339(path[i].not_after()));
  }
  return std::move(findings).step();
}

Step check_authorities(const Path& path) {
  Findings findings("CHAIN_CA");
  for (std::size_t i = 1; i < path.size(); ++i)
    if (!path[i].is_ca()) findings.add(path, i, "not an authority by its basic constraints");
  return std::move(findings).step();
}

// RFC 5280 4.2.1.9: at most so many intermediates below, self-issued ones not counted.
Step check_path_length(const Path& path) {
  Findings findings("CHAIN_PATH_LENGTH");
  int below = 0;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const std::optional<int> allowed = path[i].path_length();
    if (allowed && below > *allowed)
      findings.add(path, i,
                   std::to_string(below) + " authorities below, " + std::to_string(*allowed) + " allowed");
    if (!equal(path[i].subject_der(), path[i].issuer_der())) ++below;
  }
  return std::move(findings).step();
}

bool may_sign(const Certificate& certificate) {
  const std::optional<KeyUsage> usage = certificate.key_usage();
  return !usage || usage->digital_signature || usage->non_repudiation;
}

// RFC 3161 section 2.3
bool may_stamp_only(const Certificate& certificate) {
  return certificate.extended_key_usage_critical() &&
         certificate.extended_key_usage() == std::set<std::string>{std::string(oid::time_stamping)};
}

bool may_serve_tls(const Certificate& certificate) {
  const std::set<std::string>& usages = certificate.extended_key_usage();
  return usages.empty() || usages.contains(std::string(oid::server_authentication)) ||
         usages.contains(std::string(oid::any_extended_key_usage));
}

void check_leaf_usage(const Path& path, Purpose purpose, Findings& findings) {
  const Certificate& leaf = path.front();
  if (!may_sign(leaf)) findings.add(path, 0, "its key is not for signatures");
  switch (purpose) {
  case Purpose::seal_maker: // no special extended usage: real ones carry many
  case Purpose::document_signer:
    if (may_stamp_only(leaf)) findings.add(path, 0, "its key is for time stamps alone");
    break;
  case Purpose::time_stamping:
    if (!may_stamp_only(leaf)) findings.add(path, 0, "extended key usage is not critical timeStamping alone");
    break;
  case Purpose::tls_server:
    if (!may_serve_tls(leaf)) findings.add(path, 0, "extended key usage is not for servers");
    break;
  }
}

Step check_key_usage(const Path& path, Purpose purpose) {
  Findings findings("CHAIN_KEY_USAGE");
  check_leaf_usage(path, purpose, findings);
  for (std::size_t i = 1; i < path.size(); ++i) {
    const std::optional<KeyUsage> usage = path[i].key_usage();
    if (usage && !usage->key_cert_sign) findings.add(path, i, "its key is not for certificates");
  }
  return std::move(findings).step();
}

Step check_critical_extensions(const Path& path) {
  Findings findings("CHAIN_CRITICAL_EXTENSION");
  for (std::size_t i = 0; i < path.size(); ++i)
    for (const std::string& oid : path[i].unknown_critical_extensions())
      findings.add(path, i, oid);
  return std::move(findings).step();
}

ChainReport assess(const PathSearch& search, const Path& path, const TrustStore& trust, Time at,
                   Purpose purpose) {
  const Revocation revocation = check_revocation(path, !search.complete.empty(), trust, at);
  ChainReport report;
  report.steps = {check_build(search),
                  check_signatures(search, path),
                  check_validity(path, at),
                  check_authorities(path),
                  check_path_length(path),
                  check_key_usage(path, purpose),
                  check_critical_extensions(path),
                  revocation.step};
  report.path = path;
  report.revoked_at = revocation.leaf_revoked_at;
  report.oldest_crl_update = revocation.oldest_update;
  return report;
}

} // namespace

// Where several ways lead to an anchor, the first of the best counts.
ChainReport check_chain(const TrustStore& trust, const Certificate& leaf,
                        const std::vector<Certificate>& extra, Time at, Purpose purpose) {
  const PathSearch search = find_paths(trust, leaf, extra);
  if (search.complete.empty()) return assess(search, search.longest, trust, at, purpose);
  ChainReport best = assess(search, search.complete.front(), trust, at, purpose);
  for (std::size_t i = 1; i < search.complete.size(); ++i) {
    ChainReport next = assess(search, search.complete[i], trust, at, purpose);
    const bool is_better = worst(next.outcome(), best.outcome()) != next.outcome();
    if (is_better) best = std::move(next);
  }
  return best;
}

} // namespace elicense::crypto
