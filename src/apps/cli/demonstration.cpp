#include "apps/cli/demonstration.h"

#include "apps/cli/demonstration_people.h"
#include "apps/cli/session.h"
#include "base/error.h"
#include "engine/built_in.h"
#include "engine/founding.h"
#include "engine/log_in.h"
#include "engine/office.h"
#include "engine/subjects.h"
#include "engine/users.h"
#include "formats/x509.h"
#include "outside/demonstration_authority.h"
#include "outside/entropy.h"
#include "outside/files.h"
#include "outside/key_file.h"

#include <algorithm>
#include <map>

namespace chancery::cli {
namespace {

using document::Role;
using engine::Caller;
using engine::Command;
using engine::Office;
using formats::Json;

SecretBytes password() {
  return SecretBytes(std::string(demonstration_password));
}

engine::FoundingAnswers answers() {
  return {"ЗРАЗОК: Київська обласна державна адміністрація",
          "SPECIMEN: Kyiv Regional State Administration",
          "00000000",
          "specimen",
          {{*LanguageTag::parse("uk"), "Адмін", "Тарас", "", "адміністратор системи", {}},
           {*LanguageTag::parse("en"), "Admin", "Taras", "", "System administrator", {}}},
          "administrator",
          std::nullopt,
          {"Перша Особа", "Друга Особа"}};
}

template <class T>
T allowed(Decision<T> decision) {
  if (decision.refused()) throw Error(Fault::environment, decision.refusal().message);
  return std::move(decision).value();
}

/// Whoever makes the demonstration acts as its first clerk unless another person is named.
std::optional<std::string> system_user_of(const DemonstrationPerson& person) {
  return person.log_in_name == demonstration_people().front().log_in_name ? std::optional(system_user()) : std::nullopt;
}

engine::NewUser new_user(const Office& office, const DemonstrationPerson& person) {
  const auto name = [](const char* tag, std::string_view family, std::string_view given, std::string_view position) {
    return document::PersonName{*LanguageTag::parse(tag), std::string(family), std::string(given), "", std::string(position), {}};
  };
  return {{outside::random_id<PersonId>(),
           office.organisation(),
           std::nullopt,
           std::nullopt,
           {name("uk", person.family_uk, person.given_uk, person.position_uk),
            name("en", person.family_en, person.given_en, person.position_en)}},
          outside::random_secret(32),
          outside::random_id<store::AccountId>(),
          std::string(person.log_in_name),
          system_user_of(person),
          allowed(engine::hash_new_password(person.log_in_name, password(), outside::random_salt()))};
}

/// The people of the demonstration by their log-in names.
class Cast {
 public:
  explicit Cast(Office& office) {
    office.read([&](store::Database& database) { administrator_ = engine::find_account(database, "administrator")->person; });
    for (const DemonstrationPerson& person : demonstration_people()) add(office, person);
  }

  [[nodiscard]] Caller caller(std::string_view name) const { return {persons_.at(std::string(name)), "password", std::nullopt}; }

 private:
  void add(Office& office, const DemonstrationPerson& person) {
    const engine::NewUser user = new_user(office, person);
    office.write([&](store::Database& database) {
      const auto subject = engine::subject_of(database, *administrator_, office.now());
      engine::Users users(database, document::RightsPolicy::standard(), subject, office.organisation(), office.now());
      (void)allowed(users.add(user));
      (void)allowed(users.give_role({outside::random_id<RoleId>(),
                                     user.person.id,
                                     person.role,
                                     office.organisation(),
                                     {office.now(), std::nullopt},
                                     {"init --demo", std::nullopt}}));
    });
    persons_.emplace(person.log_in_name, user.person.id);
  }

  std::optional<PersonId> administrator_;
  std::map<std::string, PersonId> persons_;
};

/// Plays one document through its workflow as the cast would.
class Play {
 public:
  Play(Office& office, const Cast& cast, const std::filesystem::path& keys) : office_(&office), cast_(&cast), keys_(keys) {}

  void begin(const Json& values) {
    Command command;
    command.event = "new";
    command.data = {{"workflow", "memorandum"}, {"template", "memorandum_of_understanding"}, {"values", values}};
    id_ = allowed(office_->perform(cast_->caller("clerk"), command)).document;
  }

  void act(std::string_view who, const std::string& event, const std::string& comment = {}) {
    Command command = seen(event);
    command.comment = comment;
    (void)allowed(office_->perform(cast_->caller(who), command));
  }

  void record(std::string_view who, const std::string& event, const Json& recorded) {
    Command command = seen(event);
    command.data = {{"recorded", recorded}};
    command.files.push_back({"scan.txt", "text/plain", Blob("ЗРАЗОК / SPECIMEN: scan of a paper original\n")});
    (void)allowed(office_->perform(cast_->caller(who), command));
  }

  void sign(std::string_view who, unsigned party) {
    const auto path = keys_ / (std::string(who) + ".p12");
    const auto key = outside::KeyFile::open_pkcs12(outside::read_file(path), path.string(), password(), office_->now());
    const Caller caller = cast_->caller(who);
    const Json order{{"document", id_->hex()},
                     {"manifest", view().at("manifest")},
                     {"act", "sign"},
                     {"party", party},
                     {"capacity", key.certificate().subject_name()},
                     {"certificate", to_base64(key.certificate().der())}};
    const Json offer = allowed(office_->open_signing(caller, order));
    const auto attributes = parse_base64(offer.at("signed_attributes").get<std::string>()).value();
    Json chain = Json::array();
    for (const formats::Certificate& certificate : key.chain()) chain.push_back(to_base64(certificate.der()));
    (void)allowed(office_->finish_signing(
        caller, {{"request", offer.at("request")}, {"value", to_base64(key.sign(attributes))}, {"chain", std::move(chain)}}));
  }

  void to_legal_review() { act("clerk", "submit"); }
  void to_concurrence() {
    to_legal_review();
    act("lawyer", "approve");
  }
  void to_translation() {
    to_concurrence();
    act("mfa", "concur.mfa");
    act("development", "concur.development");
  }
  void to_signing() {
    to_translation();
    act("translator", "certify");
    act("lawyer", "close");
  }

 private:
  [[nodiscard]] Json view() const { return office_->document(cast_->caller("clerk"), *id_); }

  /// The command with what is shown now: its sections, its manifest or its revision.
  [[nodiscard]] Command seen(const std::string& event) const {
    const Json document = view();
    Command command;
    command.document = id_;
    command.event = event;
    if (event == "approve" || event == "certify") {
      for (const Json& section : document.at("sections")) {
        const std::string name = section.at("name");
        const bool taken = event == "approve" ? name == "source" : name.starts_with("translation:");
        if (taken) command.sections.push_back({name, *Sha256::parse(section.at("sha256").get<std::string>())});
      }
    } else if (event == "close") {
      command.manifest = Sha256::parse(document.at("manifest").get<std::string>());
    } else {
      command.revision = document.at("revision").get<std::uint64_t>();
    }
    return command;
  }

  Office* office_;
  const Cast* cast_;
  std::filesystem::path keys_;
  std::optional<DocumentId> id_;
};

/// Certificates for the signatories, and their authority among those whose signatures count in this office.
void make_keys(const std::filesystem::path& folder, const std::filesystem::path& trust, Timestamp now) {
  const Timestamp until = now.plus(std::chrono::hours(24 * 365 * 3));
  const auto authority = outside::DemonstrationAuthority::make("Chancery", now.plus(std::chrono::hours(-24)), until);
  outside::make_private_folder(folder);
  outside::make_private_folder(trust);
  outside::write_file(trust / "demonstration.pem", formats::write_pem(authority.certificate()));
  for (const DemonstrationPerson& person : demonstration_people()) {
    if (person.role != Role::signatory) continue;
    const std::string name = std::string(person.given_en) + " " + std::string(person.family_en) + " (SPECIMEN)";
    outside::write_private_file(
        folder / (std::string(person.log_in_name) + ".p12"),
        authority.issue(name, outside::KeyKind::p256, now.plus(std::chrono::hours(-24)), until, password()));
  }
}

/// The data of a demonstration memorandum, by the name of its file in `templates/demonstration`.
Json values_of(std::string_view name) {
  for (const EmbeddedFile& file : engine::built_in::embedded_files()) {
    if (file.name.ends_with("demonstration/" + std::string(name) + ".json")) return formats::parse_json(file.bytes, name);
  }
  throw Error(Fault::absent, {"cli.no_demonstration_data", {{"name", std::string(name)}}});
}

Json letter(std::string_view body, std::string_view signer, std::string_view number) {
  return {{"capacity", "SPECIMEN"}, {"body", body},        {"acted", "2026-02-02T10:00:00.000Z"},
          {"place", "Київ"},        {"channel", "letter"}, {"number", number},
          {"signer", signer}};
}

void play_kyiv_washington(Play play) {
  play.begin(values_of("kyiv-washington"));
  play.to_signing();
  play.sign("head", 1);
  play.sign("partner", 2);
}

/// The ministry answered by letter and the partner signed on paper.
void play_kyiv_utah(Play play) {
  play.begin(values_of("kyiv-utah"));
  play.to_concurrence();
  play.record("clerk", "record.mfa", letter("ЗРАЗОК: Міністерство закордонних справ", "ЗРАЗОК Особа", "000/00-1"));
  play.act("clerk2", "attest.mfa");
  play.act("development", "concur.development");
  play.act("translator", "certify");
  play.act("lawyer", "close");
  play.sign("head", 1);
  Json paper = letter("SPECIMEN: State of Utah", "Avery Specimen", "—");
  paper["party"] = 2;
  paper["channel"] = "paper";
  play.record("clerk", "record.sign", paper);
  play.act("clerk2", "attest.sign");
}

void play_zhytomyr_indiana(Play play) {
  play.begin(values_of("zhytomyr-indiana"));
  play.to_signing();
  play.sign("partner", 2);
}

void play_chernihiv_minnesota(Play play) {
  play.begin(values_of("chernihiv-minnesota"));
  play.to_translation();
}

void play_zaporizhzhia_pennsylvania(Play play) {
  play.begin(values_of("zaporizhzhia-pennsylvania"));
  play.to_legal_review();
  play.act("lawyer", "return", "Уточніть строк дії: «безстроково» суперечить розділу про припинення.");
  play.to_legal_review();
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
  engine::found_office(folder, answers(), password(), clock);
  const auto keys = folder / "demonstration";
  make_keys(keys, engine::OfficeFolder(folder).trust(), clock());
  Office office = Office::open(folder, clock);
  const Cast cast(office);
  for (const auto play :
       {play_kyiv_washington, play_kyiv_utah, play_zhytomyr_indiana, play_chernihiv_minnesota, play_zaporizhzhia_pennsylvania}) {
    play(Play(office, cast, keys));
  }
  return {{{"log_ins", log_ins(terminal)}, {"office", folder.string()}, {"keys", keys.string()}}};
}

}  // namespace chancery::cli
