#include "folder_files.hpp"

#include "corridor/report/report.hpp"

#include "csv_text.hpp"

namespace corridor::report {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// The `format` of scenario.json that is read here.
constexpr int known_format = 1;

}  // namespace

double Clock::hours(std::string_view text) {
  const auto known = hours_.find(text);
  if (known != hours_.end()) {
    return known->second;
  }
  const auto local = parse_local_time(text);
  if (!local) {
    throw IoError(fmt::format("cannot read `{}`: no local time", text));
  }
  return hours_.emplace(text, to_hours(calendar_.to_sim_time(*local))).first->second;
}

Json read_manifest(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  if (!fs::exists(file)) {
    throw NotReportable(
        fmt::format("{} is no finished run, comparison, forecast or calibration: it has no "
                    "manifest.json",
                    folder.string()));
  }
  Json manifest = Json::parse(read_file(file), nullptr, false);
  const bool is_known = manifest.is_object() && manifest.value("program", Json()) == "corridor" &&
                        (manifest.contains("scenario") || manifest.contains("base"));
  if (!is_known) {
    throw NotReportable(
        fmt::format("{} is not of a run, comparison, forecast or calibration of corridor", file.string()));
  }
  if (kind_of(manifest) == FolderKind::calibration && !fs::exists(folder / "posterior.csv")) {
    throw NotReportable(
        fmt::format("{} tries a calibration on made-up counts: there is no report of that", folder.string()));
  }
  return manifest;
}

FolderKind kind_of(const Json& manifest) {
  if (manifest.contains("base")) {
    return FolderKind::comparison;
  }
  if (manifest.contains("calibration")) {
    return FolderKind::calibration;
  }
  return manifest.contains("as_of") ? FolderKind::forecast : FolderKind::run;
}

Json read_json(const fs::path& file) {
  Json json = Json::parse(read_file(file), nullptr, false);
  if (json.is_discarded()) {
    throw IoError(fmt::format("cannot read {}: it is no JSON", file.string()));
  }
  return json;
}

Json read_scenario(const fs::path& folder) {
  const fs::path file = folder / "scenario.json";
  if (!fs::exists(file)) {
    throw IncompatibleFolder(fmt::format(
        "{} has no scenario.json: it is of a version of corridor without reports; run it again", folder.string()));
  }
  Json json = read_json(file);
  if (json.at("format") != known_format) {
    throw IncompatibleFolder(fmt::format("{} has another format than this version of corridor reads", file.string()));
  }
  return json;
}

Calendar calendar_of(const Json& scenario) {
  const auto start = parse_local_time(scenario.at("start").get<std::string>());
  if (!start) {
    throw IoError("cannot read scenario.json: its start is no local time");
  }
  return Calendar(*start);
}

}  // namespace corridor::report
