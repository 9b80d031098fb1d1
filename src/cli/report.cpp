#include "corridor/report/report.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/report/exports.hpp"
#include "corridor/results/run_folder.hpp"

#include "browser.hpp"
#include "commands.hpp"
#include "report_files.hpp"
#include "text.hpp"
#include "whole_file.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

report::Language language_of(const std::string& code) {
  using enum report::Language;
  return code == "fr" ? french : code == "ru" ? russian : code == "hy" ? armenian : english;
}

fs::path place_of(const ReportCommand& command) {
  if (!command.out.empty()) {
    return command.out;
  }
  return command.folders.size() == 1 ? fs::path(command.folders.front()) / "report.html" : fs::path("report.html");
}

/// A report may be replaced by another; what else is there is not touched.
void expect_free(const fs::path& place, bool force) {
  if (!fs::exists(place) || force) {
    return;
  }
  std::ostringstream text;
  text << std::ifstream(place, std::ios::binary).rdbuf();
  if (fs::is_directory(place) || !report::is_report(text.view())) {
    throw results::PlaceTaken(
        fmt::format("{} is there and is no report: give another --out, or --force to replace it", place.string()));
  }
}

/// With another ending, and so beside it.
fs::path beside(const fs::path& page, const char* ending) {
  return fs::path(page).replace_extension(ending);
}

void take_pictures(const Browser& browser, const fs::path& page, const fs::path& folder) {
  const std::vector<std::string> figures = browser.figures(page);
  for (const std::string& figure : figures) {
    browser.picture(page, figure, folder / (figure + ".png"));
  }
  print(fmt::format("{} pictures in {}\n", figures.size(), folder.string()));
}

void write_exports(const ReportCommand& command, const report::ReportOptions& options) {
  for (const fs::path folder : command.folders) {
    if (command.hxl) {
      write_files(folder, report::hxl_files(folder, options));
    }
    if (command.geojson) {
      write_files(folder, report::geojson_files(folder));
    }
    if (command.simwrapper) {
      write_files(folder, report::simwrapper_files(folder));
    }
  }
}

}  // namespace

void write_files(const fs::path& folder, const std::vector<report::ExportedFile>& files) {
  for (const report::ExportedFile& file : files) {
    write_whole(folder / file.name, file.bytes);
    spdlog::info("{} written", (folder / file.name).string());
  }
}

void write_report(const fs::path& folder) {
  const std::vector<fs::path> folders = {folder};
  const fs::path page = folder / "report.html";
  write_whole(page, report::make_report(folders, {}));
  spdlog::info("report in {}", page.string());
}

ExitCode make_report(const ReportCommand& command) {
  const fs::path page = place_of(command);
  const report::ReportOptions options{.language = language_of(command.language),
                                      .suppress_small = command.suppress_small};
  const std::optional<Browser> browser =
      command.pdf || !command.png.empty() ? std::optional<Browser>(command.pdf ? "--pdf" : "--png") : std::nullopt;
  expect_free(page, command.force);
  const std::vector<fs::path> folders(command.folders.begin(), command.folders.end());
  write_whole(page, report::make_report(folders, options));
  print(fmt::format("report in {}\n", page.string()));
  if (command.xlsx) {
    report::write_workbook(beside(page, ".xlsx"), folders, options);
    print(fmt::format("workbook in {}\n", beside(page, ".xlsx").string()));
  }
  write_exports(command, options);
  if (command.pdf) {
    browser->print(page, beside(page, ".pdf"));
    print(fmt::format("printed in {}\n", beside(page, ".pdf").string()));
  }
  if (!command.png.empty()) {
    take_pictures(*browser, page, command.png);
  }
  return ExitCode::ok;
}

}  // namespace corridor::cli
