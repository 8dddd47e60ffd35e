// SPDX-License-Identifier: Apache-2.0
// Reading and writing times. Every reader accepts exactly its grammar and only days that exist.
#include "crypto/time.hpp"
#include <array>
#include <cstdio>
#include <optional>

namespace elicense {
namespace {

using namespace std::chrono;

constexpr hours china_offset{8};

// Walks along a text; the first piece that does not fit makes every later one fail.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    if (rest_.size() < count) return stop();
    int value = 0;
    for (const char digit : rest_.substr(0, count)) {
      if (digit < '0' || digit > '9') return stop();
      value = value * 10 + (digit - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char wanted) {
    if (!take(wanted)) stop();
  }
  void skip_fraction() { // the fraction of a second is cut
    digits(1);
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9')
      rest_.remove_prefix(1);
  }
  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  bool finished() const { return good_ && rest_.empty(); }
  int stop() {
    good_ = false;
    rest_ = {};
    return 0;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

struct Fields {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  minutes offset{0};
};

Error malformed_time(std::string_view text) {
  return fail(ErrorKind::malformed, "TIME_MALFORMED", std::string(text.substr(0, 40)));
}

std::optional<Time> moment(const Fields& fields) {
  const year_month_day date{year(fields.year), month(static_cast<unsigned>(fields.month)),
                            day(static_cast<unsigned>(fields.day))};
  if (!date.ok() || fields.hour > 23 || fields.minute > 59 || fields.second > 59) return std::nullopt;
  const Time time =
      sys_days(date) + hours(fields.hour) + minutes(fields.minute) + seconds(fields.second) - fields.offset;
  const int utc_year = static_cast<int>(year_month_day(floor<days>(time)).year());
  if (utc_year < 0 || utc_year > 9999) return std::nullopt; // an offset can lead out of the four digits
  return time;
}

Result<Time> finish(const Scanner& scanner, const Fields& fields, std::string_view text) {
  if (!scanner.finished()) return malformed_time(text);
  const std::optional<Time> time = moment(fields);
  if (!time) return malformed_time(text);
  return *time;
}

minutes read_offset(Scanner& scanner, bool with_colon) {
  if (scanner.take('Z')) return minutes(0);
  const bool west = scanner.take('-');
  if (!west) scanner.expect('+');
  const int hour = scanner.digits(2);
  if (with_colon) scanner.expect(':');
  const int minute = scanner.digits(2);
  if (hour > 23 || minute > 59) scanner.stop();
  const minutes offset = hours(hour) + minutes(minute);
  return west ? -offset : offset;
}

void take_date(Scanner& scanner, Fields& fields) { // YYYY-MM-DD
  fields.year = scanner.digits(4);
  scanner.expect('-');
  fields.month = scanner.digits(2);
  scanner.expect('-');
  fields.day = scanner.digits(2);
}

void take_month_to_minute(Scanner& scanner, Fields& fields) { // MMDDhhmm, as ASN.1 has it
  fields.month = scanner.digits(2);
  fields.day = scanner.digits(2);
  fields.hour = scanner.digits(2);
  fields.minute = scanner.digits(2);
}

struct Broken {
  year_month_day date;
  hh_mm_ss<seconds> clock;
};

Broken broken(Time time) {
  const sys_days day = floor<days>(time);
  return {year_month_day(day), hh_mm_ss<seconds>(time - day)};
}

std::string print(const char* pattern, const Broken& at) {
  std::array<char, 64> text{};
  const int size =
      std::snprintf(text.data(), text.size(), pattern, static_cast<int>(at.date.year()),
                    static_cast<unsigned>(at.date.month()), static_cast<unsigned>(at.date.day()),
                    static_cast<int>(at.clock.hours().count()), static_cast<int>(at.clock.minutes().count()),
                    static_cast<int>(at.clock.seconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

} // namespace

Time system_time() {
  return floor<seconds>(system_clock::now());
}

std::string to_rfc3339(Time time) {
  return print("%04d-%02u-%02uT%02d:%02d:%02dZ", broken(time));
}

std::string to_generalized(Time time) {
  return print("%04d%02u%02u%02d%02d%02dZ", broken(time));
}

std::string to_china_date(Time time) {
  return to_rfc3339(time + china_offset).substr(0, 10);
}

Result<Time> from_rfc3339(std::string_view text) {
  Scanner scanner(text);
  Fields fields;
  take_date(scanner, fields);
  scanner.expect('T');
  fields.hour = scanner.digits(2);
  scanner.expect(':');
  fields.minute = scanner.digits(2);
  scanner.expect(':');
  fields.second = scanner.digits(2);
  if (scanner.take('.')) scanner.skip_fraction();
  fields.offset = read_offset(scanner, true);
  return finish(scanner, fields, text);
}

Result<Time> from_generalized(std::string_view text) {
  Scanner scanner(text);
  Fields fields;
  fields.year = scanner.digits(4);
  take_month_to_minute(scanner, fields);
  fields.second = scanner.digits(2);
  if (scanner.take('.')) scanner.skip_fraction();
  fields.offset = read_offset(scanner, false);
  return finish(scanner, fields, text);
}

Result<Time> from_utc_time(std::string_view text) {
  Scanner scanner(text);
  Fields fields;
  const int year = scanner.digits(2);
  fields.year = year + (year >= 50 ? 1900 : 2000);
  take_month_to_minute(scanner, fields);
  if (scanner.at_digit()) fields.second = scanner.digits(2);
  scanner.expect('Z');
  return finish(scanner, fields, text);
}

Result<Time> from_date(std::string_view text) {
  Scanner scanner(text);
  Fields fields;
  take_date(scanner, fields);
  fields.offset = china_offset;
  return finish(scanner, fields, text);
}

} // namespace elicense
