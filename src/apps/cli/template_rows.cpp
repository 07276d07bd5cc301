#include "apps/cli/template_rows.h"

#include "base/error.h"
#include "formats/zip_archive.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <vector>

namespace chancery::cli {
namespace {

using formats::Json;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds between_reports{200};

std::string file_name(std::size_t number) {
  std::string name = std::to_string(number);
  return name.insert(0, 6 - std::min<std::size_t>(6, name.size()), '0') + ".docx";
}

/// Many documents at once need no fsync each: whoever loses power fills them again.
void write_plainly(const std::filesystem::path& path, BytesView bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw Error(Fault::environment, {"outside.file_not_written", {{"path", path.string()}, {"detail", std::string()}}});
}

/// The rows of the file, handed to whichever worker asks, and what the workers have to say.
class Rows {
 public:
  Rows(const Terminal& terminal, const templating::Template& form, const RowsJob& job)
      : terminal_(terminal), form_(form), job_(job), file_(job.rows), reports_(!terminal.json() && ::isatty(STDERR_FILENO) != 0) {
    if (!file_) throw Error(Fault::absent, {"outside.no_such_file", {{"path", job.rows.string()}, {"detail", std::string()}}});
  }

  ExitCode run() {
    const std::size_t cores = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    {
      std::vector<std::jthread> workers;
      for (std::size_t left = job_.workers == 0 ? cores : job_.workers; left > 0; --left)
        workers.emplace_back([this] { work(); });
    }
    if (failure_) std::rethrow_exception(failure_);
    if (reports_) report(), std::cerr << '\n';
    return worst_;
  }

 private:
  void work() {
    std::string row;
    for (std::size_t number = next(row); number > 0; number = next(row)) {
      try {
        fill(number, row);
      } catch (const Error& error) {
        if (error.fault() != Fault::input) return stop();
        tell_error(number, error);
      } catch (...) {
        return stop();
      }
    }
  }

  /// The number of the row, from 1; 0 when there is none left. Empty lines are passed over.
  std::size_t next(std::string& row) {
    const std::scoped_lock lock(reading_);
    while (!stopped_ && std::getline(file_, row)) {
      ++number_;
      if (row.find_first_not_of(" \t\r") != std::string::npos) return number_;
    }
    return 0;
  }

  void fill(std::size_t number, const std::string& row) {
    const Json data = formats::parse_json(row, job_.rows.string() + ":" + std::to_string(number));
    auto outcome = templating::fill(form_, data, fill_options_for(data));
    if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) return tell_findings(number, *findings);
    write_plainly(job_.folder / file_name(number), std::get<templating::Filled>(outcome).package);
    const std::scoped_lock lock(telling_);
    ++done_;
    if (reports_ && Clock::now() > next_report_) report();
  }

  void report() {
    next_report_ = Clock::now() + between_reports;
    std::cerr << '\r' << terminal_.say({"cli.rows_filled", {{"count", static_cast<std::int64_t>(done_)}}}) << std::flush;
  }

  void tell_findings(std::size_t number, const std::vector<templating::Finding>& findings) {
    const std::scoped_lock lock(telling_);
    worst_ = std::max(worst_, ExitCode::bad_input);
    for (const auto& finding : findings) {
      if (terminal_.json()) {
        Json line = templating::to_json(finding);
        line["row"] = number;
        line["text"] = terminal_.say(finding.message);
        terminal_.print(line);
      } else {
        std::cerr << number << ": " << templating::in_words(finding, terminal_.language()) << '\n';
      }
    }
  }

  void tell_error(std::size_t number, const Error& error) {
    const std::scoped_lock lock(telling_);
    worst_ = std::max(worst_, ExitCode::bad_input);
    if (terminal_.json()) {
      terminal_.print({{"row", number}, {"severity", "error"}, {"text", terminal_.say(error.message())}});
    } else {
      std::cerr << number << ": " << terminal_.say(error.message()) << '\n';
    }
  }

  /// The machine failed: nobody goes on.
  void stop() {
    const std::scoped_lock lock(reading_, telling_);
    stopped_ = true;
    if (!failure_) failure_ = std::current_exception();
  }

  const Terminal& terminal_;
  const templating::Template& form_;
  const RowsJob& job_;
  std::mutex reading_;
  std::ifstream file_;
  std::size_t number_ = 0;
  bool stopped_ = false;
  std::mutex telling_;
  bool reports_;
  std::size_t done_ = 0;
  Clock::time_point next_report_;
  ExitCode worst_ = ExitCode::yes;
  std::exception_ptr failure_;
};

}  // namespace

templating::FillOptions fill_options_for(const Json& data) {
  return {.leave_register_tags = !data.is_object() || !data.contains("doc_no") || !data.contains("doc_date")};
}

ExitCode fill_rows(const Terminal& terminal, const templating::Template& form, const RowsJob& job) {
  std::filesystem::create_directories(job.folder);
  return Rows(terminal, form, job).run();
}

}  // namespace chancery::cli
