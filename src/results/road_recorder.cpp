#include "road_recorder.hpp"

#include <cmath>
#include <limits>
#include <variant>

namespace corridor::results {

RoadRecorder::RoadRecorder(const scenario::Scenario& scenario, const std::filesystem::path& folder)
    : scenario_(scenario),
      road_(folder, "road", "time,link,vehicles,queued,speed,tail_km"),
      density_(folder, "density", "time,link,from_km,to_km,vehicles,vehicles_per_km"),
      passed_(scenario.links.size()) {}

void RoadRecorder::on(const record::Fact& fact) {
  if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
    Passed& passed = passed_[left->link.index()];
    ++passed.vehicles;
    passed.time += left->at - left->entered;
  } else if (const auto* seen = std::get_if<record::LinkObserved>(&fact)) {
    if (seen->vehicles > Vehicles(0)) {
      write(*seen);
    }
    passed_[seen->link.index()] = {};
  } else if (const auto* cell = std::get_if<record::CellObserved>(&fact)) {
    write(*cell);
  }
}

/// Speed: distance driven over time spent, of the vehicles that have left. Source: Edie 1963 (discussion of traffic
/// stream measurements and definitions), here over whole passages of the link instead of a region of space and time.
void RoadRecorder::write(const record::LinkObserved& fact) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  const scenario::Link& link = scenario_.links[fact.link.index()];
  const Passed& passed = passed_[fact.link.index()];
  const double metres_driven = static_cast<double>(passed.vehicles) * to_metres(link.length);
  line_.text(scenario_.calendar.to_iso(fact.at)).text(link.id);
  line_.count(static_cast<std::uint64_t>(fact.vehicles.value()));
  line_.count(static_cast<std::uint64_t>(fact.queued.value()));
  const bool is_known = passed.time > Duration(0);  // then in km/h, to the nearest metre per hour
  line_.number(is_known ? std::round(metres_driven / (to_seconds(passed.time) / 3600.0)) / 1000.0 : nothing);
  road_.row(line_.number(fact.tail ? to_metres(*fact.tail) / 1000.0 : nothing));
}

/// Density: vehicles over length, at an instant.
void RoadRecorder::write(const record::CellObserved& fact) {
  line_.text(scenario_.calendar.to_iso(fact.at)).text(scenario_.links[fact.link.index()].id);
  line_.number(to_metres(fact.from) / 1000.0).number(to_metres(fact.to) / 1000.0);
  line_.count(static_cast<std::uint64_t>(fact.vehicles.value()));
  density_.row(line_.number(static_cast<double>(fact.vehicles.value()) / (to_metres(fact.to - fact.from) / 1000.0)));
}

}  // namespace corridor::results
