// SPDX-License-Identifier: Apache-2.0
// Answers of the reception: JSON, files, and problem+json (RFC 9457) at one place.
#pragma once
#include "http/message.hpp"
#include "wording/wording.hpp"
#include <nlohmann/json.hpp>

namespace elicense::api {

http::Response json_answer(unsigned status, const nlohmann::ordered_json& body);
http::Response file_answer(std::string content_type, Bytes body, std::string_view file_name = {});
http::Response problem(const http::Request& request, const Error& error);

unsigned status_of(ErrorKind kind);
wording::Language language_of(const http::Request& request); // ?lang=zh|en, else Accept-Language

} // namespace elicense::api
