// The program killed in the middle of its work.
#pragma once

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "program.hpp"

namespace corridor::test {

/// Begins a run and kills it when its log has grown by so much.
inline void kill_after(Program& program, const std::vector<std::string>& words, const std::filesystem::path& log,
                       std::uintmax_t growth) {
  std::error_code not_there;
  const std::uintmax_t before = std::filesystem::exists(log) ? std::filesystem::file_size(log) : 0;
  program.start(words);
  for (int i = 0; i < 6000; ++i) {
    const std::uintmax_t size = std::filesystem::file_size(log, not_there);
    if (!not_there && size >= before + growth) {
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  program.send(SIGKILL);
  static_cast<void>(program.wait());
}

}  // namespace corridor::test
