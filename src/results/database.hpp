// SQLite as this program needs it: statements that are freed, and errors that become exceptions which name the file.
// Knows no table.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace corridor::results {

/// A database in one file. Not for several threads at once.
class Database {
 public:
  /// Opens or creates the file, for this process alone. A change is there after a kill once it is committed, and after
  /// the machine has stopped once it is synced. Throws PlaceTaken if another process has it open or if it is no
  /// database, IoError.
  explicit Database(std::filesystem::path path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// One or several statements without result. Throws as the constructor does.
  void execute(const std::string& sql);
  /// Waits until everything that was committed is on the disk. Throws IoError.
  void sync();
  /// Throws IoError or PlaceTaken unless `code` is that of a success.
  void check(int code) const;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::int64_t last_row() const;

 private:
  friend class Statement;
  std::filesystem::path path_;
  sqlite3* handle_ = nullptr;
};

/// One statement, to be run again and again with other values. Throws as Database does.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// The value of the next `?`, from the first on after `reset`.
  Statement& with(std::int64_t value);
  /// @pre the text lives until the statement has run
  Statement& with(std::string_view text);
  /// NaN: no value (NULL).
  Statement& with(double value);
  /// Runs a statement that gives no row, and resets it.
  void run();
  /// Goes to the next row; false: there is none, and the statement is reset.
  bool next();
  void reset();

  [[nodiscard]] std::int64_t whole(int column) const;
  /// No value is NaN.
  [[nodiscard]] double number(int column) const;
  [[nodiscard]] std::string text(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
  int bound_ = 0;
};

}  // namespace corridor::results
