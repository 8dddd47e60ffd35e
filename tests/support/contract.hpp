// SPDX-License-Identifier: Apache-2.0
// Contracts of foreign interfaces as data (tests/facade/*.json): requests to send, and the shape of answers.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace elicense::test {

nlohmann::json contract(const std::string& name); // of tests/facade/NAME.json

using Names = std::map<std::string, std::string>;
std::string filled(std::string text, const Names& names);                 // {name} by its value
nlohmann::json filled(const nlohmann::json& request, const Names& names); // in every text

// The first place where `answer` is not of this shape; empty: none. A list has to have an element.
std::string misfit(const nlohmann::json& answer, const nlohmann::json& shape, const std::string& place = {});

} // namespace elicense::test
