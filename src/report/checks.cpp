#include "checks.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <ios>
#include <optional>

#include <fmt/format.h>

#include "corridor/base/hash.hpp"
#include "corridor/report/text.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

double mean_of(const RunData& run, std::string_view measure) {
  const Figure* figure = run.find_figure("all", measure);
  return figure == nullptr || figure->range.n == 0 ? 0 : figure->range.mean;
}

std::optional<Check> conserved(const RunData& run) {
  if (run.find_figure("all", "total_persons") == nullptr) {
    return std::nullopt;
  }
  const double all = mean_of(run, "total_persons");
  double found = 0;
  for (const char* measure : {"arrived_persons", "died_persons", "detained_persons", "turned_back_persons",
                              "flown_out_persons", "present_persons"}) {
    found += mean_of(run, measure);
  }
  const bool has_passed = std::fabs(all - found) <= 1e-9 * std::max(all, 1.0);
  return Check{"conserved", has_passed,
               fmt::format("{} people appear; {} arrive, meet an outcome or are still present at the end.",
                           with_separators(all), with_separators(found))};
}

/// Most places that a stage has at any instant; NaN: unlimited, or not known.
double most_places(const RunData& run, std::string_view place) {
  const Series* capacity = run.find_series(place, "capacity");
  double most = does_not_apply;
  for (const Range& r : capacity == nullptr ? std::vector<Range>() : capacity->rows) {
    most = std::isnan(r.p95) || r.p95 <= most ? most : r.p95;
  }
  return most;
}

std::optional<Check> limits(const RunData& run) {
  std::size_t looked_at = 0;
  std::string over;
  for (const Figure& f : run.summary) {
    const double places = f.what.measure == "max_occupied" ? most_places(run, f.what.place) : does_not_apply;
    if (std::isnan(places)) {
      continue;
    }
    ++looked_at;
    if (f.range.p95 > places) {
      over += fmt::format(" {} holds {} of {}.", f.what.place, with_separators(f.range.p95), with_separators(places));
    }
  }
  if (looked_at == 0) {
    return std::nullopt;
  }
  return Check{"limits", over.empty(),
               fmt::format("No more people in beds than there are places, at {} places with beds.{}", looked_at, over)};
}

Check replications(const RunData& run) {
  const Json& counts = run.manifest.at("replications");
  const std::size_t failed = counts.at("failed").size();
  const bool is_whole = failed == 0 && !counts.at("interrupted").get<bool>() && !counts.at("out_of_memory").get<bool>();
  return {"replications", is_whole,
          fmt::format("{} finished, {} failed, at most {} asked for.", run.replications, failed,
                      counts.at("requested").get<std::size_t>())};
}

std::optional<Check> observations(const RunData& run) {
  std::size_t used = 0;
  std::size_t inside = 0;
  for (const ObservedSeries& series : run.observed) {
    const BandFit fit = band_fit(series);
    used += fit.used;
    inside += fit.inside;
  }
  if (used == 0 || run.replications == 1) {
    return std::nullopt;
  }
  return Check{"observations", 10 * inside >= 8 * used,
               fmt::format("{} of {} observed points lie within the band of 90 %.", inside, used)};
}

/// Block by block: the trips of a run may be larger than the memory. Empty: it cannot be read.
std::string hash_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  Sha256 hash;
  std::vector<char> block(std::size_t{1} << 16U);
  while (stream) {
    stream.read(block.data(), static_cast<std::streamsize>(block.size()));
    hash.update({block.data(), static_cast<std::size_t>(stream.gcount())});
  }
  return stream.eof() ? hash.hex() : std::string();
}

Check files(const RunData& run) {
  std::string changed;
  const Json& listed = run.manifest.at("files");
  for (const Json& file : listed) {
    const std::string name = file.at("name").get<std::string>();
    const std::filesystem::path path = run.folder / std::filesystem::path(name).filename();
    const bool is_same = hash_of(path) == file.at("sha256");
    changed += is_same ? "" : fmt::format(" {} is not as it was written.", name);
  }
  return {"files", changed.empty(),
          fmt::format("{} files compared with the hashes in the manifest.{}", listed.size(), changed)};
}

}  // namespace

BandFit band_fit(const ObservedSeries& series) {
  BandFit fit;
  double width = 0;
  double last = 0;
  for (const ObservedPoint& p : series.points) {
    if (p.is_used) {
      ++fit.used;
      fit.inside += p.p05 <= p.observed && p.observed <= p.p95 ? 1 : 0;
      width += p.p95 - p.p05;
      last = p.observed;
    }
  }
  if (fit.used > 0 && last != 0) {
    fit.width = width / static_cast<double>(fit.used) / last;
  }
  return fit;
}

std::vector<Check> checks_of(const RunData& run) {
  std::vector<Check> list;
  for (const auto& check : {conserved(run), limits(run), observations(run)}) {
    if (check) {
      list.push_back(*check);
    }
  }
  list.push_back(replications(run));
  list.push_back(files(run));
  for (const Json& warning : run.manifest.at("warnings")) {
    list.push_back({"warning", false, warning.get<std::string>()});
  }
  return list;
}

}  // namespace corridor::report
