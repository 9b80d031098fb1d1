// Files that cannot fail silently: every error of the machine becomes an IoError that names the file and the reason.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/hash.hpp"

namespace corridor::results {

/// Throws IoError `cannot <what> <path>: <reason>`.
[[noreturn]] void throw_io_error(std::string_view what, const std::filesystem::path& path, int error_number);

/// Waits until the names in a folder are on the disk.
void sync_folder(const std::filesystem::path& folder);

/// An open file.
class File {
 public:
  /// Creates the file, for writing and reading. Throws IoError, also if it exists.
  explicit File(std::filesystem::path path);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void append(std::span<const std::byte> bytes);
  /// Fills `bytes` from `offset` on. @pre they have been appended
  void read(std::uint64_t offset, std::span<std::byte> bytes) const;
  /// Waits until the bytes are on the disk.
  void sync();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  std::FILE* stream_;
  int descriptor_ = -1;
};

/// A text file that is written once, front to back, and hashed on the way, a block at a time.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);

  void write(std::string_view text) {
    if (text.size() > buffer_.size() - used_) [[unlikely]] {
      write_over_blocks(text);
      return;
    }
    std::memcpy(buffer_.data() + used_, text.data(), text.size());
    used_ += text.size();
  }

  struct Written {
    std::string name;  ///< without its folder
    std::uint64_t bytes = 0;
    std::string sha256;
  };
  /// Writes what is left and waits for the disk. Call once, at the end.
  [[nodiscard]] Written finish();

 private:
  void write_over_blocks(std::string_view text);
  void flush();

  File file_;
  Sha256 hash_;
  std::vector<char> buffer_;  ///< one block
  std::size_t used_ = 0;      ///< of it
  std::uint64_t bytes_ = 0;
};

}  // namespace corridor::results
