#include "workflow/suppositions.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

auto find(const Suppositions::Answers& answers, std::size_t number) {
  return std::find_if(answers.begin(), answers.end(), [=](const auto& answer) { return answer.first == number; });
}

}  // namespace

bool Suppositions::ask(std::size_t number) {
  if (const auto known = find(answers_, number); known != answers_.end()) return known->second;
  const auto implied = atoms_.implied(number, answers_);
  const auto planned = find(plan_, number);
  const bool answer = implied ? *implied : planned != plan_.end() ? planned->second : !follows_;
  answers_.emplace_back(number, answer);
  chosen_.push_back(!implied);
  return answer;
}

void Suppositions::follow(const Answers& given) {
  reset();
  plan_ = given;
  follows_ = true;
}

void Suppositions::reset() {
  answers_.clear();
  chosen_.clear();
  plan_.clear();
  follows_ = false;
}

bool Suppositions::next() {
  while (!answers_.empty() && !(chosen_.back() && answers_.back().second)) {
    answers_.pop_back();
    chosen_.pop_back();
  }
  if (answers_.empty()) return false;
  answers_.back().second = false;
  plan_ = std::move(answers_);
  answers_.clear();
  chosen_.clear();
  return true;
}

}  // namespace chancery::workflow
