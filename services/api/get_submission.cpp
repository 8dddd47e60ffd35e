// SPDX-License-Identifier: Apache-2.0
// GET /v1/submissions/{id}, …/receipt, …/materials/{number}/document; GET /v1/holders/me/submissions
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/submission_json.hpp"
#include "api/whole_number.hpp"
#include "submission/receipt.hpp"

namespace elicense::api {
namespace {

Result<submission::Submission> submission_of_route(const Context& context, const Call& call) {
  return context.submissions.kept().find(call.request.parameters.at("id"));
}

Result<privacy::Reader> reader_of_copy(const Call& call, const submission::Submission& submission) {
  auto reader = reader_of(call);
  if (!reader) return reader;
  reader->purpose = submission.matter_name;
  reader->matter_case = submission.matter_case;
  return reader;
}

Result<std::size_t> place_of(const http::Request& request) {
  const auto number = whole_number(request.parameters.at("number"));
  if (number && *number >= 1) return static_cast<std::size_t>(*number - 1);
  return fail(ErrorKind::not_found, "SUBMISSION_NO_COPY");
}

struct Form {
  std::string_view name, content_type;
  Result<Bytes> (*make)(const submission::Submissions&, const submission::Submission&, std::size_t place,
                        const privacy::Reader&);
};

const std::array forms = {
    Form{"ofd", "application/ofd",
         [](const auto& submissions, const auto& submission, std::size_t place, const auto& reader) {
           return submissions.copy(submission, place, reader);
         }},
    Form{"pdf", "application/pdf",
         [](const auto& submissions, const auto& submission, std::size_t place,
            const auto& reader) -> Result<Bytes> {
           const auto face = submissions.face(submission, place, reader);
           return face ? face->pdf() : face.error();
         }},
    Form{"png", "image/png",
         [](const auto& submissions, const auto& submission, std::size_t place,
            const auto& reader) -> Result<Bytes> {
           const auto face = submissions.face(submission, place, reader);
           return face ? face->png() : face.error();
         }}};

Result<const Form*> document_form_of(const http::Request& request) {
  const auto wanted = request.query_value("form").value_or("ofd");
  const auto found = std::ranges::find(forms, std::string_view(wanted), &Form::name);
  if (found != forms.end()) return &*found;
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", "form must be ofd, pdf or png");
}

http::Response document_answer(const Context& context, const Call& call,
                               const submission::Submission& submission) {
  const auto form = document_form_of(call.request);
  if (!form) return problem(call.request, form.error());
  const auto place = place_of(call.request);
  if (!place) return problem(call.request, place.error());
  const auto reader = reader_of_copy(call, submission);
  if (!reader) return problem(call.request, reader.error());
  auto made = (*form)->make(context.submissions, submission, *place, *reader);
  if (!made) return problem(call.request, made.error());
  return file_answer(std::string((*form)->content_type), *std::move(made),
                     submission.number + "-" + std::to_string(*place + 1) + "." + std::string((*form)->name));
}

} // namespace

http::Response get_submission(const Context& context, const Call& call) {
  const auto submission = submission_of_route(context, call);
  if (!submission) return problem(call.request, submission.error());
  return json_answer(200, submission_json(context, call.request, *submission));
}

http::Response get_submission_receipt(const Context& context, const Call& call) {
  const auto submission = submission_of_route(context, call);
  if (!submission) return problem(call.request, submission.error());
  const auto proof = context.keeper.receipt(submission->receipt);
  if (!proof) return problem(call.request, proof.error());
  return file_answer("text/plain; charset=utf-8",
                     to_bytes(submission::write_submission_receipt({submission->statement, *proof})),
                     submission->number + ".receipt.txt");
}

http::Response get_submission_document(const Context& context, const Call& call) {
  const auto submission = submission_of_route(context, call);
  if (!submission) return problem(call.request, submission.error());
  return document_answer(context, call, *submission);
}

http::Response list_my_submissions(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto from = sequence_before(call.request, "a submission");
  if (!from) return problem(call.request, from.error());
  const auto found =
      context.submissions.kept().of_holder(*holder, *from, submission::max_submissions_at_once);
  if (!found) return problem(call.request, found.error());
  nlohmann::ordered_json list = nlohmann::ordered_json::array(), next = nullptr;
  for (const submission::Submission& submission : *found)
    list.push_back(submission_json(context, call.request, submission));
  if (found->size() == submission::max_submissions_at_once) next = found->back().sequence;
  return json_answer(200, {{"submissions", std::move(list)}, {"next_before", std::move(next)}});
}

} // namespace elicense::api
