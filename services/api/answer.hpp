// SPDX-License-Identifier: Apache-2.0
// Answers of the reception: JSON, files, and problem+json (RFC 9457) at one place.
#pragma once
#include "crypto/time.hpp"
#include "http/message.hpp"
#include "wording/wording.hpp"
#include <nlohmann/json.hpp>

namespace elicense::api {

http::Response json_answer(unsigned status, const nlohmann::ordered_json& body);
http::Response file_answer(std::string content_type, Bytes body, std::string_view file_name = {});
http::Response problem(const http::Request& request, const Error& error);

Error input_error(std::string detail);                      // REQUEST_FIELDS
nlohmann::ordered_json text_or_null(std::string_view text); // null when it is empty
nlohmann::ordered_json time_or_null(const std::optional<Time>& time);

unsigned status_of(ErrorKind kind);
wording::Language language_of(const http::Request& request); // ?lang=zh|en, else Accept-Language

} // namespace elicense::api
