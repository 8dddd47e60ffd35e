// SPDX-License-Identifier: Apache-2.0
// Publishes the status of all licenses and mandates as lists: of now, made anew when a copy has grown old, or
// of a past time.
#pragma once
#include "status/places.hpp"
#include "status/source.hpp"
#include "status/status_token.hpp"
#include <functional>
#include <map>
#include <mutex>

namespace elicense::status {

// Together below the minute in which a revocation has to be seen.
inline constexpr std::chrono::seconds made_anew_after{15}, kept_by_readers{30};
inline constexpr std::chrono::hours believed_for{24}; // offline, by who cannot ask again

enum class Form { jwt, cwt };

struct Reference { // of one license or mandate
  std::string uri;
  std::size_t index = 0;
};

class Publisher {
 public:
  // Told of every list that differs from the one published before.
  using Record = std::function<Result<void>(std::uint64_t list, ByteView token)>;
  struct Parts {
    Source& source;
    Places places;
    std::unique_ptr<ListSigner> signer;
    std::string base; // of the addresses: "https://licenses.example/v1/status-lists"
    Record record;
    Clock clock;
  };
  explicit Publisher(Parts parts) : with_(std::move(parts)) {}

  Result<std::vector<std::string>> uris();                     // of all lists; there is always one
  Result<Reference> reference_of(std::string_view identifier); // LICENSE_NOT_FOUND
  Reference reference_at(std::uint64_t number) const;
  // A place for a license that will be planned, or a mandate: nobody else is given it.
  Result<license::StatusPlace> reserve();
  Result<std::uint64_t> reserve_number();
  // The signed list. STATUS_LIST_NOT_FOUND; what source, signer and record() say
  Result<Bytes> current(std::uint64_t list, Form form);
  // As it was then, signed for that time. STATUS_TIME: it is still to come
  Result<Bytes> past(std::uint64_t list, Form form, Time at);

 private:
  struct Made {
    Time at{};
    Bytes packed, jwt, cwt;
  };
  std::string uri_of(std::uint64_t list) const;
  Result<void> check(std::uint64_t list);
  Result<Published> published(std::uint64_t list, Time at);
  Result<Bytes> sign(const Published& published, Form form) const;
  Result<void> renew(std::uint64_t list, Made& made, Time now);

  const Parts with_;
  std::mutex reserving_;
  std::uint64_t reserved_ = 0; // all numbers below
  std::mutex mutex_;           // of the lists made
  std::map<std::uint64_t, Made> made_;
};

} // namespace elicense::status
