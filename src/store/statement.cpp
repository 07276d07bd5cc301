#include "store/statement.h"

#include "base/error.h"
#include "store/sql_error.h"
#include "store/statement_cache.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cassert>
#include <utility>

namespace chancery::store {
namespace {

/// Binds one value at one place; the bytes are copied, so the view may end before the statement runs.
class Binder {
 public:
  Binder(SQLite::Statement& statement, int number) : statement_(&statement), number_(number) {}

  void operator()(std::monostate) const { statement_->bind(number_); }
  void operator()(std::int64_t number) const { statement_->bind(number_, number); }
  void operator()(const Parameter::Text& text) const { statement_->bind(number_, std::string(text.text)); }
  void operator()(const Parameter::Raw& raw) const {
    // SQLite takes a null pointer for NULL, and an empty view may have one.
    const char* data = raw.bytes.empty() ? "" : raw.bytes.data();
    statement_->bind(number_, data, static_cast<int>(raw.bytes.size()));
  }

 private:
  SQLite::Statement* statement_;
  int number_;
};

}  // namespace

Statement::Statement(StatementCache& cache, std::unique_ptr<SQLite::Statement> prepared)
    : cache_(&cache), prepared_(std::move(prepared)) {}

Statement::Statement(Statement&& other) noexcept = default;

Statement::~Statement() {
  if (prepared_ != nullptr) cache_->give_back(std::move(prepared_));
}

Statement& Statement::bind(std::span<const Parameter> values) {
  reset();
  assert(static_cast<int>(values.size()) == prepared_->getBindParameterCount());
  int number = 0;
  for (const Parameter& value : values) bind_one(++number, value);
  return *this;
}

void Statement::bind_one(int number, const Parameter& value) {
  translated([&] { std::visit(Binder(*prepared_, number), value.content()); });
}

bool Statement::next() {
  return translated([&] { return prepared_->executeStep(); });
}

std::size_t Statement::run() {
  while (next()) {
  }
  return static_cast<std::size_t>(prepared_->getChanges());
}

void Statement::reset() noexcept {
  prepared_->tryReset();
}

bool Statement::is_absent(int column) const {
  return translated([&] { return prepared_->isColumnNull(column); });
}

std::int64_t Statement::integer(int column) const {
  return translated([&] { return prepared_->getColumn(column).getInt64(); });
}

std::string Statement::text(int column) const {
  return bytes(column);
}

Bytes Statement::bytes(int column) const {
  return translated([&] {
    const SQLite::Column value = prepared_->getColumn(column);
    const auto* data = static_cast<const char*>(value.getBlob());
    return data == nullptr ? Bytes() : Bytes(data, static_cast<std::size_t>(value.getBytes()));
  });
}

void Statement::refuse_column(int column) const {
  throw Error(Fault::environment, {"store.damaged_value", {{"column", std::string(prepared_->getColumnName(column))}}});
}

std::size_t execute_batch(Statement& statement, std::span<const std::vector<Parameter>> rows) {
  std::size_t changed = 0;
  for (const auto& row : rows) changed += statement.bind(row).run();
  return changed;
}

}  // namespace chancery::store
