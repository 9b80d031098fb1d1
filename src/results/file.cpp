#include "file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"
#include "corridor/base/error.hpp"

namespace corridor::results {

namespace {
/// Small enough to stay in the processor's cache from its writing to its hash [bytes].
constexpr std::size_t block_size = std::size_t{1} << 16U;
}  // namespace

void throw_io_error(std::string_view what, const std::filesystem::path& path, int error_number) {
  throw IoError(fmt::format("cannot {} {}: {}", what, path.string(), std::generic_category().message(error_number)));
}

void sync_folder(const std::filesystem::path& folder) {
  DIR* const stream = ::opendir(folder.c_str());
  if (stream == nullptr) {
    throw_io_error("open", folder, errno);
  }
  const int error = ::fsync(::dirfd(stream)) == 0 ? 0 : errno;
  ::closedir(stream);
  if (error != 0 && error != EINVAL) {  // EINVAL: this file system cannot, and needs not
    throw_io_error("write", folder, error);
  }
}

// x: never opens what exists; e: not for child processes. Only the descriptor is used: there is no second buffer.
File::File(std::filesystem::path path) : path_(std::move(path)), stream_(std::fopen(path_.c_str(), "w+xe")) {
  if (stream_ == nullptr) {
    throw_io_error("create", path_, errno);
  }
  descriptor_ = ::fileno(stream_);
}

File::~File() {
  static_cast<void>(std::fclose(stream_));
}

void File::append(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      throw_io_error("write", path_, errno);
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void File::read(std::uint64_t offset, std::span<std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t got = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      throw_io_error("read", path_, errno);
    }
    expects(got > 0, "the bytes have been appended");
    offset += static_cast<std::uint64_t>(got);
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

void File::sync() {
  if (::fsync(descriptor_) != 0) {
    throw_io_error("write", path_, errno);
  }
}

OutputFile::OutputFile(std::filesystem::path path) : file_(std::move(path)), buffer_(block_size) {}

OutputFile::Written OutputFile::finish() {
  flush();
  file_.sync();
  return {.name = file_.path().filename().string(), .bytes = bytes_, .sha256 = hash_.hex()};
}

void OutputFile::write_over_blocks(std::string_view text) {
  while (!text.empty()) {
    const std::string_view part = text.substr(0, buffer_.size() - used_);
    std::ranges::copy(part, buffer_.data() + used_);
    used_ += part.size();
    text.remove_prefix(part.size());
    if (used_ == buffer_.size()) {
      flush();
    }
  }
}

void OutputFile::flush() {
  const std::string_view text(buffer_.data(), used_);
  file_.append(std::as_bytes(std::span(text)));
  hash_.update(text);
  bytes_ += used_;
  used_ = 0;
}

}  // namespace corridor::results
