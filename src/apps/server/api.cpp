#include "apps/server/api.h"

#include "apps/server/form.h"
#include "apps/server/http_errors.h"
#include "engine/command.h"

namespace chancery::server {
namespace {

using formats::Json;

Json outcome_json(const engine::Outcome& outcome) {
  return {
      {"document", outcome.document.hex()}, {"revision", outcome.revision}, {"seq", outcome.seq}, {"receipt", outcome.receipt}};
}

Json filter_of(const Visit& visit) {
  auto filter = Json::object();
  const auto query = parse_query(visit.request.head.query);
  if (!query) throw Error(Fault::input, {"server.not_a_form", {}});
  for (const auto& field : query->all()) filter[field.name] = field.value;
  return filter;
}

Response parcel(int status, const Parcel& content) {
  return Response{status, {}, write_parcel(content)}.with("content-type", "application/octet-stream");
}

}  // namespace

Response api_documents(Site& site, const Visit& visit) {
  return Response::json(200, site.desk.documents(visit.caller(), filter_of(visit)).dump());
}

Response api_document(Site& site, const Visit& visit) {
  const auto id = visit.document();
  auto document = site.desk.document(visit.caller(), id);
  document["actions"] = site.desk.actions(visit.caller(), id, std::nullopt);
  document["history"] = site.desk.history(visit.caller(), id);
  return Response::json(200, document.dump());
}

Response api_command(Site& site, const Visit& visit) {
  const auto command = engine::parse_command(formats::parse_json(visit.request.body, "request"));
  const auto outcome = site.desk.perform(visit.caller(), command);
  if (!outcome.refused()) return Response::json(200, outcome_json(outcome.value()).dump());
  return Response::json(status_of(outcome.refusal()), to_json(outcome.refusal(), visit.language).dump());
}

/// The command line gets errors and refusals as values, to end with the exit code that it would have without a server.
Response local_operation(Site& site, const Visit& visit) {
  try {
    const auto answer = site.desk.operate(read_parcel(visit.request.body));
    if (!answer.refused()) return parcel(200, answer.value());
    return parcel(status_of(answer.refusal()), {to_json(answer.refusal(), visit.language), {}});
  } catch (const Error& error) {
    return parcel(status_of(error.fault()), {to_json(error, visit.language), {}});
  }
}

}  // namespace chancery::server
