#include "apps/cli/demonstration_documents.h"

#include <array>

namespace chancery::cli {
namespace {

using formats::Json;

constexpr Begun memorandum(std::string_view data) {
  return {"memorandum", "memorandum_of_understanding", data};
}

Json letter(std::string_view body, std::string_view signer, std::string_view number) {
  return {{"capacity", "SPECIMEN"}, {"body", body},        {"acted", "2026-02-02T10:00:00.000Z"},
          {"place", "Київ"},        {"channel", "letter"}, {"number", number},
          {"signer", signer}};
}

/// To the point from which the signatories go on.
void to_concurrence(Play& play) {
  play.act("clerk", "submit");
  play.act("lawyer", "approve");
}

void to_translation(Play& play) {
  to_concurrence(play);
  play.act("mfa", "concur.mfa");
  play.act("development", "concur.development");
}

void to_signing(Play& play) {
  to_translation(play);
  play.act("translator", "certify");
  play.act("lawyer", "close");
}

void play_kyiv_washington(Play& play) {
  play.begin(memorandum("kyiv-washington"));
  to_signing(play);
  play.sign("head", 1);
  play.sign("partner", 2);
}

/// The ministry answered by letter and the partner signed on paper.
void play_kyiv_utah(Play& play) {
  play.begin(memorandum("kyiv-utah"));
  to_concurrence(play);
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

void play_zhytomyr_indiana(Play& play) {
  play.begin(memorandum("zhytomyr-indiana"));
  to_signing(play);
  play.sign("partner", 2);
}

void play_chernihiv_minnesota(Play& play) {
  play.begin(memorandum("chernihiv-minnesota"));
  to_translation(play);
}

void play_zaporizhzhia_pennsylvania(Play& play) {
  play.begin(memorandum("zaporizhzhia-pennsylvania"));
  play.act("clerk", "submit");
  play.act("lawyer", "return", "Уточніть строк дії: «безстроково» суперечить розділу про припинення.");
  play.act("clerk", "submit");
}

void to_dispatch(Play& play) {
  play.act("clerk", "submit");
  play.act("lawyer", "approve");
  play.act("translator", "certify");
  play.act("lawyer", "close");
  play.sign("head", 1);
  play.sign("partner", 2);
  play.sign("partner2", 3);
}

/// Signed and sent; it opens the dossier of the appeal.
void play_appeal_washington(Play& play) {
  play.begin({"appeal", "appeal", "appeal-washington"});
  const Json titles{{"uk", "ЗРАЗОК: Звернення Київської області до регіонів-партнерів"},
                    {"en", "SPECIMEN: Appeal of the Kyiv region to its partner regions"}};
  play.act_with("clerk", "dossier.open", {{"case_index", "01-00"}, {"titles", titles}});
  to_dispatch(play);
  const Json receiver{{"name", "SPECIMEN: State of Washington"}, {"address", "washington@example.org"}};
  play.act_with("clerk", "dispatch", {{"to", Json::array({receiver})}});
}

/// Signed, to be sent.
void play_appeal_utah(Play& play) {
  play.begin({"appeal", "appeal", "appeal-utah"});
  to_dispatch(play);
}

/// With the translator.
void play_appeal_ile_de_france(Play& play) {
  play.begin({"appeal", "appeal_fr", "appeal-ile-de-france"});
  play.act("clerk", "submit");
  play.act("lawyer", "approve");
}

/// Returned with a remark.
void play_appeal_tuscany(Play& play) {
  play.begin({"appeal", "appeal_it", "appeal-tuscany"});
  play.act("clerk", "submit");
  play.act("lawyer", "return", "Уточніть звертання до адресата.");
}

using PlayOne = void (*)(Play&);

constexpr std::array<PlayOne, 5> memorandums{play_kyiv_washington, play_kyiv_utah, play_zhytomyr_indiana,
                                             play_chernihiv_minnesota, play_zaporizhzhia_pennsylvania};
constexpr std::array<PlayOne, 4> appeals{play_appeal_washington, play_appeal_utah, play_appeal_ile_de_france,
                                         play_appeal_tuscany};

}  // namespace

void play_demonstration(engine::Office& office, const Cast& cast, const std::filesystem::path& keys,
                        const std::function<void(int number, int count)>& making) {
  constexpr int count = static_cast<int>(memorandums.size() + appeals.size());
  int number = 0;
  std::optional<Play> first_memorandum;
  for (const PlayOne play_one : memorandums) {
    making(++number, count);
    Play play(office, cast, keys);
    play_one(play);
    if (!first_memorandum) first_memorandum = play;
  }
  std::optional<std::string> dossier;
  for (const PlayOne play_one : appeals) {
    making(++number, count);
    Play play(office, cast, keys);
    play_one(play);
    if (dossier) {
      play.act_with("clerk", "dossier.add", {{"dossier", *dossier}});
    } else {
      dossier = play.view().at("dossier").at("id").get<std::string>();
      play.act_with("clerk", "link.follows", {{"document", first_memorandum->document().hex()}});
    }
  }
}

}  // namespace chancery::cli
