#include "calibration_json.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "corridor/report/text.hpp"

#include "findings.hpp"
#include "places_data.hpp"
#include "report_json.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

Json parameters_json(const Json& diagnostics) {
  const Json& not_identified = diagnostics.at("not_identified");
  Json list = Json::array();
  for (const Json& p : diagnostics.at("parameters")) {
    list.push_back({{"id", p.at("id")},
                    {"unit", p.at("unit")},
                    {"source", p.at("source")},
                    {"prior", p.at("prior")},
                    {"posterior", p.at("posterior")},
                    {"mean", p.at("mean")},
                    {"contraction", p.at("contraction")},
                    {"r_hat", p.at("r_hat")},
                    {"bulk_ess", p.at("bulk_ess")},
                    {"identified", std::ranges::find(not_identified, p.at("id")) == not_identified.end()}});
  }
  return list;
}

Json points_json(const PredictedSeries& series) {
  Json points = Json::array();
  for (const PredictedPoint& p : series.points) {
    points.push_back({{"time", json_number(p.time)},
                      {"observed", json_number(p.observed)},
                      {"mean", json_number(p.range.mean)},
                      {"p05", json_number(p.range.p05)},
                      {"p25", json_number(p.range.p25)},
                      {"p50", json_number(p.range.p50)},
                      {"p75", json_number(p.range.p75)},
                      {"p95", json_number(p.range.p95)},
                      {"pit", json_number(p.pit)},
                      {"residual", json_number(p.residual)}});
  }
  return points;
}

Json series_json(const CalibrationData& calibration) {
  Json list = Json::array();
  for (const Json& of : calibration.diagnostics.at("series")) {
    const auto found =
        std::ranges::find_if(calibration.series, [&](const PredictedSeries& s) { return s.id == of.at("series"); });
    Json json = of;  // with coverage and errors as they are
    json["points"] = found == calibration.series.end() ? Json::array() : points_json(*found);
    list.push_back(std::move(json));
  }
  return list;
}

Json diagnostics_json(const Json& d) {
  return {{"verdict", d.at("verdict")},
          {"converged", d.at("chains").at("converged")},
          {"generations", d.at("chains").at("generations")},
          {"accepted", d.at("chains").at("accepted")},
          {"k_hat", d.at("weights").at("k_hat")},
          {"ess", d.at("weights").at("ess")},
          {"left_out_error", d.at("emulator").at("left_out_error")},
          {"chi_square", d.at("misfit").at("chi_square")},
          {"degrees_of_freedom", d.at("misfit").at("degrees_of_freedom")},
          {"p", d.at("misfit").at("p")},
          {"log_evidence", d.at("log_evidence")},
          {"widened_by", d.at("widened_by")},
          {"runs", d.at("runs").at("all")},
          {"failed", d.at("runs").at("failed")}};
}

}  // namespace

Json calibration_json(const CalibrationData& calibration) {
  const Json& m = calibration.manifest;
  const Json& file = m.at("calibration");
  const std::string command =
      fmt::format("corridor calibrate {}/{} --seed {}", shell_word(m.at("scenario").at("name").get<std::string>()),
                  shell_word(file.at("file").get<std::string>()), m.at("seed").get<std::uint64_t>());
  return {{"title", file.at("title")},
          {"scenario", m.at("scenario").at("name")},
          {"calendar", calendar_json(calibration.scenario)},
          {"places", places_of(calibration.scenario)},
          {"findings", json_of(findings_of(calibration))},
          {"parameters", parameters_json(calibration.diagnostics)},
          {"correlations", calibration.diagnostics.at("correlations")},
          {"series", series_json(calibration)},
          {"diagnostics", diagnostics_json(calibration.diagnostics)},
          {"seed", m.at("seed")},
          {"repeat", repeat_json(m, command, m.at("scenario").at("scenario_hash"))}};
}

}  // namespace corridor::report
