#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/sha256.h"
#include "workflow/label.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

struct Chart;

/// One thing that is wrong in a chart, at a line of its file.
struct Problem {
  long line = 0;
  Message message;
};

/// A state as people see it.
struct StateView {
  std::string id;
  std::string parent;  // empty at the top
  Label label;
  bool is_final = false;
};

/// A workflow that was read and found whole; cheap to copy, never changed. Two charts with the same hash are the same workflow.
class Definition {
 public:
  Definition(std::shared_ptr<const Chart> chart, Sha256 sha256) : chart_(std::move(chart)), sha256_(sha256) {}

  [[nodiscard]] const Sha256& sha256() const { return sha256_; }  // of the chart's bytes
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const Label& label() const;
  /// All states in document order, without histories and without the root.
  [[nodiscard]] std::vector<StateView> states() const;
  /// The label of a state; the id in both languages where there is none.
  [[nodiscard]] Label label_of(std::string_view state) const;
  /// The names of the events that a person may raise in some state, in document order, each once.
  [[nodiscard]] std::vector<std::string> person_events() const;

  [[nodiscard]] const Chart& chart() const { return *chart_; }

 private:
  std::shared_ptr<const Chart> chart_;
  Sha256 sha256_;
};

/// All that is wrong in a chart, in the order of the file. `what` is the log line of the first.
class BrokenChart : public Error {
 public:
  BrokenChart(std::string_view place, std::vector<Problem> problems);

  [[nodiscard]] const std::vector<Problem>& problems() const { return *problems_; }

 private:
  std::shared_ptr<const std::vector<Problem>> problems_;
};

enum class Reading { strict, lenient };

/// Reads SCXML 1.0 with the extension `urn:chancery:workflow:1` (workflows/README.md). Strict: all problems at once, as a
/// BrokenChart. Lenient: what the Recommendation leaves to run time (bad expressions, missing labels) waits until then. Throws:
/// Error{Fault::input}, a BrokenChart where the XML is well-formed.
[[nodiscard]] Definition read_definition(BytesView scxml, std::string_view place, Reading reading = Reading::strict);

}  // namespace chancery::workflow
