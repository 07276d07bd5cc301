#pragma once

#include "workflow/chart.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace chancery::workflow {

/// Something that only facts say: `$facts/closed = 'yes'`. The checker supposes both.
struct Supposable {
  std::string text;
  std::string path;   // of a comparison of a path with a literal
  std::string value;  // the literal
};

/// What an atom of a guard rests on.
struct Atom {
  enum class Kind {
    exact,      // on declared data and the configuration
    supposed,   // on facts: `number` of a supposable
    performed,  // `w:did('EVENT')`: `number` of the event
  };
  Kind kind = Kind::exact;
  std::size_t number = 0;
  bool negated = false;
};

/// The atoms of a chart by the numbers of their expressions. `='no'` is the negation of `='yes'` where a path of the facts is
/// always one of the two; two atoms with one meaning are one supposable.
class AtomTable {
 public:
  explicit AtomTable(const Chart& chart);

  [[nodiscard]] const Atom& atom(std::size_t expression) const { return atoms_[expression]; }
  [[nodiscard]] bool is_unknown(std::size_t expression) const { return unknown_[expression]; }
  [[nodiscard]] bool is_unknown_variable(std::string_view name) const { return unknown_variables_.contains(name); }
  [[nodiscard]] const Supposable& supposable(std::size_t number) const { return supposables_[number]; }
  /// The events whose performance is asked for, by `w:did()`, `w:is()` or an exclusion.
  [[nodiscard]] const std::vector<std::string>& asked_events() const { return asked_events_; }

  /// That the actor is the author (`author`) or who performed an event; that the actor has a role; facts of the act.
  static constexpr std::string_view author = "author";
  static constexpr std::string_view identity = "w:is";  // the path of a supposable of this kind; its value is the event
  [[nodiscard]] std::size_t actor_is(std::string_view whom);
  [[nodiscard]] std::size_t fact_yes(std::string_view path);
  /// The atom of any text, as atoms() would give it.
  [[nodiscard]] Atom named(std::string_view text) { return supposed(normal_expression(text)); }

  using Supposed = std::vector<std::pair<std::size_t, bool>>;
  enum class Answer : char { open, no, yes };
  /// What follows for a supposable from what was supposed before: an answer for each number, those beyond the end are open.
  [[nodiscard]] Answer implied(std::size_t number, const std::vector<Answer>& supposed) const;

 private:
  void find_unknown_variables(const Chart& chart);
  [[nodiscard]] bool depends_on_facts(const Chart& chart, std::size_t expression) const;
  [[nodiscard]] Atom classify(const Chart& chart, std::size_t expression);
  [[nodiscard]] Atom supposed(std::string_view text);
  std::optional<std::size_t> track(std::string_view event);
  std::size_t number_of(Supposable supposable);
  void relate(std::size_t number);

  /// One supposable's answer that gives another one's.
  struct Implication {
    std::size_t of;
    Answer when;
    Answer then;
  };

  std::vector<Atom> atoms_;
  std::vector<bool> unknown_;
  std::set<std::string, std::less<>> unknown_variables_;
  std::vector<Supposable> supposables_;
  std::vector<std::vector<Implication>> implications_;  // for each supposable, from others
  std::vector<std::string> asked_events_;
};

/// `NAME('LITERAL')` in some prefix: the literal. The text is a normal_expression().
[[nodiscard]] std::optional<std::string> argument_of_call(std::string_view text, std::string_view name);

/// `PATH = 'LITERAL'` or the other way round, `!=` too.
struct Comparison {
  std::string path;
  std::string value;
  bool equal;
};
[[nodiscard]] std::optional<Comparison> parse_comparison(std::string_view normal_text);

/// Whether the facts always hold the path once, as `yes` or `no`; whether they hold it at most once.
[[nodiscard]] bool is_yes_or_no(std::string_view path);
[[nodiscard]] bool is_single(std::string_view path);

}  // namespace chancery::workflow
