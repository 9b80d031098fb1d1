// A stored run in memory, with no more in it than a test asks for.
#pragma once

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "corridor/statistics/ensemble_quantiles.hpp"

#include "run_data.hpp"

namespace corridor::report::testing {

inline constexpr double never = does_not_apply;

inline Range range_of(const std::vector<double>& values) {
  const auto q = statistics::ensemble_quantiles(values);
  return {q.n, q.mean, q.p05, q.p25, q.p50, q.p75, q.p95};
}

/// `n` replications of a day from 24 September 2023, midnight, UTC+4: a gate on the road, a hall with desk and beds.
class RunBuilder {
 public:
  explicit RunBuilder(std::size_t n) {
    run_.calendar = Calendar(*parse_local_time("2023-09-24T00:00:00+04:00"));
    run_.end = 144;
    run_.replications = n;
    run_.scenario = nlohmann::ordered_json::parse(R"({
      "title": "A hall", "start": "2023-09-24T00:00:00+04:00", "end": "2023-09-30T00:00:00+04:00",
      "nodes": [{"id": "gate", "name": "Gate & bridge", "local_name": "", "longitude": 25, "latitude": 47}],
      "links": [], "origins": [], "regions": [], "changes": [],
      "sites": [{"id": "gate", "node": "gate", "link": null, "stages": []},
                {"id": "hall", "node": null, "link": null, "stages": [
                  {"id": "desk", "place": "hall/desk", "kind": "service", "unit": "person", "registers": true,
                   "waiting_room": null, "next": [], "servers": 2}]}],
      "parameters": []})");
    run_.manifest = nlohmann::ordered_json::parse(R"({
      "scenario": {"name": "hall", "title": "A hall", "start": "2023-09-24T00:00:00+04:00",
                   "end": "2023-09-30T00:00:00+04:00"},
      "replications": {"first": 0, "requested": 1, "finished": 1, "failed": [], "interrupted": false,
                       "out_of_memory": false},
      "seed": 1, "files": [], "warnings": [], "fits": []})");
  }

  RunBuilder& milestone(const std::string& place, const std::string& name, std::vector<double> at,
                        std::vector<double> value) {
    run_.milestones.push_back({place, name, std::move(at), std::move(value)});
    return *this;
  }
  RunBuilder& figure(const std::string& place, const std::string& measure, const std::vector<double>& values,
                     const std::string& unit = "persons", const std::string& group = "") {
    run_.summary.push_back({{place, measure, unit}, group, range_of(values)});
    return *this;
  }
  RunBuilder& parameter(const std::string& kind) {
    run_.scenario["parameters"].push_back({{"path", "a"}, {"value", "1"}, {"kind", kind}, {"source", ""}});
    return *this;
  }
  [[nodiscard]] RunData& edit() { return run_; }
  [[nodiscard]] const RunData& build() const { return run_; }

 private:
  RunData run_;
};

/// 20 values from `first` on, each so much more than the one before.
inline std::vector<double> twenty(double first, double step) {
  std::vector<double> values;
  for (int i = 0; i < 20; ++i) {
    values.push_back(first + step * i);
  }
  return values;
}

}  // namespace corridor::report::testing
