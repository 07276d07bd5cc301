#include "apps/cli/demonstration_people.h"

#include <array>

namespace chancery::cli {

using document::Role;

std::span<const DemonstrationPerson> demonstration_people() {
  static constexpr std::array people{
      DemonstrationPerson{"clerk", Role::clerk, "Ґалаґан", "Єлизавета", "головна спеціалістка відділу міжнародної співпраці",
                          "Galagan", "Yelyzaveta", "Chief Specialist, International Cooperation"},
      DemonstrationPerson{"clerk2", Role::clerk, "Їжакевич", "Остап", "спеціаліст відділу міжнародної співпраці", "Yizhakevych",
                          "Ostap", "Specialist, International Cooperation"},
      DemonstrationPerson{"lawyer", Role::legal_reviewer, "Правник", "Ілля", "начальник юридичного управління", "Pravnyk",
                          "Illia", "Head of the Legal Department"},
      DemonstrationPerson{"translator", Role::translator, "Словник", "Марта", "перекладачка", "Slovnyk", "Marta", "Translator"},
      DemonstrationPerson{"mfa", Role::concurrence_mfa, "Дипломат", "Юрій", "представник Міністерства закордонних справ",
                          "Dyplomat", "Yurii", "Representative of the Ministry of Foreign Affairs"},
      DemonstrationPerson{"development", Role::concurrence_development, "Розбудова", "Софія",
                          "представниця міністерства, що відповідає за регіональний розвиток", "Rozbudova", "Sofiia",
                          "Representative of the ministry for regional development"},
      DemonstrationPerson{"head", Role::signatory, "Зразкова", "Ярина", "начальниця адміністрації", "Zrazkova", "Yaryna",
                          "Head of the Administration"},
      DemonstrationPerson{"partner", Role::signatory, "Спесімен", "Джордан", "представник партнера", "Specimen", "Jordan",
                          "Representative of the partner"},
      DemonstrationPerson{"partner2", Role::signatory, "Громадська", "Ївга", "представниця громади", "Hromadska", "Yivha",
                          "Representative of the community"},
      DemonstrationPerson{"auditor", Role::auditor, "Перевірко", "Ганна", "аудиторка", "Perevirko", "Hanna", "Auditor"}};
  return people;
}

}  // namespace chancery::cli
