// SPDX-License-Identifier: Apache-2.0
#include "jobs/imports.hpp"
#include "crypto/sm3.hpp"
#include "jobs/file_reading.hpp"
#include "jobs/scan_files.hpp"
#include "license/scan_pages.hpp"
#include "stock/mapping.hpp"
#include <algorithm>
#include <set>

namespace elicense::jobs {
namespace {

constexpr std::size_t digest_digits = 64;

Error invalid(const char* code, std::string detail = {}) {
  return fail(ErrorKind::invalid, code, std::move(detail));
}

bool is_batch_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !name.empty() && name.size() <= max_batch_name && std::ranges::all_of(name, fits);
}

bool is_digest(std::string_view text) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == digest_digits && std::ranges::all_of(text, is_digit);
}

Result<void> takes_scans(const Job& job) {
  if (!job.details.scans_sent) return fail(ErrorKind::conflict, "JOB_SCANS");
  return job.state == State::receiving ? Result<void>() : Result<void>(wrong_state(job));
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

std::string request_of(const NewImport& wanted, const std::string& tenant) {
  std::string request(to_text(wanted.kind));
  for (const std::string& part :
       {tenant, wanted.type_code, wanted.batch, wanted.format, wanted.file_sm3, wanted.mapping})
    request += "\n" + part;
  if (wanted.scans_sent) request += "\nscans";
  return request;
}

} // namespace

Result<void> Imports::check(const NewImport& wanted) const {
  const license::LicenseType* const type = with_.types.find(wanted.type_code);
  if (type == nullptr) return fail(ErrorKind::not_found, "TYPE_UNKNOWN", wanted.type_code);
  if (!is_batch_name(wanted.batch)) return invalid("JOB_BATCH");
  if (!is_one_of(wanted.format, {"csv", "ndjson"}) || !is_one_of(wanted.encoding, {"", "utf8", "gb18030"}))
    return invalid("JOB_FILE_FORMAT");
  if (wanted.file_size < 1 || wanted.file_size > (wanted.scans_sent ? max_file_with_scans : max_file_size))
    return invalid("JOB_FILE_SIZE");
  if (!is_digest(wanted.file_sm3)) return invalid("JOB_FILE_DIGEST", "64 hexadecimal digits");
  if (wanted.mapping.empty()) return {};
  const auto mapping = stock::parse_mapping(wanted.mapping, *type);
  return mapping ? Result<void>() : Result<void>(mapping.error());
}

Result<Job> Imports::open(const NewImport& wanted, const std::string& party) {
  if (auto good = check(wanted); !good) return good.error();
  const Time now = with_.clock();
  Job job{.id = crypto::random_id(with_.random),
          .kind = wanted.kind,
          .state = State::receiving,
          .tenant = with_.tenant,
          .type_code = with_.types.find(wanted.type_code)->code,
          .request = request_of(wanted, with_.tenant),
          .asked_at = now,
          .changed_at = now,
          .counts = {},
          .details = {}};
  Details& details = job.details;
  details.asked_by = party;
  details.batch = wanted.batch;
  details.format = wanted.format;
  details.encoding = wanted.encoding;
  details.mapping = wanted.mapping;
  details.file_sm3 = wanted.file_sm3;
  details.file_size = wanted.file_size;
  details.scans = wanted.scans;
  details.scans_sent = wanted.scans_sent;
  details.today = to_china_date(now);
  return with_.jobs.open(job);
}

Result<Job> Imports::add_piece(const std::string& id, std::int64_t number, ByteView content) {
  auto job = with_.jobs.find(id);
  if (!job) return job;
  if (number >= 1 && number <= job->details.pieces) return finish_file(*job); // it is there already
  const auto size = static_cast<std::int64_t>(content.size());
  auto added = with_.jobs.add_piece(id, content, [&](Job& present) -> Result<void> {
    if (present.state != State::receiving) return wrong_state(present);
    if (number != present.details.pieces + 1)
      return fail(ErrorKind::conflict, "JOB_PIECE",
                  "the next one is " + std::to_string(present.details.pieces + 1));
    if (size < 1 || content.size() > max_piece || present.details.received + size > present.details.file_size)
      return invalid("JOB_FILE_SIZE");
    ++present.details.pieces;
    present.details.received += size;
    present.changed_at = with_.clock();
    return {};
  });
  if (!added) return added;
  return finish_file(*added);
}

Result<Job> Imports::finish_file(const Job& job, bool scans_are_there) {
  if (job.state != State::receiving || job.details.received < job.details.file_size) return job;
  crypto::Sm3 digest;
  for (std::int64_t number = 1; number <= job.details.pieces; ++number) {
    const auto piece = with_.jobs.piece(job.id, number);
    if (!piece) return piece.error();
    digest.update(*piece);
  }
  const bool same = to_hex(digest.finish()) == job.details.file_sm3;
  auto changed = with_.jobs.change(job.id, [&](Job& present) -> Result<void> {
    if (present.state != State::receiving) return {};
    if (same && present.details.scans_sent && !scans_are_there) return {};
    present.state = same ? State::waiting : State::failed;
    present.details.failure = same ? "" : "JOB_FILE_DIGEST";
    present.changed_at = with_.clock();
    return {};
  });
  if (changed && !same) return invalid("JOB_FILE_DIGEST");
  return changed;
}

Result<Job> Imports::add_scan(const std::string& id, const std::string& name, ByteView content) {
  if (!is_digest(name)) return invalid("SCAN_NAME");
  if (content.size() > license::max_scan_size) return fail(ErrorKind::too_large, "SCAN_LIMIT");
  if (const auto kind = license::kind_of_scan(content); !kind) return kind.error();
  return with_.jobs.add_scan(id, name, content, [&](Job& job) -> Result<void> {
    Details& details = job.details;
    if (auto taken = takes_scans(job); !taken) return taken;
    details.scan_bytes += static_cast<std::int64_t>(content.size());
    if (++details.scan_count > max_sent_scans || details.scan_bytes > max_sent_bytes)
      return fail(ErrorKind::too_large, "JOB_SCANS_LIMIT");
    job.changed_at = with_.clock();
    return {};
  });
}

Result<Job> Imports::with_whole_file(const std::string& id) const {
  auto job = with_.jobs.find(id);
  if (!job) return job;
  if (auto taken = takes_scans(*job); !taken) return taken.error();
  if (job->details.received < job->details.file_size)
    return fail(ErrorKind::conflict, "JOB_PIECE",
                "the next one is " + std::to_string(job->details.pieces + 1));
  return job;
}

Result<std::vector<std::string>> Imports::missing_scans(const std::string& id) {
  const auto job = with_whole_file(id);
  if (!job) return job.error();
  const license::LicenseType* const type = with_.types.find(job->type_code);
  if (type == nullptr) return fail(ErrorKind::not_found, "TYPE_UNKNOWN", job->type_code);
  const ScanFiles scans(with_.jobs, *job);
  std::set<std::string> missing;
  const auto note = [&](const std::string& name) -> Result<bool> {
    auto exists = scans.exists(name);
    if (exists && !*exists && missing.size() < max_missing) missing.insert(name);
    return exists;
  };
  std::atomic<std::int64_t> bytes_read = 0;
  const auto read =
      FileReading({.jobs = nullptr, .type = *type, .random = with_.random, .scan_exists = note}, *job)
          .run(
              bytes_of_pieces(with_.jobs, *job), [&](const auto&) { return missing.size() < max_missing; },
              bytes_read);
  if (!read) return read.error();
  return std::vector<std::string>(missing.begin(), missing.end());
}

Result<Job> Imports::start(const std::string& id) {
  const auto job = with_whole_file(id);
  return job ? finish_file(*job, true) : job;
}

Result<Job> Imports::cancel(const std::string& id, const std::string& party) {
  return with_.jobs.change(id, [&](Job& job) -> Result<void> {
    if (job.kind == Kind::decision || job.state == State::proposed || job.state >= State::awaits_sign_off)
      return wrong_state(job);
    const bool begun = job.state == State::running || job.state == State::cancelling;
    job.state = begun ? State::cancelling : State::cancelled;
    job.details.decided_by = party;
    job.changed_at = with_.clock();
    return {};
  });
}

} // namespace elicense::jobs
