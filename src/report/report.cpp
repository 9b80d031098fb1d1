#include "corridor/report/report.hpp"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"

#include "folder_files.hpp"
#include "page.hpp"
#include "report_data.hpp"
#include "static_part.hpp"
#include "stored_folders.hpp"

namespace corridor::report {

namespace {

constexpr std::string_view generator = "<meta name=\"generator\" content=\"corridor\">";

}  // namespace

std::string make_report(std::span<const std::filesystem::path> folders, const ReportOptions& options) {
  const StoredFolders stored = read_folders(folders);
  std::string names;
  for (const std::filesystem::path& folder : folders) {
    names += (names.empty() ? "" : ", ") + folder.string();
  }
  return within(names, [&] {
    const auto data = report_data(stored, options);
    PageParts parts;
    parts.head = fmt::format("<title>{}</title>{}", escaped(title_of(stored)), generator);
    parts.content = static_part(stored);
    parts.data = data.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return fill(page_template(), parts);
  });
}

bool is_report(std::string_view bytes) {
  return bytes.find(generator) != std::string_view::npos;
}

}  // namespace corridor::report
