// SPDX-License-Identifier: Apache-2.0
#include "ledger/policy_file.hpp"
#include "ledger/text_forms.hpp"
#include <algorithm>
#include <map>

namespace elicense::ledger {
namespace {

using Words = std::vector<std::string_view>;

Words words_of(std::string_view line) {
  Words words;
  while (true) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return words;
    const std::size_t end = std::min(line.find_first_of(" \t", begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    line.remove_prefix(end);
  }
}

class PolicyText {
 public:
  bool take(const Words& words) {
    if (quorum_) return false; // nothing comes behind it
    if (words[0] == "log") return take_log(words);
    if (words[0] == "former") return take_former(words);
    if (words[0] == "witness") return take_witness(words);
    if (words[0] == "group") return take_group(words);
    return words[0] == "quorum" && words.size() == 2 && take_quorum(std::string(words[1]));
  }

  Result<Policy> finish() {
    if (!quorum_) return fail(ErrorKind::invalid, "LEDGER_POLICY", "no quorum line");
    return Policy::make(std::move(draft_));
  }
  const std::vector<WitnessAddress>& addresses() const { return addresses_; }

 private:
  using Names = std::vector<std::string>;

  bool take_log(const Words& words) {
    if (words.size() != 2 && words.size() != 3) return false;
    auto key = NoteKey::parse(words[1]);
    if (!key || (!draft_.log_keys.empty() && key->name() != draft_.origin)) return false;
    draft_.origin = key->name();
    draft_.log_keys.push_back(*std::move(key));
    return true;
  }

  bool take_former(const Words& words) {
    if (words.size() != 3) return false;
    auto key = NoteKey::parse(words[1]);
    const auto size = decimal(words[2], max_tree_size);
    if (!key || !size || key->name() != draft_.origin) return false;
    draft_.former_keys.push_back({*std::move(key), *size});
    return true;
  }

  bool take_witness(const Words& words) {
    if (words.size() != 3 && words.size() != 4) return false;
    auto key = NoteKey::parse(words[2]);
    if (!key || words[1] == "none") return false;
    if (words.size() == 4)
      addresses_.push_back({*key, std::string(words[3].substr(0, words[3].find_last_not_of('/') + 1))});
    return witnesses_.emplace(words[1], *std::move(key)).second;
  }

  bool take_group(const Words& words) {
    if (words.size() < 4 || !group_.empty() || words[1] == "none" ||
        witnesses_.contains(std::string(words[1])))
      return false;
    group_ = words[1];
    members_.assign(words.begin() + 3, words.end());
    const auto number = decimal(words[2], members_.size());
    threshold_ = words[2] == "any" ? 1 : words[2] == "all" ? members_.size() : number.value_or(0);
    Names sorted = members_;
    std::ranges::sort(sorted);
    return threshold_ > 0 && std::ranges::adjacent_find(sorted) == sorted.end() &&
           std::ranges::all_of(members_, [&](const std::string& name) { return witnesses_.contains(name); });
  }

  bool take_quorum(const std::string& name) {
    quorum_ = true;
    if (name == "none") return count({}, 0);
    if (name == group_) return count(members_, threshold_);
    return witnesses_.contains(name) && count({name}, 1);
  }

  bool count(const Names& names, std::size_t quorum) {
    for (const std::string& name : names)
      draft_.witness_keys.push_back(witnesses_.at(name));
    draft_.quorum = quorum;
    return true;
  }

  Policy::Draft draft_;
  std::map<std::string, NoteKey> witnesses_;
  std::vector<WitnessAddress> addresses_;
  std::string group_;
  Names members_;
  std::size_t threshold_ = 0;
  bool quorum_ = false;
};

Result<PolicyText> read(std::string_view text) {
  if (text.size() > max_policy_size) return fail(ErrorKind::too_large, "LEDGER_POLICY", "size");
  PolicyText policy;
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const Words words = words_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.empty() || words[0].starts_with('#')) continue;
    if (!policy.take(words)) return fail(ErrorKind::invalid, "LEDGER_POLICY", "line " + std::to_string(line));
  }
  return policy;
}

} // namespace

Result<Policy> parse_policy(std::string_view text) {
  auto policy = read(text);
  if (!policy) return policy.error();
  return policy->finish();
}

Result<std::vector<WitnessAddress>> witness_addresses(std::string_view text) {
  auto policy = read(text);
  if (!policy) return policy.error();
  if (auto whole = policy->finish(); !whole) return whole.error();
  return policy->addresses();
}

namespace {

std::string log_line(const NoteKey& key) {
  return "log " + key.text();
}

std::string former_line(const FormerKey& former) {
  return "former " + former.key.text() + " " + std::to_string(former.last_size);
}

} // namespace

std::string policy_of_log(const NoteKey& key) {
  return log_line(key) + "\nquorum none\n";
}

Result<std::string> with_next_key(std::string_view policy, const NoteKey& next, const FormerKey& former) {
  std::string made;
  bool named = false;
  while (!policy.empty()) {
    const std::size_t end = std::min(policy.find('\n'), policy.size());
    const std::string_view line = policy.substr(0, end);
    policy.remove_prefix(std::min(end + 1, policy.size()));
    const Words words = words_of(line);
    const bool of_former = words.size() >= 2 && words[0] == "log" && words[1] == former.key.text();
    made += of_former ? log_line(next) + "\n" + former_line(former) : std::string(line);
    made += "\n";
    named = named || of_former;
  }
  if (!named)
    return fail(ErrorKind::invalid, "LEDGER_POLICY", "it does not name the key " + former.key.text());
  if (const auto read = parse_policy(made); !read) return read.error();
  return made;
}

std::vector<std::string> key_lines(const std::vector<NoteKey>& keys, const std::vector<FormerKey>& former) {
  std::vector<std::string> lines;
  std::ranges::transform(keys, std::back_inserter(lines), log_line);
  std::ranges::transform(former, std::back_inserter(lines), former_line);
  std::ranges::sort(lines);
  return lines;
}

} // namespace elicense::ledger
