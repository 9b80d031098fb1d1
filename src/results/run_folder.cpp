#include "corridor/results/run_folder.hpp"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corridor/base/contract.hpp"

#include "file.hpp"

namespace corridor::results {

namespace {

namespace fs = std::filesystem;

fs::path resolved(const fs::path& path) {
  std::error_code error;
  fs::path whole = fs::weakly_canonical(fs::absolute(path), error);
  if (error) {
    throw_io_error("use", path, error.value());
  }
  return whole.has_filename() ? whole : whole.parent_path();
}

fs::path beside(const fs::path& place, std::string_view what) {
  return place.parent_path() / fmt::format("{}.{}-{}", place.filename().string(), what, ::getpid());
}

bool is_finished_run(const fs::path& folder) {
  std::ifstream file(folder / "manifest.json");
  const auto manifest = nlohmann::json::parse(file, nullptr, false);
  return manifest.is_object() && manifest.value("program", nlohmann::json()) == "corridor";
}

}  // namespace

RunFolder::RunFolder(const fs::path& place, IfFinished policy)
    : place_(resolved(place)), partial_(beside(place_, "partial")), policy_(policy) {
  expect_free();
  std::error_code error;
  fs::create_directories(place_.parent_path(), error);
  if (error) {
    throw_io_error("create", place_.parent_path(), error.value());
  }
  fs::remove_all(partial_, error);  // of a run that crashed: a living one has another process id
  if (!fs::create_directory(partial_, error) && error) {
    throw_io_error("create", partial_, error.value());
  }
}

RunFolder::~RunFolder() {
  if (!published_) {
    std::error_code ignored;
    fs::remove_all(partial_, ignored);
  }
}

void RunFolder::publish() {
  expects(!published_, "a run is published once");
  expect_free();
  sync_folder(partial_);
  move_into_place();
  published_ = true;
  sync_folder(place_.parent_path());
}

void RunFolder::expect_free() const {
  std::error_code error;
  const fs::file_status status = fs::status(place_, error);
  if (status.type() == fs::file_type::not_found) {
    return;
  }
  if (error) {
    throw_io_error("use", place_, error.value());
  }
  if (status.type() == fs::file_type::directory && fs::is_empty(place_, error) && !error) {
    return;
  }
  if (!is_finished_run(place_)) {
    throw PlaceTaken(fmt::format("{} is there and is not a finished run: it is never replaced", place_.string()));
  }
  if (policy_ == IfFinished::refuse) {
    throw PlaceTaken(
        fmt::format("{} holds a finished run: give --force to replace it, or another --out", place_.string()));
  }
}

void RunFolder::move_into_place() {
  const fs::path retired = beside(place_, "replaced");
  std::error_code ignored;
  const bool replaces = policy_ == IfFinished::replace && is_finished_run(place_);
  if (replaces && std::rename(place_.c_str(), retired.c_str()) != 0) {
    throw_io_error("replace", place_, errno);
  }
  if (std::rename(partial_.c_str(), place_.c_str()) != 0) {
    const int reason = errno;
    if (replaces) {
      fs::rename(retired, place_, ignored);
    }
    throw_io_error("create", place_, reason);
  }
  if (replaces) {
    fs::remove_all(retired, ignored);
  }
}

}  // namespace corridor::results
