// What has been worked out so far, in one file that only grows: after a kill everything that was appended is there, but
// for what was being appended. Knows no content.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corridor::results {

/// A file of records, each with a key and a checksum (the first half of SHA-256 over all of it), behind a header that
/// says what they belong to. A record is handed to the system at once, and is on the disk at most a second after the
/// next one is appended: a kill loses what is being appended, a machine that stops loses a second more. One process
/// writes at a time. All members may be called from several threads at once.
///
/// Format: records of { length of the payload, key: 64 bit each, least byte first; 16 hexadecimal digits of the SHA-256
/// of those and the payload; the payload }; the first one is the header, with key 2^64 - 1.
class RecordLog {
 public:
  enum class Use : std::uint8_t {
    begin,    ///< there is no such file
    take_up,  ///< read what is there, cut off what is torn at its end, go on behind it
    read,     ///< read what is there; the file stays as it is
  };
  /// `header` is written by `begin`, and by `take_up` of a file whose header is torn. Throws PlaceTaken if the file is
  /// there and is not to be, if it is no such log, or if another process writes it; IoError.
  RecordLog(std::filesystem::path path, Use use, std::string_view header = {});
  ~RecordLog();
  RecordLog(const RecordLog&) = delete;
  RecordLog& operator=(const RecordLog&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const std::string& header() const { return header_; }
  /// Bytes at the end of the file that were no whole record when it was opened.
  [[nodiscard]] std::uint64_t torn_bytes() const { return torn_bytes_; }
  [[nodiscard]] std::vector<std::uint64_t> keys() const;
  /// The payload of the record with this key, if there is one. Throws IoError, also if it is not what was appended.
  [[nodiscard]] std::optional<std::string> find(std::uint64_t key) const;
  /// Adds a record, unless there is one with this key. Where it cannot be written whole, the file is as before. Throws
  /// IoError. @pre not opened to `read`
  void append(std::uint64_t key, std::string_view payload);
  /// Waits until everything is on the disk. Throws IoError.
  void sync();
  /// Deletes the file: what it holds is stored elsewhere.
  void remove();

 private:
  struct Place {
    std::uint64_t offset = 0;  ///< of the payload
    std::uint64_t length = 0;
  };
  void open(Use use);
  void load(Use use, std::string_view header);
  [[nodiscard]] bool load_next(std::uint64_t size);
  void write_record(std::uint64_t key, std::string_view payload);
  void sync_now();

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::string header_;
  std::map<std::uint64_t, Place> places_;
  std::uint64_t end_ = 0;  ///< of the last whole record
  std::uint64_t torn_bytes_ = 0;
  std::chrono::steady_clock::time_point synced_ = std::chrono::steady_clock::now();
  mutable std::mutex mutex_;
};

}  // namespace corridor::results
