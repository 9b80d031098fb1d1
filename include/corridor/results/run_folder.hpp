// A folder that exists whole or not at all: written beside its final place, then renamed into it. Knows no content.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>

namespace corridor::results {

/// The place of a run is taken, by a finished run or by something that is no run. A matter of usage: exit code 2.
class PlaceTaken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class IfFinished : std::uint8_t { refuse, replace };

class RunFolder {
 public:
  /// Makes `<place>.partial-<process id>` and the folders above it. Throws PlaceTaken if `place` holds a finished run
  /// and `policy` is refuse, or anything that is neither a finished run nor an empty folder (never replaced); IoError
  /// if it cannot be written.
  RunFolder(const std::filesystem::path& place, IfFinished policy);
  /// Unless published, discards the partial folder.
  ~RunFolder();
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;

  /// Where to write until then.
  [[nodiscard]] const std::filesystem::path& partial() const { return partial_; }
  [[nodiscard]] const std::filesystem::path& place() const { return place_; }
  /// Removes the partial folders that killed runs have left. @pre no other process writes this run
  void remove_leftovers() const;
  /// Renames the folder to its place; a finished run that it replaces is renamed away first and deleted after. Call
  /// once, when all files are written and synced. Throws as the constructor does.
  void publish();
  /// Removes the partial folder at once, unless it is published. Calls only what a signal handler may call, and needs
  /// no memory.
  void discard() const noexcept;

 private:
  /// False if the place is free. Throws PlaceTaken unless what is there may be replaced.
  [[nodiscard]] bool is_finished_run_there() const;
  void move_into_place(bool replaces);

  std::filesystem::path place_;
  std::filesystem::path partial_;
  std::filesystem::path discarded_;  ///< its name while it is being removed
  IfFinished policy_;
  bool published_ = false;
};

}  // namespace corridor::results
