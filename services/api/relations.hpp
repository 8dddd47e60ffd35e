// SPDX-License-Identifier: Apache-2.0
// How the object of a request stands to who asks.
#pragma once
#include "access/authorization.hpp"
#include "api/context.hpp"
#include "http/message.hpp"

namespace elicense::api {

access::Relation relation_of(const license::License& license, const access::Caller& caller);
Result<access::Relation> license_relation(const Context& context, const http::Request& request,
                                          const access::Caller& caller); // of {identifier}
Result<access::Relation> party_relation(const Context& context, const http::Request& request,
                                        const access::Caller& caller); // of {party}
Result<access::Relation> subscription_relation(const Context& context, const http::Request& request,
                                               const access::Caller& caller); // of {id}
Result<access::Relation> proposal_relation(const Context& context, const http::Request& request,
                                           const access::Caller& caller); // of {proposal}
Result<access::Relation> job_relation(const Context& context, const http::Request& request,
                                      const access::Caller& caller); // of {id}
Result<access::Relation> show_session_relation(const Context& context, const http::Request& request,
                                               const access::Caller& caller); // of {session}
Result<access::Relation> submission_relation(const Context& context, const http::Request& request,
                                             const access::Caller& caller); // of {id}
Result<access::Relation> scan_relation(const Context& context, const http::Request& request,
                                       const access::Caller& caller); // of {id}
Result<access::Relation> mandate_relation(const Context& context, const http::Request& request,
                                          const access::Caller& caller); // of {mandate}
Result<access::Relation> recall_relation(const Context& context, const http::Request& request,
                                         const access::Caller& caller); // of {id}
Result<access::Relation> complaint_relation(const Context& context, const http::Request& request,
                                            const access::Caller& caller); // of {complaint}

} // namespace elicense::api
