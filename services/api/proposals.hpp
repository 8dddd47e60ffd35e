// SPDX-License-Identifier: Apache-2.0
// /v1/…-proposals: what waits for a second person and what was decided, of whatever is published that way.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"
#include "license/publisher.hpp"

namespace elicense::api {

struct ProposalsOf {
  const license::ProposalKind& kind;
  license::Publisher& publisher;
  const char* list;  // the member with all of them
  const char* about; // the member with the code of what is changed
};
ProposalsOf type_proposals(const Context& context);
ProposalsOf matter_proposals(const Context& context);

nlohmann::ordered_json proposal_json(const license::Proposal& proposal,
                                     const char* about); // without the file

http::Response list_proposals(const Context& context, const Call& call, const ProposalsOf& of);
http::Response approve_proposal(const Context& context, const Call& call, const ProposalsOf& of);
http::Response refuse_proposal(const Context& context, const Call& call, const ProposalsOf& of);

// With its file and, while it waits, with what `examine` says that the file would change now.
using ExamineFile = std::function<Result<nlohmann::ordered_json>(std::string_view file)>;
http::Response get_proposal(const Context& context, const Call& call, const ProposalsOf& of,
                            const ExamineFile& examine);

} // namespace elicense::api
