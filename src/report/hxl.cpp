// The tables of a run folder with a row of HXL tags below the header. Source of the tags: HXL standard 1.1, core
// hashtags and attributes, https://hxlstandard.org/standard/1-1final/dictionary/.
#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include "corridor/report/exports.hpp"

#include "csv_text.hpp"
#include "folder_files.hpp"
#include "report_data.hpp"
#include "run_data.hpp"

namespace corridor::report {

namespace {

namespace fs = std::filesystem;

using Tag = std::pair<std::string_view, std::string_view>;
constexpr auto tags = std::to_array<Tag>({
    {"time", "#date"},
    {"place", "#loc+code"},
    {"group", "#population+group"},
    {"measure", "#indicator+code"},
    {"unit", "#indicator+unit"},
    {"value", "#indicator+value+num"},
    {"mean", "#indicator+value+mean+num"},
    {"p05", "#indicator+value+p05+num"},
    {"p25", "#indicator+value+p25+num"},
    {"p50", "#indicator+value+p50+num"},
    {"p75", "#indicator+value+p75+num"},
    {"p95", "#indicator+value+p95+num"},
    {"n", "#meta+runs+num"},
    {"replication", "#meta+replication"},
    {"series", "#meta+series"},
    {"observed", "#indicator+value+observed+num"},
    {"error", "#indicator+value+error+num"},
    {"used", "#meta+used"},
    {"variant", "#meta+variant"},
    {"base", "#indicator+value+base+num"},
    {"variant_mean", "#indicator+value+variant+num"},
    {"difference", "#indicator+value+difference+num"},
    {"low", "#indicator+value+difference+low+num"},
    {"high", "#indicator+value+difference+high+num"},
    {"share_lower", "#indicator+value+share+num"},
    {"variance_ratio", "#indicator+value+variance+num"},
});

constexpr auto tables =
    std::to_array<std::string_view>({"summary.csv", "timeseries.csv", "quantiles.csv", "observations.csv",
                                     "comparison.csv", "forecast.csv", "counts.csv", "predictive.csv"});

std::string tag_row(std::string_view header) {
  std::string row;
  while (true) {
    const std::size_t end = std::min(header.find(','), header.size());
    const std::string_view column = header.substr(0, end);
    const auto* known = std::ranges::find(tags, column, &Tag::first);
    row += known == tags.end() ? std::string_view("#meta") : known->second;
    if (end == header.size()) {
      return row + '\n';
    }
    row += ',';
    header.remove_prefix(end + 1);
  }
}

/// The table without the values that are to be suppressed: small counts of groups of people.
std::string suppressed(const std::string& text, const fs::path& file, const ReportOptions& options) {
  if (!options.suppress_small || file.filename() != "summary.csv") {
    return text;
  }
  // Every row is written again: the columns are known, and fields with commas keep their quotes.
  CsvText table(file, {"replication", "place", "group", "measure", "value", "unit"});
  const auto quoted = [](std::string_view field) {
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
      return std::string(field);
    }
    std::string all = "\"";
    for (const char c : field) {
      all += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return all + '"';
  };
  std::string rows = text.substr(0, text.find('\n') + 1);
  while (table.next()) {
    const Figure figure{.what = {std::string(table.text(1)), std::string(table.text(3)), std::string(table.text(5))},
                        .group = std::string(table.text(2)),
                        .range = {.n = 1, .mean = table.number(4)}};
    const bool is_hidden = !table.text(4).empty() && shown(figure, options).mean != figure.range.mean;
    for (std::size_t i = 0; i < 6; ++i) {
      rows += i == 4 && is_hidden ? std::string() : quoted(table.text(i));
      rows += i == 5 ? '\n' : ',';
    }
  }
  return rows;
}

}  // namespace

std::vector<ExportedFile> hxl_files(const fs::path& folder, const ReportOptions& options) {
  static_cast<void>(read_manifest(folder));
  std::vector<ExportedFile> files;
  for (const std::string_view name : tables) {
    const fs::path file = folder / name;
    if (fs::exists(file)) {
      const std::string text = suppressed(read_file(file), file, options);
      const std::size_t end = text.find('\n');
      files.push_back(
          {"hxl/" + std::string(name),
           text.substr(0, end + 1) + tag_row(std::string_view(text).substr(0, end)) + text.substr(end + 1)});
    }
  }
  return files;
}

}  // namespace corridor::report
