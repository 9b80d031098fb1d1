// Road and queue as GeoJSON (RFC 7946), for QGIS and others.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "corridor/report/exports.hpp"

#include "findings.hpp"
#include "folder_files.hpp"
#include "places_data.hpp"
#include "run_data.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

Json feature(Json geometry, Json properties) {
  return {{"type", "Feature"}, {"geometry", std::move(geometry)}, {"properties", std::move(properties)}};
}

std::string collection(Json features) {
  const Json json = {{"type", "FeatureCollection"}, {"features", std::move(features)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string road(const Json& scenario) {
  Json features = Json::array();
  for (const Json& link : links_of(scenario)) {
    features.push_back(feature({{"type", "LineString"}, {"coordinates", link.at("geometry")}},
                               {{"id", link.at("id")}, {"km", link.at("km")}, {"outbound", link.at("outbound")}}));
  }
  for (const Json& place : places_of(scenario)) {
    if (!place.at("lon").is_null()) {
      features.push_back(feature({{"type", "Point"}, {"coordinates", {place.at("lon"), place.at("lat")}}},
                                 {{"id", place.at("id")}, {"name", place.at("name")}, {"kind", place.at("kind")}}));
    }
  }
  return collection(std::move(features));
}

struct Point {
  double longitude = 0;
  double latitude = 0;
};

/// Of a degree of longitude to one of latitude there; by a series, so that it is the same on every machine.
double narrowing(double latitude) {
  const double x = latitude * std::numbers::pi / 180;
  const double s = x * x;
  return 1 - s / 2 * (1 - s / 12 * (1 - s / 30 * (1 - s / 56)));
}

double length(const Point& a, const Point& b) {
  const double east = (b.longitude - a.longitude) * narrowing((a.latitude + b.latitude) / 2);
  const double north = b.latitude - a.latitude;
  return std::sqrt(east * east + north * north);
}

/// The last `share` of a line, from where it begins to the line's end.
Json tail(const Json& line, double share) {
  std::vector<Point> points;
  for (const Json& p : line) {
    points.push_back({p.at(0).get<double>(), p.at(1).get<double>()});
  }
  double all = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    all += length(points[i - 1], points[i]);
  }
  double left = all * std::clamp(share, 0.0, 1.0);
  std::vector<Point> part = {points.back()};
  for (std::size_t i = points.size() - 1; i > 0 && left > 0; --i) {
    const double piece = length(points[i - 1], points[i]);
    const double taken = piece > 0 ? std::min(left / piece, 1.0) : 1.0;
    part.push_back({points[i].longitude + (points[i - 1].longitude - points[i].longitude) * taken,
                    points[i].latitude + (points[i - 1].latitude - points[i].latitude) * taken});
    left -= piece;
  }
  Json coordinates = Json::array();
  std::ranges::reverse(part);
  for (const auto& point : part) {
    coordinates.push_back({point.longitude, point.latitude});
  }
  return coordinates;
}

std::string queue(const RunData& run) {
  Json features = Json::array();
  for (const Json& link : links_of(run.scenario)) {
    const std::string id = link.at("id").get<std::string>();
    const Series* km = run.find_series(id, "queue_km");
    const Series* vehicles = run.find_series(id, "queue_vehicles");
    for (std::size_t i = 0; km != nullptr && vehicles != nullptr && i < run.times.size(); ++i) {
      const Range& queued = km->rows[i];
      if (run.times[i] != std::floor(run.times[i]) || !(queued.p50 > 0)) {
        continue;
      }
      const double share = queued.p50 / link.at("km").get<double>();
      features.push_back(feature({{"type", "LineString"}, {"coordinates", tail(link.at("geometry"), share)}},
                                 {{"link", id},
                                  {"time", run.calendar.to_iso(SimTime(from_seconds(run.times[i] * 3600)))},
                                  {"queue_km", json_number(queued.p50)},
                                  {"queue_km_p05", json_number(queued.p05)},
                                  {"queue_km_p95", json_number(queued.p95)},
                                  {"queue_vehicles", json_number(vehicles->rows[i].p50)}}));
    }
  }
  return collection(std::move(features));
}

}  // namespace

std::vector<ExportedFile> geojson_files(const std::filesystem::path& folder) {
  Json manifest = read_manifest(folder);
  if (kind_of(manifest) != FolderKind::run) {
    return {};
  }
  const RunData run = read_run(folder, std::move(manifest));
  return {{"road.geojson", road(run.scenario)}, {"queue.geojson", queue(run)}};
}

}  // namespace corridor::report
