#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "corridor/base/error.hpp"
#include "corridor/results/run_folder.hpp"

#include "commands.hpp"
#include "embedded_scenario.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_io_error(const fs::path& path, int error_number) {
  throw IoError(fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(error_number)));
}

/// What is there already is never touched, whatever it is.
void expect_free(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::not_found) {
    return;
  }
  if (error) {
    throw_io_error(folder, error.value());
  }
  const bool is_empty = status.type() == fs::file_type::directory && fs::is_empty(folder, error);
  if (error) {
    throw_io_error(folder, error.value());
  }
  if (!is_empty) {
    throw results::PlaceTaken(fmt::format("{} is there already: name a folder that is new or empty", folder.string()));
  }
}

void write(const fs::path& path, std::string_view text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) {
    throw_io_error(path.parent_path(), error.value());
  }
  std::FILE* const file = std::fopen(path.c_str(), "wxe");
  if (file == nullptr) {
    throw_io_error(path, errno);
  }
  const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
  const int reason = errno;
  if (std::fclose(file) != 0 || !is_written) {
    throw_io_error(path, is_written ? errno : reason);
  }
}

std::string meaning_of(std::string_view file) {
  if (file == "scenario.toml") {
    return "the run, people, sites, changes; begin here";
  }
  if (file.starts_with("network/")) {
    return file == "network/config.csv" ? "the units of the road's tables" : "the road, as a GMNS table";
  }
  return file.starts_with("observed/") ? "counts to compare with" : "";
}

}  // namespace

ExitCode create(const NewOptions& options) {
  const fs::path folder(options.folder);
  expect_free(folder);
  results::RunFolder place(folder, results::IfFinished::refuse);
  std::vector<std::vector<std::string>> rows;
  for (const EmbeddedFile& file : embedded_scenario()) {
    write(place.partial() / file.name, file.text);
    rows.push_back({std::string(file.name), meaning_of(file.name)});
  }
  place.publish();
  const std::string name = shell_word(options.folder);
  print(
      fmt::format("{} holds a scenario that runs as it is:\n{}\nNext:\n"
                  "  corridor check {}\n  corridor run {}\n"
                  "  corridor run {} --set site.checkpoint.documents.servers=2 --out out/two-lanes\n",
                  options.folder, columns(rows, {Align::left, Align::left}), name, name, name));
  return ExitCode::ok;
}

}  // namespace corridor::cli
