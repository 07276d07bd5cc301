#include "review/profile.h"

#include "base/embedded_file.h"
#include "base/error.h"

#include <algorithm>
#include <span>

namespace chancery::review {

namespace profiles {
std::span<const EmbeddedFile> embedded_files();
}

namespace {

using formats::Json;

class Reader {
 public:
  Reader(const Json& json, std::string_view name) : json_(json), name_(name) {}

  Profile read() const {
    Profile profile;
    profile.name = name_;
    profile.title = texts(json_, "title");
    for (const auto& [key, value] : object(json_, "sources").items())
      profile.sources[key] = texts(object(json_, "sources"), key.c_str());
    for (const auto& one : list(json_, "words")) add_words(one, profile);
    for (const auto& one : list(json_, "clauses")) {
      profile.clauses.push_back({text(one, "clause"), words(one, "words"), known_source(profile, text(one, "source"))});
    }
    profile.terms = words(json_, "terms");
    profile.signature_block = json_.value("signature_block", "yes") != "no";
    return profile;
  }

 private:
  [[noreturn]] void refuse(const std::string& field) const {
    throw Error(Fault::input, {"review.profile_shape", {{"profile", std::string(name_)}, {"field", field}}});
  }
  const Json& member(const Json& json, const char* name) const {
    if (!json.is_object() || !json.contains(name)) refuse(name);
    return json.at(name);
  }
  const Json& object(const Json& json, const char* name) const {
    const auto& found = member(json, name);
    if (!found.is_object()) refuse(name);
    return found;
  }
  const Json& list(const Json& json, const char* name) const {
    const auto& found = member(json, name);
    if (!found.is_array()) refuse(name);
    return found;
  }
  std::string text(const Json& json, const char* name) const {
    const auto& found = member(json, name);
    if (!found.is_string()) refuse(name);
    return found.get<std::string>();
  }
  std::map<std::string, std::string> texts(const Json& json, const char* name) const {
    std::map<std::string, std::string> all;
    for (const auto& [language, value] : object(json, name).items()) {
      if (!value.is_string()) refuse(name);
      all.emplace(language, value.get<std::string>());
    }
    if (all.count("uk") == 0 || all.count("en") == 0) refuse(name);
    return all;
  }
  ByLanguage words(const Json& json, const char* name) const {
    ByLanguage all;
    for (const auto& [language, list_of_words] : object(json, name).items()) {
      if (!list_of_words.is_array()) refuse(name);
      for (const auto& word : list_of_words) {
        if (!word.is_string()) refuse(name);
        all[language].push_back(word.get<std::string>());
      }
    }
    return all;
  }
  std::string known_source(const Profile& profile, std::string key) const {
    if (profile.sources.count(key) == 0) refuse("source " + key);
    return key;
  }
  void add_words(const Json& json, Profile& profile) const {
    const auto source = known_source(profile, text(json, "source"));
    for (const auto& word : list(json, "find")) {
      if (!word.is_string()) refuse("find");
      profile.words.push_back({text(json, "language"), word.get<std::string>(), text(json, "instead"), source});
    }
  }

  const Json& json_;
  std::string_view name_;
};

std::string name_of(std::string_view file) {
  const auto slash = file.rfind('/');
  const auto name = slash == std::string_view::npos ? file : file.substr(slash + 1);
  return std::string(name.substr(0, name.find('.')));
}

std::vector<Profile> load() {
  std::vector<Profile> all;
  for (const auto& file : profiles::embedded_files())
    all.push_back(read_profile(formats::parse_json(file.bytes, file.name), name_of(file.name)));
  return all;
}

}  // namespace

std::string Profile::source_in(const std::string& key, std::string_view language) const {
  const auto found = sources.find(key);
  if (found == sources.end()) return {};
  const auto own = found->second.find(std::string(language));
  return own == found->second.end() ? found->second.begin()->second : own->second;
}

Profile read_profile(const Json& json, std::string_view name) {
  return Reader(json, name).read();
}

const std::vector<Profile>& built_in_profiles() {
  static const std::vector<Profile> all = load();
  return all;
}

const Profile* find_profile(std::string_view name) {
  const auto& all = built_in_profiles();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Profile& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace chancery::review
