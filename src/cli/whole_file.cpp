#include "whole_file.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "corridor/base/error.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_io_error(const fs::path& file, int reason) {
  throw IoError(fmt::format("cannot write {}: {}", file.string(), std::generic_category().message(reason)));
}

}  // namespace

void write_whole(const fs::path& file, std::string_view bytes) {
  std::error_code error;
  if (file.has_parent_path()) {
    fs::create_directories(file.parent_path(), error);
  }
  const fs::path partial = file.string() + ".partial";
  std::FILE* stream = std::fopen(partial.c_str(), "we");
  const bool is_open = stream != nullptr;
  const bool is_written = is_open && std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size();
  int failure = is_written ? 0 : errno;
  if (is_open && std::fclose(stream) != 0 && is_written) {
    failure = errno;
  }
  if (failure == 0) {
    fs::rename(partial, file, error);
    failure = error.value();
  }
  if (failure != 0) {
    fs::remove(partial, error);
    throw_io_error(file, failure);
  }
}

}  // namespace corridor::cli
