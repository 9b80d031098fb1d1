// The tables of numbers that a key names by file: planned departures, measured times. Reads each once, and says what is
// wrong with it where it is. Knows no origin and no stage.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corridor/scenario/scenario.hpp"

#include "diagnostics.hpp"
#include "inputs.hpp"
#include "value_types.hpp"

namespace corridor::scenario {

/// How many have gone at an instant.
struct CurvePoint {
  SimTime time;
  double share = 0;                     ///< of the population, if `persons` is not known
  std::optional<std::int64_t> persons;  ///< whatever the population is
};

/// @pre the scenario's calendar and end are known; all arguments outlive it
class NamedTables {
 public:
  NamedTables(Inputs& inputs, const Scenario& scenario, Diagnostics& diagnostics)
      : inputs_(inputs), scenario_(scenario), diagnostics_(diagnostics) {}

  // Nothing if the table is wrong: that is reported, once, whoever asks.
  [[nodiscard]] const std::vector<DepartureInterval>* departures(const Ref& file);
  [[nodiscard]] const std::vector<CurvePoint>* curve(const Ref& file);
  [[nodiscard]] const EmpiricalTimes* times(const Ref& file);

 private:
  template <class T>
  using Cache = std::map<std::string, std::unique_ptr<T>>;

  [[nodiscard]] std::optional<std::vector<DepartureInterval>> read_departures(const std::vector<Value>& rows);
  [[nodiscard]] std::optional<std::vector<CurvePoint>> read_curve(const std::vector<Value>& rows);
  [[nodiscard]] std::optional<EmpiricalTimes> read_times(const std::vector<Value>& rows);
  /// The table that `read` makes of a file's rows; read when it is asked for first.
  template <class T, class Read>
  const T* find(Cache<T>& cache, const Ref& file, const TableInfo& info, Read read);
  [[nodiscard]] bool is_in_run(SimTime t) const;
  void error(const Value& row, const char* column, Finding finding);

  Inputs& inputs_;
  const Scenario& scenario_;
  Diagnostics& diagnostics_;
  Cache<std::vector<DepartureInterval>> departures_;
  Cache<std::vector<CurvePoint>> curves_;
  Cache<EmpiricalTimes> times_;
};

}  // namespace corridor::scenario
