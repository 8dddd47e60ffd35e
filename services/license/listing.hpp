// SPDX-License-Identifier: Apache-2.0
// Licenses by what is known of them, and what was done with them since: pages of bounded work, whose cursors
// stay right while others write.
#pragma once
#include "license/license.hpp"

namespace elicense::license {

inline constexpr std::size_t max_listed = 100;     // licenses of one page
inline constexpr std::size_t max_looked_at = 1000; // rows of one page, whether they fit or not

struct ListCursor { // where the page before ended
  std::string day;  // issued_on, when the list is by day
  std::int64_t sequence = 0;
};

struct ListFilter {             // what is empty is not asked about
  std::string issuer_code = {}; // always given
  std::string type_code = {};
  std::string number = {}; // only together with the type
  std::string holder_code_type = {}, holder_code = {};
  std::optional<State> state = {};              // at `now`
  std::string issued_from = {}, issued_to = {}; // days; alone they make a list by day
  ListCursor after = {};
  std::size_t limit = max_listed;
  Time now{};

  bool is_by_day() const {
    return type_code.empty() && holder_code.empty() && !(issued_from.empty() && issued_to.empty());
  }
};

struct ListPage {
  std::vector<License> licenses;
  std::optional<ListCursor> next; // nothing: that was all. A page may hold fewer than its limit, or none
};

struct FeedEntry { // a leaf about a license
  std::uint64_t leaf = 0;
  std::string license, type_code;
  Time at{};
  std::string what;       // the ledger's name of its kind: license-issued, license-transition, data-erased
  std::string word;       // the state from then on
  std::string transition; // its name; empty for others
  std::optional<Time> effective_at;
};

struct FeedPage {
  std::vector<FeedEntry> entries;
  std::uint64_t next = 0; // to be asked for after this one, now or later
};

struct IssuedCount { // of one type, in a period
  std::string type_code;
  std::int64_t count = 0;
  std::string first_day, last_day;
};

} // namespace elicense::license
