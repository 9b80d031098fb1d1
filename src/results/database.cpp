#include "database.hpp"

#include <cmath>
#include <limits>
#include <new>
#include <sqlite3.h>

#include <fmt/format.h>

#include "corridor/base/error.hpp"
#include "corridor/results/run_folder.hpp"

namespace corridor::results {

Database::Database(std::filesystem::path path) : path_(std::move(path)) {
  constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  try {
    check(sqlite3_open_v2(path_.c_str(), &handle_, flags, nullptr));
    // One writer, whose log needs no shared memory then. A commit is handed to the system; `sync` waits for the disk.
    execute(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "BEGIN IMMEDIATE; COMMIT");
  } catch (...) {
    sqlite3_close_v2(handle_);
    throw;
  }
}

Database::~Database() {
  sqlite3_close_v2(handle_);
}

void Database::execute(const std::string& sql) {
  check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr));
}

void Database::sync() {
  check(sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
}

void Database::check(int code) const {
  switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw PlaceTaken(fmt::format("another process has {} open", path_.string()));
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_NOTADB:
      throw PlaceTaken(fmt::format("{} is there and is no store of a sweep", path_.string()));
    default:
      throw IoError(fmt::format("cannot use {}: {}", path_.string(),
                                handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_)));
  }
}

std::int64_t Database::last_row() const {
  return sqlite3_last_insert_rowid(handle_);
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  database_.check(sqlite3_prepare_v2(database_.handle_, sql.data(), static_cast<int>(sql.size()), &handle_, nullptr));
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

Statement& Statement::with(std::int64_t value) {
  database_.check(sqlite3_bind_int64(handle_, ++bound_, value));
  return *this;
}

Statement& Statement::with(std::string_view text) {
  database_.check(sqlite3_bind_text64(handle_, ++bound_, text.data(), text.size(), nullptr, SQLITE_UTF8));
  return *this;
}

Statement& Statement::with(double value) {
  database_.check(std::isnan(value) ? sqlite3_bind_null(handle_, ++bound_)
                                    : sqlite3_bind_double(handle_, ++bound_, value));
  return *this;
}

void Statement::run() {
  while (next()) {
  }
}

bool Statement::next() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) {
    return true;
  }
  reset();
  database_.check(code);
  return false;
}

void Statement::reset() {
  sqlite3_reset(handle_);  // its code is that of the step before, which was looked at
  bound_ = 0;
}

std::int64_t Statement::whole(int column) const {
  return sqlite3_column_int64(handle_, column);
}

double Statement::number(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL ? std::numeric_limits<double>::quiet_NaN()
                                                             : sqlite3_column_double(handle_, column);
}

std::string Statement::text(int column) const {
  const void* text = sqlite3_column_blob(handle_, column);  // of a text, its bytes
  const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
  return text == nullptr ? std::string() : std::string(static_cast<const char*>(text), bytes);
}

}  // namespace corridor::results
