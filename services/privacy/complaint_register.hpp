// SPDX-License-Identifier: Apache-2.0
// Where complaints are kept; services/store implements it. Each change is one transaction with its leaf.
#pragma once
#include "privacy/complaint.hpp"
#include <functional>

namespace elicense::privacy {

struct ComplaintKey {          // by which a repeated request is known
  std::string idempotency_key; // scoped by the caller
  crypto::Sm3Digest digest{};  // of what was asked for
};

using LeafOfComplaint = std::function<ledger::Entry(const Complaint&)>;

// STORE_…
class ComplaintRegister {
 public:
  virtual ~ComplaintRegister() = default;
  // What the same request made before, or else recorded. IDEMPOTENCY_MISMATCH, COMPLAINT_TOO_MANY
  virtual Result<Complaint> record(const ComplaintKey& key, const Complaint& complaint,
                                   const ledger::Entry& leaf) = 0;
  virtual Result<Complaint> find(std::string_view id) = 0; // COMPLAINT_NOT_FOUND
  // Newest first, those before `before` (0: from the newest on).
  virtual Result<std::vector<Complaint>> of_holder(const license::Holder& holder, std::int64_t before) = 0;
  // Oldest first, those after `after`.
  virtual Result<std::vector<Complaint>> open_of(std::string_view tenant, std::int64_t after) = 0;
  // COMPLAINT_NOT_FOUND, COMPLAINT_ANSWERED
  virtual Result<Complaint> answer(std::string_view id, const ComplaintAnswer& answer,
                                   const LeafOfComplaint& leaf) = 0;
};

} // namespace elicense::privacy
