// SPDX-License-Identifier: Apache-2.0
// The whole file is read again after an interruption, which is quick: so what repeats an earlier row is
// found, and the passport is about all rows.
#include "jobs/file_reading.hpp"
#include "crypto/sm3.hpp"

namespace elicense::jobs {
namespace {

stock::Format format_of(const Details& details) {
  return details.format == "csv" ? stock::Format::csv : stock::Format::ndjson;
}

std::optional<stock::Encoding> encoding_of(const Details& details) {
  if (details.encoding.empty()) return std::nullopt;
  return details.encoding == "utf8" ? stock::Encoding::utf8 : stock::Encoding::gb18030;
}

nlohmann::json cells_of(const stock::Row& row) {
  nlohmann::json cells = nlohmann::json::object();
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    cells[(*row.columns)[i]] = row.cells[i];
  return cells;
}

// As many bytes as tell how to read the rest, or the whole of a small file.
Result<Bytes> read_head(const NextBytes& next_bytes) {
  Bytes head;
  while (head.size() < stock::dialect_sample) {
    const auto more = next_bytes();
    if (!more) return more.error();
    if (!*more) break;
    head.insert(head.end(), (*more)->begin(), (*more)->end());
  }
  return head;
}

} // namespace

NextBytes bytes_of_pieces(Register& jobs, const Job& job) {
  return [&jobs, id = job.id, pieces = job.details.pieces,
          number = std::int64_t{0}]() mutable -> Result<std::optional<Bytes>> {
    if (number == pieces) return std::optional<Bytes>();
    auto piece = jobs.piece(id, ++number);
    if (!piece) return piece.error();
    return std::optional<Bytes>(*std::move(piece));
  };
}

Result<stock::Mapping> mapping_of(const Details& details, const license::LicenseType& type) {
  return details.mapping.empty() ? stock::Mapping() : stock::parse_mapping(details.mapping, type);
}

stock::AssessorSettings FileReading::settings(stock::Mapping mapping) {
  stock::Questions questions;
  questions.attachment_exists = [this](const std::string& name) {
    const auto exists = with_.scan_exists(name);
    if (!exists && !scans_failure_) scans_failure_ = exists.error();
    return !exists || *exists;
  };
  if (with_.jobs != nullptr)
    questions.is_registered = [this](const std::string& number) -> Result<bool> {
      if (is_known_) return false; // by this row itself
      return with_.jobs->is_registered(job_.type_code, number, job_.id);
    };
  return {.today = job_.details.today, .mapping = std::move(mapping), .questions = std::move(questions)};
}

Result<stock::Passport> FileReading::run(const NextBytes& next_bytes, const TakeGroup& take,
                                         std::atomic<std::int64_t>& bytes_read) {
  auto head = read_head(next_bytes);
  if (!head) return head.error();
  const auto sample = as_text(ByteView(*head).first(std::min(head->size(), stock::dialect_sample)));
  const auto dialect = stock::read_dialect(format_of(job_.details), sample, encoding_of(job_.details));
  if (!dialect) return dialect.error();
  const auto mapping = mapping_of(job_.details, with_.type);
  if (!mapping) return mapping.error();
  if (dialect->columns)
    if (auto bound = stock::bind_columns(*dialect->columns, *mapping, with_.type); !bound)
      return bound.error();
  assessor_ = std::make_unique<stock::Assessor>(with_.type, settings(*mapping), with_.random);
  const auto reader = stock::make_row_reader(*dialect, dialect->first_row);
  std::optional<Bytes> chunk =
      Bytes(head->begin() + static_cast<std::ptrdiff_t>(dialect->first_row.offset), head->end());
  while (chunk) {
    reader->feed(as_text(*chunk));
    bytes_read += static_cast<std::int64_t>(chunk->size());
    const auto goes_on = take_rows(*reader, take);
    if (!goes_on) return goes_on.error();
    if (!*goes_on) return passport_;
    auto next = next_bytes();
    if (!next) return next.error();
    chunk = *std::move(next);
  }
  reader->finish();
  const auto taken = take_rows(*reader, take);
  if (!taken) return taken.error();
  const auto last = assess(take);
  if (!last) return last.error();
  return passport_;
}

Result<bool> FileReading::take_rows(stock::RowReader& reader, const TakeGroup& take) {
  for (;;) {
    auto row = reader.next();
    if (!row) return row.error();
    if (!*row) return true;
    rows_.push_back(**std::move(row));
    if (rows_.size() < rows_in_group) continue;
    auto goes_on = assess(take);
    if (!goes_on || !*goes_on) return goes_on;
  }
}

// Of what stands in the row, so that a file with other rows added or mended meets the same ones again.
std::string FileReading::key_of(const stock::Row& row) const {
  crypto::Sm3 digest;
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    for (const std::string& text : {(*row.columns)[i], row.cells[i]})
      digest.update(as_bytes(std::to_string(text.size()) + ":" + text));
  return "stock/" + job_.tenant + "/" + job_.type_code + "/" + job_.details.batch + "/" +
         to_hex(digest.finish());
}

// A row of an import that was refused is issued again, under another key.
Result<std::vector<KnownRow>> FileReading::known_rows(std::vector<std::string>& keys) const {
  if (with_.jobs == nullptr) return std::vector<KnownRow>(keys.size());
  auto known = with_.jobs->known(keys);
  if (!known) return known;
  for (std::size_t i = 0; i < keys.size(); ++i)
    while ((*known)[i].refused && (*known)[i].job != job_.id) {
      keys[i] += "/" + (*known)[i].job;
      auto later = with_.jobs->known(std::span(keys).subspan(i, 1));
      if (!later) return later;
      (*known)[i] = later->front();
    }
  return known;
}

Result<bool> FileReading::assess(const TakeGroup& take) {
  std::vector<std::string> keys;
  for (const stock::Row& row : rows_)
    keys.push_back(key_of(row));
  auto known = known_rows(keys);
  if (!known) return known.error();
  std::vector<AssessedRow> group;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    is_known_ = !(*known)[i].identifier.empty();
    auto assessment = assessor_->assess(rows_[i]);
    if (!assessment) return assessment.error();
    if (scans_failure_) return *scans_failure_;
    passport_.add(*assessment);
    group.push_back({*std::move(assessment), std::move(keys[i]), std::move((*known)[i]), cells_of(rows_[i])});
  }
  rows_.clear();
  return take(std::move(group));
}

} // namespace elicense::jobs
