#include "corridor/results/run_folder.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <fstream>
#include <sstream>
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
  std::ifstream file(folder / "manifest.json", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  using Json = nlohmann::json;
  const auto is_of_interest = [](int depth, Json::parse_event_t event, const Json& parsed) {
    return depth == 0 || event != Json::parse_event_t::key || parsed == "program";
  };
  const auto manifest = Json::parse(text.view(), is_of_interest, false);
  return manifest.is_object() && manifest.value("program", nlohmann::json()) == "corridor";
}

/// Removes what is listed in a block of directory entries, as the kernel wrote it; false if there was nothing to
/// remove.
bool remove_listed(int folder, const char* entries, std::size_t size) noexcept {
  bool has_removed = false;
  for (std::size_t offset = 0; offset < size;) {
    std::uint16_t length = 0;
    std::memcpy(&length, entries + offset + offsetof(dirent64, d_reclen), sizeof(length));
    has_removed = ::unlinkat(folder, entries + offset + offsetof(dirent64, d_name), 0) == 0 || has_removed;
    offset += length;
  }
  return has_removed;
}

/// A folder of files, without std::filesystem: a signal handler may call no more than the kernel.
void remove_folder(const char* path) noexcept {
  const int folder = ::open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) {
    return;
  }
  alignas(dirent64) std::array<char, 4096> entries{};
  bool goes_on = true;
  while (goes_on) {  // from the front again: removing moves the entries
    ::lseek(folder, 0, SEEK_SET);
    const ssize_t size = ::getdents64(folder, entries.data(), entries.size());
    goes_on = size > 0 && remove_listed(folder, entries.data(), static_cast<std::size_t>(size));
  }
  ::close(folder);
  ::rmdir(path);
}

/// While it lives, no signal comes between two steps that belong together.
class SignalsWait {
 public:
  SignalsWait() {
    sigset_t all{};
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~SignalsWait() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

RunFolder::RunFolder(const fs::path& place, IfFinished policy)
    : place_(resolved(place)),
      partial_(beside(place_, "partial")),
      discarded_(beside(place_, "discarded")),
      policy_(policy) {
  static_cast<void>(is_finished_run_there());
  std::error_code error;
  fs::create_directories(place_.parent_path(), error);
  if (error) {
    throw_io_error("create", place_.parent_path(), error.value());
  }
  // Of a run that crashed: a living one has another process id.
  fs::remove_all(partial_, error);
  fs::remove_all(discarded_, error);
  if (!fs::create_directory(partial_, error) && error) {
    throw_io_error("create", partial_, error.value());
  }
}

RunFolder::~RunFolder() {
  if (!published_) {
    discard();
  }
}

void RunFolder::discard() const noexcept {
  // Renamed first: nothing that is still being written can be published afterwards.
  if (std::rename(partial_.c_str(), discarded_.c_str()) == 0) {
    remove_folder(discarded_.c_str());
  }
}

void RunFolder::remove_leftovers() const {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(place_.parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(place_.filename().string() + ".partial-") && entry.path() != partial_) {
      fs::remove_all(entry.path(), ignored);
    }
  }
}

void RunFolder::publish() {
  expects(!published_, "a run is published once");
  sync_folder(partial_);
  move_into_place(is_finished_run_there());
  sync_folder(place_.parent_path());
}

bool RunFolder::is_finished_run_there() const {
  std::error_code error;
  const fs::file_status status = fs::status(place_, error);
  if (status.type() == fs::file_type::not_found) {
    return false;
  }
  if (error) {
    throw_io_error("use", place_, error.value());
  }
  if (status.type() == fs::file_type::directory && fs::is_empty(place_, error) && !error) {
    return false;
  }
  if (!is_finished_run(place_)) {
    throw PlaceTaken(fmt::format("{} is there and is not a finished run: it is never replaced", place_.string()));
  }
  if (policy_ == IfFinished::refuse) {
    throw PlaceTaken(
        fmt::format("{} holds a finished run: give --force to replace it, or another --out", place_.string()));
  }
  return true;
}

void RunFolder::move_into_place(bool replaces) {
  const fs::path retired = beside(place_, "replaced");
  std::error_code ignored;
  const SignalsWait wait;
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
  published_ = true;
  if (replaces) {
    fs::remove_all(retired, ignored);
  }
}

}  // namespace corridor::results
