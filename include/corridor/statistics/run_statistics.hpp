// Facts -> RunResult: the observer that makes every measure. Schedules nothing, draws nothing.
#pragma once

#include <memory>

#include "corridor/record/observer.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/statistics/run_result.hpp"

namespace corridor::statistics {

/// @pre `scenario` outlives this object.
class RunStatistics final : public record::Observer {
 public:
  explicit RunStatistics(const scenario::Scenario& scenario);
  ~RunStatistics() override;
  void on(const record::Fact& fact) override;
  void expect(VehicleId vehicle) override;
  void expect(PartyId party) override;
  /// The tables of the run so far. Call once, at the end.
  [[nodiscard]] RunResult finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace corridor::statistics
