// SPDX-License-Identifier: Apache-2.0
// POST /v1/seals/{id}/signatures?page=1&x=140&y=240: the OFD in the body, with one more seal signature.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "crypto/sm3.hpp"
#include "seal/leaves.hpp"

#include <charconv>

namespace elicense::api {
namespace {

template <class T> Result<T> number(const http::Request& request, std::string_view name, T least, T most) {
  const auto text = request.query_value(name);
  T value{};
  if (text) {
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error == std::errc{} && end == text->data() + text->size() && value >= least && value <= most)
      return value;
  }
  return fail(ErrorKind::malformed, "REQUEST_PLACE",
              std::string(name) + " must be a number from " + std::to_string(least) + " to " +
                  std::to_string(most));
}

Result<seal::Place> place(const http::Request& request) {
  const auto page = number<std::size_t>(request, "page", 1, ofd::max_pages);
  const auto x = number<double>(request, "x", 0, 10'000), y = number<double>(request, "y", 0, 10'000);
  if (!page) return page.error();
  if (!x) return x.error();
  if (!y) return y.error();
  return seal::Place{.page = *page - 1, .x_mm = *x, .y_mm = *y};
}

} // namespace

http::Response seal_document(const Context& context, const http::Request& request) {
  const auto where = place(request);
  if (!where) return problem(request, where.error());
  const auto held = context.seals.find(request.parameters.at("id"));
  if (!held) return problem(request, held.error());
  auto sealed = context.sealer.apply(request.body, **held, *where);
  if (!sealed) return problem(request, sealed.error());
  const auto recorded =
      context.book.append(seal::used_leaf((*held)->id, *sealed, context.blinder, context.clock()));
  if (!recorded) return problem(request, recorded.error()); // what is not on record does not leave the house
  context.log.write(observe::Level::info, "seal_used",
                    {{"request_id", std::string_view(request.id)},
                     {"seal", std::string_view((*held)->id)},
                     {"document_sm3", std::string_view(to_hex(crypto::sm3(*sealed)))}});
  return file_answer("application/ofd", *std::move(sealed), "sealed.ofd");
}

} // namespace elicense::api
