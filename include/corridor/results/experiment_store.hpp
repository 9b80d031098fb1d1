// What the replications of a sweep have come to, in one SQLite file: what is stored is not simulated again, and
// questions can be asked of it. The tables are described in docs/sweep.md. Runs nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corridor/design/points.hpp"
#include "corridor/statistics/run_result.hpp"

namespace corridor::results {

/// A factor of a sweep, as its tables show it.
struct SweptFactor {
  std::string name;
  std::string path;
  bool is_numeric = false;  ///< all its values are numbers of one unit
  std::string unit;         ///< that unit; empty: none, or not one
};

struct SweptPoint {
  design::ExperimentPoint values;  ///< in the order of the factors
  std::string scenario_hash;       ///< of the base with these values
};

/// The points of a sweep.
struct SweptDesign {
  std::vector<SweptFactor> factors;
  std::vector<SweptPoint> points;
};

/// A replication ran, or failed.
struct StoredReplication {
  std::uint64_t events = 0;
  std::optional<std::string> failure = {};  ///< why it failed
  std::vector<statistics::SummaryValue> figures = {};
};

/// What a replication is a function of, beside the version of the program.
struct ReplicationKey {
  std::string scenario_hash;
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
};

/// All members may be called from several threads at once. All throw IoError.
class ExperimentStore {
 public:
  /// Opens or creates the file, for this process alone. Throws PlaceTaken if another process has it open, or if it is
  /// something else.
  explicit ExperimentStore(const std::filesystem::path& file);
  ~ExperimentStore();
  ExperimentStore(const ExperimentStore&) = delete;
  ExperimentStore& operator=(const ExperimentStore&) = delete;

  /// What it was described with; empty: it is new.
  [[nodiscard]] std::string subject() const;
  /// Writes what the replications belong to, and the view `results` of the figures at these points. Replications that
  /// are there stay.
  void describe(const std::string& subject, const SweptDesign& design);
  /// Deletes all replications.
  void forget();

  [[nodiscard]] bool has(const ReplicationKey& key) const;
  /// With its figures in no particular order.
  [[nodiscard]] std::optional<StoredReplication> find(const ReplicationKey& key) const;
  /// Keeps it, unless it is there: after a kill it still is, and a second later after a stop of the machine.
  void add(const ReplicationKey& key, const StoredReplication& replication);
  [[nodiscard]] std::uint64_t count() const;
  /// Waits until everything is on the disk.
  void sync();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace corridor::results
