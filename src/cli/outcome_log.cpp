#include "outcome_log.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/results/run_folder.hpp"

#include "build_info.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;
using results::RecordLog;

std::unique_ptr<RecordLog> opened(const fs::path& path, const results::LogSubject& subject, IfBegun policy) {
  const std::string header = results::header_of(subject, build_info());
  std::error_code error;
  fs::create_directories(path.parent_path(), error);  // said when the log cannot be made
  const bool is_there = fs::exists(path, error);
  if (is_there && policy == IfBegun::refuse) {
    throw results::PlaceTaken(
        fmt::format("{} holds what an unfinished run has come to: give --resume to go on, or --force to begin anew",
                    path.string()));
  }
  if (is_there && policy == IfBegun::begin_anew) {
    RecordLog(path, RecordLog::Use::take_up, header).remove();  // nobody else is at it, and it is a log
  }
  if (!is_there || policy == IfBegun::begin_anew) {
    return std::make_unique<RecordLog>(path, RecordLog::Use::begin, header);
  }
  auto log = std::make_unique<RecordLog>(path, RecordLog::Use::take_up, header);
  results::expect_same(results::subject_from(log->header(), build_info(), path.string()), subject, path.string());
  return log;
}

}  // namespace

OutcomeLog::OutcomeLog(const fs::path& path, const results::LogSubject& subject, IfBegun policy) : is_written_(true) {
  logs_.push_back(opened(path, subject, policy));
  known_ = logs_.front()->keys().size();
  if (logs_.front()->torn_bytes() > 0) {
    spdlog::warn("{}: the last {} bytes were not written whole, and are dropped", path.string(),
                 logs_.front()->torn_bytes());
  }
}

OutcomeLog::OutcomeLog(std::vector<std::unique_ptr<RecordLog>> shards) : logs_(std::move(shards)), is_written_(false) {
  for (const auto& log : logs_) {
    known_ += log->keys().size();
  }
}

std::optional<std::string> OutcomeLog::find(std::uint32_t scenario, std::uint32_t index) const {
  for (const auto& log : logs_) {
    if (auto bytes = log->find(key(scenario, index))) {
      return bytes;
    }
  }
  return std::nullopt;
}

bool OutcomeLog::is_empty() const {
  return std::ranges::all_of(logs_, [](const auto& log) { return log->keys().empty(); });
}

void OutcomeLog::keep(std::uint32_t scenario, std::uint32_t index, const std::string& bytes) {
  if (is_written_) {
    logs_.front()->append(key(scenario, index), bytes);
  }
}

void OutcomeLog::remove() {
  if (is_written_) {
    logs_.front()->remove();
  }
}

fs::path unfinished_log(const fs::path& place) {
  fs::path whole = fs::absolute(place).lexically_normal();
  if (!whole.has_filename()) {
    whole = whole.parent_path();
  }
  return whole += ".unfinished";
}

}  // namespace corridor::cli
