#include "apps/cli/demonstration.h"

#include "apps/cli/cast.h"
#include "apps/cli/demonstration_documents.h"
#include "apps/cli/demonstration_people.h"
#include "engine/founding.h"
#include "outside/files.h"

#include <unistd.h>

namespace chancery::cli {
namespace {

using formats::Json;

engine::FoundingAnswers answers() {
  return {"ЗРАЗОК: Київська обласна державна адміністрація",
          "SPECIMEN: Kyiv Regional State Administration",
          "00000000",
          "specimen",
          {{*LanguageTag::parse("uk"), "Адмін", "Тарас", "", "адміністратор системи", {}},
           {*LanguageTag::parse("en"), "Admin", "Taras", "", "System administrator", {}}},
          "administrator",
          std::nullopt,
          {"Перша Особа", "Друга Особа"},
          "office@example.org"};
}

Json log_ins(const Terminal& terminal) {
  Json list = Json::array();
  list.push_back({{"log_in_name", "administrator"},
                  {"password", demonstration_password},
                  {"role", terminal.say({"rights.role_administrator", {}})}});
  for (const DemonstrationPerson& person : demonstration_people()) {
    list.push_back({{"log_in_name", person.log_in_name},
                    {"password", demonstration_password},
                    {"role", terminal.say({"rights.role_" + std::string(document::name_of(person.role)), {}})}});
  }
  return list;
}

}  // namespace

Demonstration make_demonstration(const std::filesystem::path& folder, const engine::Clock& clock, const Terminal& terminal) {
  const bool watched = ::isatty(STDERR_FILENO) != 0;
  if (watched) terminal.tell(Message{"cli.making_people", {}});
  const auto codes = engine::found_office(folder, answers(), SecretBytes(std::string(demonstration_password)), clock);
  const auto keys = folder / "demonstration";
  make_demonstration_keys(keys, engine::OfficeFolder(folder).trust(), clock());
  outside::write_private_file(keys / "recovery-codes", codes.at(0) + "\n" + codes.at(1) + "\n");
  engine::Office office = engine::Office::open(folder, clock);
  const Cast cast(office);
  play_demonstration(office, cast, keys, [&](int number, int count) {
    if (watched)
      terminal.tell(Message{"cli.making_document", {{"number", std::int64_t{number}}, {"count", std::int64_t{count}}}});
  });
  return {{{"log_ins", log_ins(terminal)}, {"office", folder.string()}, {"keys", keys.string()}}};
}

}  // namespace chancery::cli
