// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses/{identifier}/face.png, .svg, .pdf
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/license_json.hpp"

namespace elicense::api {
namespace {

struct Format {
  std::string_view ending, content_type;
  Result<Bytes> (*draw)(const face::Face&);
};

constexpr Format formats[] = {
    {".png", "image/png", [](const face::Face& face) { return face.png(); }},
    {".svg", "image/svg+xml", [](const face::Face& face) { return face.svg(); }},
    {".pdf", "application/pdf", [](const face::Face& face) { return face.pdf(); }},
};

Result<face::Face> face_of(const Context& context, const license::License& license) {
  const auto* type = context.types.of(license);
  if (!type) return fail(ErrorKind::internal, "TYPE_UNKNOWN", license.type_code);
  const auto seal = context.seals.find(license.seal_id);
  if (!seal) return seal.error();
  return license::draw_face(license, *type, context.fonts, (*seal)->seal.picture.data,
                            context.verification_url);
}

} // namespace

http::Response get_license_face(const Context& context, const Call& call) {
  const auto license = read_license_of_route(context, call, "face");
  if (!license) return problem(call.request, license.error());
  const auto face = face_of(context, *license);
  if (!face) return problem(call.request, face.error());
  const auto format =
      std::ranges::find_if(formats, [&](const Format& f) { return call.request.path.ends_with(f.ending); });
  auto drawn = format->draw(*face);
  if (!drawn) return problem(call.request, drawn.error());
  return file_answer(std::string(format->content_type), *std::move(drawn));
}

} // namespace elicense::api
