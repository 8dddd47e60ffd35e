// SPDX-License-Identifier: Apache-2.0
// SQLite calls C: no exception may leave here.
#include "store/sqlite/sql_functions.hpp"
#include <algorithm>
#include <sqlite3.h>

namespace elicense::store {
namespace {

using Values = std::span<sqlite3_value*>;

struct FirstKeys {
  const Keys& keys;
  const Sealing& sealing;
};

ByteView bytes_of(sqlite3_value* value) {
  const bool is_blob = sqlite3_value_type(value) == SQLITE_BLOB;
  const void* const content =
      is_blob ? sqlite3_value_blob(value) : static_cast<const void*>(sqlite3_value_text(value));
  return {static_cast<const std::uint8_t*>(content), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::string_view text_of(sqlite3_value* value) {
  return as_text(bytes_of(value));
}

Place place_of(Values values) {
  return {text_of(values[0]), text_of(values[1]), text_of(values[2])};
}

Result<Bytes> sealed(const Keyring& keyring, Values values) {
  return keyring.seal(place_of(values), bytes_of(values[3]));
}

Result<Bytes> sealed_again(const Keyring& keyring, Values values) {
  const ByteView before = bytes_of(values[4]);
  if (before.empty()) return Bytes{};
  const auto value = keyring.open(place_of(values), sqlite3_value_int64(values[3]), before);
  if (!value) return value.error();
  return keyring.seal(place_of(values), value->view());
}

Result<Bytes> keyed_index(const Keyring& keyring, Values values) {
  return to_bytes(keyring.index(text_of(values[0]), text_of(values[1])));
}

crypto::Sm3Digest digest_of(const Keyring& keyring, Values values) {
  std::vector<ByteView> parts;
  for (sqlite3_value* const value : values.subspan(1))
    parts.push_back(bytes_of(value));
  return keyring.digest(text_of(values[0]), parts);
}

Result<Bytes> keyed_digest(const Keyring& keyring, Values values) {
  return to_bytes(digest_of(keyring, values));
}

void answer(sqlite3_context* context, const Result<Bytes>& result) {
  if (result)
    sqlite3_result_blob64(context,
                          result->empty() ? reinterpret_cast<const std::uint8_t*>("") : result->data(),
                          result->size(), SQLITE_TRANSIENT);
  else
    sqlite3_result_error_code(context, SQLITE_CONSTRAINT);
}

template <Result<Bytes> (*function)(const Keyring&, Values)>
void call(sqlite3_context* context, int count, sqlite3_value** values) noexcept {
  const auto keyring = static_cast<const Keys*>(sqlite3_user_data(context))->now();
  try {
    answer(context, function(*keyring, Values(values, static_cast<std::size_t>(count))));
  } catch (const std::exception&) {
    sqlite3_result_error_nomem(context);
  }
}

void first_key(sqlite3_context* context, int, sqlite3_value** values) noexcept {
  const auto* const first = static_cast<const FirstKeys*>(sqlite3_user_data(context));
  try {
    const auto purpose = text_of(values[0]) == "index" ? KeyPurpose::index : KeyPurpose::data;
    answer(context, first->keys.now()->wrapped(purpose, first->sealing.master));
  } catch (const std::exception&) {
    sqlite3_result_error_nomem(context);
  }
}

bool has_null(Values values) {
  return std::ranges::any_of(values,
                             [](sqlite3_value* value) { return sqlite3_value_type(value) == SQLITE_NULL; });
}

using Function = void (*)(sqlite3_context*, int, sqlite3_value**);

void add(Connection& connection, const char* name, int arguments, Function function, const void* data,
         void (*destroy)(void*) = nullptr) {
  if (sqlite3_create_function_v2(connection.handle(), name, arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                 const_cast<void*>(data), function, nullptr, nullptr, destroy) != SQLITE_OK)
    connection.raise();
}

} // namespace

void add_sealing_functions(Connection& connection, const Keys& keys) {
  add(connection, "sealed", 4, call<sealed>, &keys);
  add(connection, "sealed_again", 5, call<sealed_again>, &keys);
  add(connection, "keyed_index", 2, call<keyed_index>, &keys);
  add(connection, "keyed_digest", -1, call<keyed_digest>, &keys);
}

struct IndexCalls {
  static Result<Bytes> opened(const IndexFunctions& keys, Values values) {
    const auto value =
        keys.before_.open(place_of(values), sqlite3_value_int64(values[3]), bytes_of(values[4]));
    if (!value) return value.error();
    return to_bytes(value->view());
  }
  static Result<Bytes> next_index(const IndexFunctions& keys, Values values) {
    return keyed_index(keys.after_, values);
  }
  static Result<Bytes> next_digest(const IndexFunctions& keys, Values values) {
    return keyed_digest(keys.after_, values);
  }
  static Result<Bytes> checked_digest(const IndexFunctions& keys, Values values) {
    if (!equal(digest_of(keys.before_, values.subspan(1)), bytes_of(values[0])))
      return edited("while making the indexes again");
    return keyed_digest(keys.after_, values.subspan(1));
  }

  template <Result<Bytes> (*function)(const IndexFunctions&, Values)>
  static void call(sqlite3_context* context, int count, sqlite3_value** arguments) noexcept {
    const Values values(arguments, static_cast<std::size_t>(count));
    try {
      if (has_null(values))
        sqlite3_result_null(context);
      else
        answer(context, function(*static_cast<const IndexFunctions*>(sqlite3_user_data(context)), values));
    } catch (const std::exception&) {
      sqlite3_result_error_nomem(context);
    }
  }
};

namespace {

struct NamedFunction {
  const char* name;
  int arguments;
  Function function;
};
constexpr NamedFunction index_functions[] = {
    {"opened", 5, IndexCalls::call<IndexCalls::opened>},
    {"next_index", 2, IndexCalls::call<IndexCalls::next_index>},
    {"next_digest", -1, IndexCalls::call<IndexCalls::next_digest>},
    {"checked_digest", -1, IndexCalls::call<IndexCalls::checked_digest>},
};

} // namespace

IndexFunctions::IndexFunctions(Connection& connection, const Keyring& before, const Keyring& after)
    : connection_(connection), before_(before), after_(after) {
  for (const auto& [name, arguments, function] : index_functions)
    add(connection, name, arguments, function, this);
}

IndexFunctions::~IndexFunctions() {
  for (const auto& [name, arguments, function] : index_functions)
    sqlite3_create_function_v2(connection_.handle(), name, arguments, SQLITE_UTF8, nullptr, nullptr, nullptr,
                               nullptr, nullptr);
}

void add_first_keys(Connection& connection, const Keys& keys, const Sealing& sealing) {
  add(connection, "first_key", 1, first_key, new FirstKeys{keys, sealing},
      [](void* data) { delete static_cast<FirstKeys*>(data); });
}

} // namespace elicense::store
