// Stored runs, comparisons, forecasts and calibrations -> one page that needs no network. Runs nothing, and reads
// nothing but their folders, which docs/run-folder.md describes; what is in the page is described in docs/report.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace corridor::report {

/// What is there is not what a report is made of: no finished run, or two comparisons. A matter of usage: exit code 2.
class NotReportable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The folder is of a version of the program whose folders this one does not read. Exit code 8.
class IncompatibleFolder : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Language : std::uint8_t { english, french, russian, armenian };

struct ReportOptions {
  Language language = Language::english;  ///< that the page opens in; it has a switch
  bool suppress_small = false;            ///< counts of 1 to 9 in breakdowns by group are left out
};

/// The page, one part for each folder; of comparisons there is one at most. Throws
/// NotReportable, IncompatibleFolder, IoError. The same folders give the same bytes.
[[nodiscard]] std::string make_report(std::span<const std::filesystem::path> folders, const ReportOptions& options);

/// Whether these bytes are a page that make_report has made.
[[nodiscard]] bool is_report(std::string_view bytes);

}  // namespace corridor::report
