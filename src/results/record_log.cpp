#include "corridor/results/record_log.hpp"

#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <span>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"
#include "corridor/base/error.hpp"
#include "corridor/base/hash.hpp"
#include "corridor/results/run_folder.hpp"

#include "file.hpp"

namespace corridor::results {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t header_key = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t numbers_size = 2 * sizeof(std::uint64_t);
constexpr std::size_t checksum_size = 16;
constexpr std::size_t front_size = numbers_size + checksum_size;
constexpr std::uint64_t longest = std::uint64_t{1} << 40U;  // [byte] of a payload

std::string little_endian(std::uint64_t number) {
  std::string bytes(sizeof(number), '\0');
  for (char& byte : bytes) {
    byte = static_cast<char>(number & 0xffU);
    number >>= 8U;
  }
  return bytes;
}

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = sizeof(number); i-- > 0;) {
    number = (number << 8U) | static_cast<unsigned char>(bytes[i]);
  }
  return number;
}

std::string checksum(std::string_view numbers, std::string_view payload) {
  Sha256 hash;
  hash.update(numbers);
  hash.update(payload);
  return hash.hex().substr(0, checksum_size);
}

std::string record_of(std::uint64_t key, std::string_view payload) {
  const std::string numbers = little_endian(payload.size()) + little_endian(key);
  std::string record = numbers + checksum(numbers, payload);
  record += payload;
  return record;
}

/// As many bytes as there are from `offset` on, at most `length`.
std::string read_at(int descriptor, const std::filesystem::path& path, std::uint64_t offset, std::uint64_t length) {
  std::string bytes(length, '\0');
  std::size_t done = 0;
  while (done < length) {
    const ssize_t got = ::pread(descriptor, bytes.data() + done, length - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      throw_io_error("read", path, errno);
    }
    if (got == 0) {
      break;
    }
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

}  // namespace

RecordLog::RecordLog(std::filesystem::path path, Use use, std::string_view header) : path_(std::move(path)) {
  open(use);
  try {
    load(use, header);
    if (use != Use::read && end_ == 0) {
      write_record(header_key, header);
      header_ = header;
      sync_now();
      sync_folder(path_.parent_path().empty() ? "." : path_.parent_path());
    }
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

RecordLog::~RecordLog() {
  ::close(descriptor_);
}

void RecordLog::open(Use use) {
  const int how = use == Use::read ? O_RDONLY : use == Use::begin ? O_RDWR | O_CREAT | O_EXCL : O_RDWR;
  descriptor_ = ::open(path_.c_str(), how | O_CLOEXEC, 0666);
  if (descriptor_ < 0 && errno == EEXIST) {
    throw PlaceTaken(fmt::format("{} is there already", path_.string()));
  }
  if (descriptor_ < 0) {
    throw_io_error(use == Use::begin ? "create" : "read", path_, errno);
  }
  if (use != Use::read && ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int reason = errno;
    ::close(descriptor_);
    if (reason == EWOULDBLOCK) {
      throw PlaceTaken(fmt::format("another process is writing {}", path_.string()));
    }
    throw_io_error("lock", path_, reason);
  }
}

void RecordLog::load(Use use, std::string_view header) {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) {
    throw_io_error("read", path_, errno);
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  while (load_next(size)) {
  }
  torn_bytes_ = size - end_;
  const bool is_torn_header = end_ == 0 && use == Use::take_up &&
                              record_of(header_key, header).starts_with(read_at(descriptor_, path_, 0, size));
  if (end_ == 0 && use != Use::begin && !is_torn_header) {
    throw PlaceTaken(fmt::format("{} is no log of runs", path_.string()));
  }
  if (use == Use::take_up && torn_bytes_ > 0 && ::ftruncate(descriptor_, static_cast<off_t>(end_)) != 0) {
    throw_io_error("write", path_, errno);
  }
}

/// Whether there is another whole record.
bool RecordLog::load_next(std::uint64_t size) {
  const std::string front = read_at(descriptor_, path_, end_, front_size);
  if (front.size() < front_size) {
    return false;
  }
  const std::string_view numbers = std::string_view(front).substr(0, numbers_size);
  const std::uint64_t length = number_of(numbers);
  const std::uint64_t key = number_of(numbers.substr(sizeof(std::uint64_t)));
  const bool is_header = end_ == 0;
  const bool is_whole = length <= longest && end_ + front_size + length <= size && is_header == (key == header_key);
  std::string payload = is_whole ? read_at(descriptor_, path_, end_ + front_size, length) : std::string();
  if (!is_whole || checksum(numbers, payload) != std::string_view(front).substr(numbers_size)) {
    return false;
  }
  if (is_header) {
    header_ = std::move(payload);
  } else {
    places_.insert_or_assign(key, Place{end_ + front_size, length});
  }
  end_ += front_size + length;
  return true;
}

std::vector<std::uint64_t> RecordLog::keys() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::uint64_t> list;
  list.reserve(places_.size());
  for (const auto& [key, place] : places_) {
    list.push_back(key);
  }
  return list;
}

std::optional<std::string> RecordLog::find(std::uint64_t key) const {
  Place place;
  {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(key);
    if (found == places_.end()) {
      return std::nullopt;
    }
    place = found->second;
  }
  std::string record = read_at(descriptor_, path_, place.offset - front_size, front_size + place.length);
  const std::string_view whole = record;
  if (whole.size() < front_size + place.length ||
      checksum(whole.substr(0, numbers_size), whole.substr(front_size)) != whole.substr(numbers_size, checksum_size)) {
    throw IoError(fmt::format("cannot read {}: what it holds has changed", path_.string()));
  }
  return record.substr(front_size);
}

void RecordLog::append(std::uint64_t key, std::string_view payload) {
  const std::lock_guard lock(mutex_);
  expects(key != header_key, "the header has a key of its own");
  if (places_.contains(key)) {
    return;
  }
  const std::uint64_t begin = end_;
  write_record(key, payload);
  places_.emplace(key, Place{begin + front_size, payload.size()});
  if (std::chrono::steady_clock::now() - synced_ > 1s) {
    sync_now();
  }
}

void RecordLog::write_record(std::uint64_t key, std::string_view payload) {
  const std::string record = record_of(key, payload);
  std::size_t done = 0;
  while (done < record.size()) {
    const ssize_t put =
        ::pwrite(descriptor_, record.data() + done, record.size() - done, static_cast<off_t>(end_ + done));
    if (put < 0 && errno == EINTR) {
      continue;
    }
    if (put <= 0) {
      const int reason = put == 0 ? ENOSPC : errno;
      static_cast<void>(::ftruncate(descriptor_, static_cast<off_t>(end_)));
      throw_io_error("write", path_, reason);
    }
    done += static_cast<std::size_t>(put);
  }
  end_ += record.size();
}

void RecordLog::sync() {
  const std::lock_guard lock(mutex_);
  sync_now();
}

void RecordLog::sync_now() {
  if (::fdatasync(descriptor_) != 0) {
    throw_io_error("write", path_, errno);
  }
  synced_ = std::chrono::steady_clock::now();
}

void RecordLog::remove() {
  if (::unlink(path_.c_str()) != 0 && errno != ENOENT) {
    throw_io_error("remove", path_, errno);
  }
}

}  // namespace corridor::results
