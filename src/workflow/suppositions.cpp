#include "workflow/suppositions.h"

#include <algorithm>

namespace chancery::workflow {

using Answer = AtomTable::Answer;

/// A run asks in the order of the one before for as long as it gets the same answers, so the plan is mostly read in order.
bool Suppositions::planned(std::size_t number) const {
  if (const auto at = answers_.size(); at < plan_.size() && plan_[at].first == number) return plan_[at].second;
  const auto found = std::find_if(plan_.begin(), plan_.end(), [=](const auto& answer) { return answer.first == number; });
  return found != plan_.end() ? found->second : !follows_;
}

bool Suppositions::ask(std::size_t number) {
  if (number >= known_.size()) known_.resize(number + 1, Answer::open);
  if (known_[number] != Answer::open) return known_[number] == Answer::yes;
  const auto implied = atoms_.implied(number, known_);
  const bool answer = implied != Answer::open ? implied == Answer::yes : planned(number);
  answers_.emplace_back(number, answer);
  chosen_.push_back(implied == Answer::open);
  known_[number] = answer ? Answer::yes : Answer::no;
  return answer;
}

void Suppositions::forget_last() {
  known_[answers_.back().first] = Answer::open;
  answers_.pop_back();
  chosen_.pop_back();
}

void Suppositions::follow(const Answers& given) {
  reset();
  plan_ = given;
  follows_ = true;
}

void Suppositions::reset() {
  while (!answers_.empty()) forget_last();
  plan_.clear();
  follows_ = false;
}

bool Suppositions::next() {
  while (!answers_.empty() && !(chosen_.back() && answers_.back().second)) {
    forget_last();
  }
  if (answers_.empty()) return false;
  answers_.back().second = false;
  plan_ = answers_;
  while (!answers_.empty()) forget_last();
  return true;
}

}  // namespace chancery::workflow
