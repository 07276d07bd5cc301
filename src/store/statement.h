#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "store/parameter.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace SQLite {
class Statement;
}

namespace chancery::store {

class StatementCache;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// A prepared statement on loan from the database's cache; it goes back, reset, when this object ends.
/// SQL is written once for every dialect and names its values `?1`, `?2`, …: in SQLite a `$1` is a name, numbered by first
/// use, and would bind wrongly and silently.
class Statement {
 public:
  Statement(StatementCache& cache, std::unique_ptr<SQLite::Statement> prepared);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;

  /// Starts again with these values for `?1`, `?2`, …
  Statement& bind(std::span<const Parameter> values);
  Statement& bind(std::initializer_list<Parameter> values) { return bind(std::span(values.begin(), values.size())); }

  /// Goes to the next row; false after the last one.
  [[nodiscard]] bool next();
  /// Runs to the end and returns how many rows it changed.
  std::size_t run();

  [[nodiscard]] bool is_absent(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] Bytes bytes(int column) const;

  /// The column as an integer, text, hash, id, salt, moment, or optional of these.
  /// Throws: Error{Fault::environment} when the stored value cannot be a T: somebody else wrote it.
  template <class T>
  [[nodiscard]] T get(int column) const {
    if constexpr (IsOptional<T>::value) {
      return is_absent(column) ? T() : T(get<typename T::value_type>(column));
    } else if constexpr (std::is_same_v<T, std::string>) {
      return text(column);
    } else if constexpr (std::is_same_v<T, Timestamp>) {
      return present(Timestamp::from_milliseconds(integer(column)), column);
    } else if constexpr (StoredAsBytes<T>) {
      return present(T::from_bytes(bytes(column)), column);
    } else {
      static_assert(std::is_same_v<T, std::int64_t>, "columns are read as std::int64_t, std::string, Timestamp or stored bytes");
      return integer(column);
    }
  }

 private:
  template <class T>
  [[nodiscard]] T present(std::optional<T> value, int column) const {
    if (!value) refuse_column(column);
    return *std::move(value);
  }
  [[noreturn]] void refuse_column(int column) const;
  void bind_one(int number, const Parameter& value);
  void reset() noexcept;

  StatementCache* cache_;
  std::unique_ptr<SQLite::Statement> prepared_;
};

/// Runs the statement once for each row of values; returns how many rows were changed in all.
/// One call, so that a database behind a network can send all rows before it waits for the first answer.
std::size_t execute_batch(Statement& statement, std::span<const std::vector<Parameter>> rows);

}  // namespace chancery::store
