// SPDX-License-Identifier: Apache-2.0
// S-EVID: what was issued stays provable. The license, its receipt and the report about it are the same after
// every rotation of keys, and the license is good when the certificates of its seal and time stamp have
// ended.
#include "crypto/issuing.hpp"
#include "instance/files.hpp"
#include "instance/store_secret.hpp"
#include "ledger/policy_file.hpp"
#include "ledger/receipt.hpp"
#include "tests/instance/development_house.hpp"

namespace elicense::instance {
namespace {

using std::chrono::days;
using test::fails_with;
using test::succeeds;

class Evidence : public DevelopmentHouse {
 protected:
  Evidence() {
    open_again();
    identifier = issue_example(*instance, *instance->types().find("11100000MB0143028R001"));
    document = instance->licenses().document(identifier).value();
    report = report_now();
    receipt = ledger::write_receipt(receipt_now());
  }
  void open_again() {
    instance.reset();
    instance = open().value();
  }
  nlohmann::json report_now() const {
    auto json = nlohmann::json(verify::to_json(instance->engine().verify(document), "zh"));
    EXPECT_EQ(json["verdict"], "trusted") << json.dump(1);
    json.erase("freshness");
    return json;
  }
  ledger::Receipt receipt_now() const {
    return instance->keeper().receipt(instance->licenses().leaves(identifier)->front()).value();
  }
  // As somebody does who has nothing of ours but the log's policy.
  Result<ledger::ProvenLeaf> check(const std::string& text) const {
    const auto policy = ledger::parse_policy(as_text(read_file(path() / "ledger-policy.txt").value()));
    const auto parsed = ledger::parse_receipt(text);
    return parsed ? ledger::check_receipt(*parsed, *policy) : Result<ledger::ProvenLeaf>(parsed.error());
  }
  void expect_evidence() {
    open_again();
    EXPECT_EQ(instance->licenses().document(identifier).value(), document);
    EXPECT_EQ(report_now(), report);
    EXPECT_THAT(check(receipt), succeeds());
    EXPECT_EQ(receipt_now().extra, ledger::parse_receipt(receipt)->extra);
    EXPECT_THAT(check(ledger::write_receipt(receipt_now())), succeeds());
    const auto entry = ledger::decode_entry(receipt_now().extra).value();
    EXPECT_EQ(entry.digests.at(0).value, crypto::sm3(document));
  }
  crypto::Certificate certificate(const char* file) const {
    return crypto::Certificate::parse_pem(as_text(read_file(path() / "trust" / file).value()))->front();
  }
  crypto::Crl list_of(const char* key, const char* file, Time at) const {
    const auto issuer = instance->keys().get(key).value();
    const auto der =
        crypto::issue_crl(certificate(file), *issuer.signer, at - days(1), at + days(30), {}, 2).value();
    return crypto::Crl::parse(der).value();
  }

  std::unique_ptr<Instance> instance;
  std::string identifier, receipt;
  Bytes document;
  nlohmann::json report;
};

TEST_F(Evidence, OutlivesEveryRotationOfKeys) {
  const auto rotate_data = [&](privacy::KeyRotation& rotation) {
    ASSERT_THAT(rotation.begin(system_time(), instance->blinder()), succeeds());
    while (rotation.go_on(1, system_time(), instance->blinder())->left > 0) {
    }
  };
  const auto rotate_index = [&](privacy::KeyRotation& rotation) {
    ASSERT_THAT(rotation.renew_index(system_time(), instance->blinder(), [](std::int64_t, std::int64_t) {}),
                succeeds());
  };
  const auto rotate_master = [&](privacy::KeyRotation& rotation) {
    ASSERT_THAT(renew_store_secret(instance->config(), instance->keys(), rotation, instance->blinder(),
                                   system_time()),
                succeeds());
  };
  expect_evidence();
  rotate_data(instance->key_rotation());
  expect_evidence();
  rotate_index(instance->key_rotation());
  expect_evidence();
  rotate_master(instance->key_rotation());
  expect_evidence();
}

// The signer's and the time stamp authority's certificates end after five years; the lists of revoked
// certificates from the time of signing are kept beside the newest ones.
TEST_F(Evidence, OutlivesTheCertificatesByItsTimeStamp) {
  const Time later = system_time() + days(6 * 365);
  const crypto::TrustStore& now = instance->trust();
  std::vector<crypto::Crl> lists = now.crls();
  lists.push_back(list_of("root", "anchors/development-root.pem", later));
  lists.push_back(list_of("seal-ca", "intermediates/development-seal-ca.pem", later));
  const auto then =
      std::make_shared<const crypto::TrustStore>(now.anchors(), now.intermediates(), std::move(lists), later);
  const verify::Engine engine(then, &instance->licenses(), &instance->types(), [later] { return later; });
  const verify::Report found = engine.verify(document);
  EXPECT_EQ(found.verdict, verify::Verdict::trusted) << found.cause << " " << found.detail;
  EXPECT_EQ(std::ranges::count(found.signatures.at(0).notes, "SIG_CERT_EXPIRED_SINCE"), 1);
  EXPECT_THAT(check(receipt), succeeds());
}

TEST_F(Evidence, AnAlteredReceiptIsRefused) {
  for (std::size_t at = receipt.find("extra ") + 6; at < receipt.size(); at += 41) {
    std::string altered = receipt;
    altered[at] = altered[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(check(altered)) << at;
  }
}

} // namespace
} // namespace elicense::instance
