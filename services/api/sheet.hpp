// SPDX-License-Identifier: Apache-2.0
// A list of rows with named columns, as JSON or as CSV (RFC 4180, with a byte order mark for spreadsheets).
#pragma once
#include "http/message.hpp"
#include <nlohmann/json.hpp>

namespace elicense::api {

struct Sheet {
  std::string name; // of the file, and of the list in JSON
  std::vector<std::string> columns;
  std::vector<nlohmann::ordered_json> rows; // objects; what a row does not have is empty
};

std::string csv_of(const Sheet& sheet);
// By ?format=json|csv; REQUEST_FIELDS for another. `more`: members beside the list in JSON.
http::Response sheet_answer(const http::Request& request, const Sheet& sheet,
                            const nlohmann::ordered_json& more = nlohmann::ordered_json::object());

} // namespace elicense::api
