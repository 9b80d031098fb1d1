// The outcomes of replications that survive a kill: beside the place of a run while it is not finished, or in the files
// of its shards.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corridor/results/log_subject.hpp"
#include "corridor/results/record_log.hpp"

namespace corridor::cli {

/// What to do about a log that is there already.
enum class IfBegun : std::uint8_t { refuse, take_up, begin_anew };

/// Outcomes by the number of their scenario and their index.
class OutcomeLog {
 public:
  /// Throws PlaceTaken if a log is there and is to be refused, or cannot be written now; OtherVersion, OtherSubject if
  /// it is to be taken up and does not belong; IoError.
  OutcomeLog(const std::filesystem::path& path, const results::LogSubject& subject, IfBegun policy);
  /// Those of shards, which stay as they are: what they do not have is kept nowhere.
  explicit OutcomeLog(std::vector<std::unique_ptr<results::RecordLog>> shards);

  /// How many were there when it was opened.
  [[nodiscard]] std::size_t known() const { return known_; }
  /// Whether nothing has been kept.
  [[nodiscard]] bool is_empty() const;
  /// As bytes, if there is such an outcome. From any thread.
  [[nodiscard]] std::optional<std::string> find(std::uint32_t scenario, std::uint32_t index) const;
  /// Keeps it, unless it is known or these are shards. From any thread.
  void keep(std::uint32_t scenario, std::uint32_t index, const std::string& bytes);
  [[nodiscard]] std::filesystem::path path() const { return logs_.front()->path(); }
  void sync() { logs_.front()->sync(); }
  /// Everything is stored elsewhere. Shards stay.
  void remove();

 private:
  [[nodiscard]] static std::uint64_t key(std::uint32_t scenario, std::uint32_t index) {
    return std::uint64_t{scenario} << 32U | index;
  }

  std::vector<std::unique_ptr<results::RecordLog>> logs_;
  std::size_t known_ = 0;
  bool is_written_;
};

/// Where the log of a run or a comparison is while it is not finished.
[[nodiscard]] std::filesystem::path unfinished_log(const std::filesystem::path& place);

}  // namespace corridor::cli
