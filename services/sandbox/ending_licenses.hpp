// SPDX-License-Identifier: Apache-2.0
// A register of shows whose use-codes come too late for some holders: their license has expired meanwhile.
#pragma once
#include "show/register.hpp"

namespace elicense::sandbox {

class EndingLicenses final : public show::Register {
 public:
  EndingLicenses(std::unique_ptr<show::Register> inner, std::vector<license::Holder> holders)
      : inner_(std::move(inner)), holders_(std::move(holders)) {}

  Result<show::Use> use(const show::UseKey& key, const show::JudgeUse& judge) override;

  Result<void> open_session(const show::LeafedSession& opened, const show::Code& code) override {
    return inner_->open_session(opened, code);
  }
  Result<show::Session> session(std::string_view id) override { return inner_->session(id); }
  Result<void> add_code(std::string_view session, const show::Code& code, Time now) override {
    return inner_->add_code(session, code, now);
  }
  Result<show::Session> end_session(std::string_view id, Time now, const show::EndScan& end) override {
    return inner_->end_session(id, now, end);
  }
  Result<show::Session> look_up(const show::Shown& code, Time now) override {
    return inner_->look_up(code, now);
  }
  Result<std::optional<show::Scan>> scanned_before(const show::RequestKey& key) override {
    return inner_->scanned_before(key);
  }
  Result<show::Scan> record_scan(const show::RequestKey& key, const show::Shown& code,
                                 const show::LeafedScan& scan) override {
    return inner_->record_scan(key, code, scan);
  }
  Result<show::Scan> record_asked(const show::RequestKey& key, const show::LeafedScan& asked,
                                  std::int64_t quota) override {
    return inner_->record_asked(key, asked, quota);
  }
  Result<std::int64_t> duty_used(std::string_view party, std::string_view matter, Time now) override {
    return inner_->duty_used(party, matter, now);
  }
  Result<show::Scan> scan(std::string_view id) override { return inner_->scan(id); }
  Result<std::vector<show::Scan>> scans_of_session(std::string_view session) override {
    return inner_->scans_of_session(session);
  }
  Result<std::vector<show::Scan>> scans_of(const license::Holder& holder, std::int64_t before,
                                           std::size_t limit) override {
    return inner_->scans_of(holder, before, limit);
  }
  Result<show::Scan> decide(std::string_view id, const show::Decide& decide) override {
    return inner_->decide(id, decide);
  }
  Result<show::Use> look_at(std::string_view code, Time at, const show::JudgeLook& judge) override {
    return inner_->look_at(code, at, judge);
  }
  Result<show::Mandate> record_mandate(const show::RequestKey& key, const show::LeafedMandate& mandate,
                                       std::string_view paper) override {
    return inner_->record_mandate(key, mandate, paper);
  }
  Result<show::Mandate> mandate(std::string_view id) override { return inner_->mandate(id); }
  Result<show::Mandate> paper(std::string_view reference, Time now) override {
    return inner_->paper(reference, now);
  }
  Result<std::vector<show::Mandate>> given_by(const license::Holder& principal) override {
    return inner_->given_by(principal);
  }
  Result<std::vector<show::Mandate>> received_by(const license::Holder& agent) override {
    return inner_->received_by(agent);
  }
  Result<show::Mandate> revoke_mandate(std::string_view id, Time now, const show::LeafOfMandate& leaf,
                                       const show::EndScan& end) override {
    return inner_->revoke_mandate(id, now, leaf, end);
  }

 private:
  std::unique_ptr<show::Register> inner_;
  std::vector<license::Holder> holders_;
};

} // namespace elicense::sandbox
