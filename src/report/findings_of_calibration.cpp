// What a calibration found, as findings: the verdict, what the counts do not tell, how many counts its bands hold.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "findings.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

/// Mean error of a series, of its last count, below which the counts are copied rather than met.
constexpr double overfitted_nmae = 0.002;

Finding verdict(const Json& d) {
  if (d.at("verdict") == "usable") {
    return {"calibration_usable", {{"n", d.at("parameters").size()}}};
  }
  if (d.at("verdict") == "widened") {
    return {"calibration_widened",
            {{"factor", d.at("widened_by")},
             {"chi_square", d.at("misfit").at("chi_square")},
             {"degrees", d.at("misfit").at("degrees_of_freedom")}}};
  }
  return {"calibration_not_reliable"};
}

/// Why it is not reliable.
void add_doubts(std::vector<Finding>& list, const Json& d) {
  for (const Json& doubt : d.at("doubts")) {
    if (doubt == "chains") {
      double r_hat = 0;
      for (const Json& p : d.at("parameters")) {
        r_hat = std::max(r_hat, p.at("r_hat").get<double>());
      }
      list.push_back({"calibration_chains", {{"n", d.at("chains").at("generations")}, {"factor", r_hat}}});
    } else if (doubt == "weights") {
      list.push_back({"calibration_weights", {{"factor", d.at("weights").at("k_hat")}}});
    } else {
      list.push_back({"calibration_emulator", {{"factor", d.at("emulator").at("left_out_error")}}});
    }
  }
}

std::string list_of(const Json& ids) {
  std::string text;
  for (const Json& id : ids) {
    std::string words = id.get<std::string>();
    if (const std::size_t at = words.find(" and "); at != std::string::npos) {
      words.replace(at, 5, " + ");  // of a pair; ids hold no space
    }
    std::ranges::replace(words, '_', ' ');
    text += (text.empty() ? "" : ", ") + words;
  }
  return text;
}

Finding identified(const Json& d) {
  const std::size_t n = d.at("parameters").size();
  const std::size_t k = n - d.at("not_identified").size();
  const char* name = k == n   ? "calibration_identified_all"
                     : k == 0 ? "calibration_identified_none"
                              : "calibration_identified_some";
  return {name, {{"k", k}, {"n", n}, {"names", list_of(d.at("not_identified"))}}};
}

Finding covered(const CalibrationData& calibration) {
  std::size_t n = 0;
  std::size_t k = 0;
  for (const PredictedSeries& series : calibration.series) {
    for (const PredictedPoint& p : series.points) {
      ++n;
      k += p.pit >= 0.05 && p.pit <= 0.95 ? 1 : 0;
    }
  }
  const char* name = k == n ? "calibration_covers_all" : k == 0 ? "calibration_covers_none" : "calibration_covers_some";
  return {name, {{"k", k}, {"n", n}}};
}

}  // namespace

std::vector<Finding> findings_of(const CalibrationData& calibration) {
  const Json& d = calibration.diagnostics;
  std::vector<Finding> list;
  for (const Json& series : d.at("series")) {
    if (series.at("nmae").get<double>() < overfitted_nmae) {
      list.push_back({"caveat_overfitted", {{"series", series.at("series")}}});
    }
  }
  if (const auto failed = d.at("runs").at("failed").get<std::size_t>(); failed > 0) {
    list.push_back({"caveat_failed", {{"k", failed}, {"n", d.at("runs").at("all")}}});
  }
  list.push_back(verdict(d));
  add_doubts(list, d);
  list.push_back(identified(d));
  if (!d.at("tied").empty()) {
    list.push_back({"calibration_tied", {{"names", list_of(d.at("tied"))}}});
  }
  list.push_back(covered(calibration));
  return list;
}

}  // namespace corridor::report
