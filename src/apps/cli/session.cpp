#include "apps/cli/session.h"

#include "apps/cli/operations.h"
#include "apps/server/client.h"
#include "base/error.h"
#include "outside/clock.h"
#include "outside/prompt.h"

#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace chancery::cli {
using formats::Json;
using server::Parcel;

std::string system_user() {
  const passwd* entry = ::getpwuid(::geteuid());
  return entry != nullptr ? entry->pw_name : std::to_string(::geteuid());
}

Session::Session(CommonOptions options)
    : options_(std::move(options)), terminal_(language_of(options_.language), options_.json) {}

std::filesystem::path Session::office() const {
  if (!options_.office.empty()) return options_.office;
  const char* named = std::getenv("CHANCERY_OFFICE");
  return named != nullptr && *named != '\0' ? named : "office";
}

SecretBytes Session::password(int descriptor, const Message& question) const {
  return descriptor >= 0 ? outside::read_password(descriptor) : outside::ask_password(terminal_.say(question));
}

const std::optional<SecretBytes>& Session::own_password() const {
  if (!password_ && !options_.person.empty() && options_.password_descriptor >= 0) {
    password_ = password(options_.password_descriptor, {"cli.ask_password", {}});
  }
  return password_;
}

Decision<Parcel> Session::call(const std::string& operation, Json fields, std::vector<Blob> files) const {
  fields["operation"] = operation;
  fields["operator"] = system_user();
  if (!options_.person.empty()) fields["as"] = options_.person;
  if (const auto& secret = own_password()) fields["password"] = std::string(secret->reveal());
  const Parcel request{std::move(fields), std::move(files)};
  std::optional<engine::Office> own;
  try {
    own.emplace(engine::Office::open(office(), outside::now));
  } catch (const Error& error) {
    if (error.message().key != "engine.office_in_use") throw;
    return server::send_operation((office() / "socket").string(), request);
  }
  return operate(*own, request);
}

Parcel Session::require(const std::string& operation, Json fields, std::vector<Blob> files) const {
  auto answer = call(operation, fields, files);
  const bool may_ask = !options_.person.empty() && !password_ && ::isatty(STDIN_FILENO) != 0;
  if (answer.refused() && answer.refusal().rule == "people.log_in_failed" && may_ask) {
    password_ = password(-1, {"cli.ask_password", {}});
    answer = call(operation, std::move(fields), std::move(files));
  }
  if (answer.refused()) throw Refused{answer.refusal()};
  return std::move(answer).value();
}

}  // namespace chancery::cli
