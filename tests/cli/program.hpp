// Runs the real program as a process of its own and collects what it prints.
#pragma once

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace corridor::test {

/// The program in a folder of its own; `run` gives its exit code (128 + signal if it was killed).
class Program {
 public:
  explicit Program(std::string executable = CORRIDOR_EXECUTABLE) : executable_(std::move(executable)) {}

  /// From now on no file of the program can grow beyond this; every further byte is an error of writing.
  void limit_file_size(rlim_t bytes) { most_bytes_ = bytes; }

  int run(const std::vector<std::string>& arguments) {
    start(arguments);
    return wait();
  }

  void start(const std::vector<std::string>& arguments, const std::string& standard_output = "stdout") {
    std::vector<std::string> words = {executable_};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) {
      pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    const std::string out = (folder() / standard_output).string();  // an absolute path replaces the folder
    const std::string err = (folder() / "stderr").string();
    process_ = fork();
    if (process_ == 0) {
      const bool is_ready = chdir(folder().c_str()) == 0 && redirect(out, STDOUT_FILENO) &&
                            redirect(err, STDERR_FILENO) && is_as_in_a_new_shell() && limit_files();
      if (is_ready) {
        execv(pointers[0], pointers.data());
      }
      _exit(127);
    }
  }

  /// Waits until the program has said this on stderr; false if it has not within a minute.
  bool wait_for(const std::string& words) {
    return wait_until([&] { return err().find(words) != std::string::npos; });
  }
  /// Waits until a replication is finished: its figures are in the partial folder of `out/<name>`.
  bool wait_for_a_replication(const std::string& name) { return wait_for_file(name, "replications.tmp", 1); }

  /// Waits until there is such a file in the unfinished folder of the run of this name, or the run is finished.
  bool wait_for_file(const std::string& name, const std::string& file, std::uintmax_t least_bytes = 0) {
    const std::filesystem::path place = folder() / "out" / name;
    const std::filesystem::path partial = place.string() + ".partial-" + std::to_string(process_);
    return wait_until([&] {
      std::error_code not_there;
      const auto size = std::filesystem::file_size(partial / file, not_there);
      return (!not_there && size >= least_bytes) || std::filesystem::exists(place);
    });
  }

  void send(int signal) const { kill(process_, signal); }

  int wait() {
    int status = 0;
    waitpid(process_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  [[nodiscard]] const std::filesystem::path& folder() const { return temporary_.path(); }
  [[nodiscard]] std::string out() const { return text_of(folder() / "stdout"); }
  [[nodiscard]] std::string err() const { return text_of(folder() / "stderr"); }
  /// What the program made in its folder.
  [[nodiscard]] std::vector<std::string> made() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder())) {
      const std::string name = entry.path().filename();
      if (name != "stdout" && name != "stderr") {
        names.push_back(name);
      }
    }
    return names;
  }

 private:
  template <class Condition>
  static bool wait_until(Condition holds) {
    for (int i = 0; i < 6000; ++i) {
      if (holds()) {
        return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }
  /// A shell in the background lets its children ignore Ctrl-C; these tests send it.
  static bool is_as_in_a_new_shell() {
    return std::signal(SIGINT, SIG_DFL) != SIG_ERR && std::signal(SIGHUP, SIG_DFL) != SIG_ERR;
  }
  [[nodiscard]] bool limit_files() const {
    const rlimit limit{.rlim_cur = most_bytes_, .rlim_max = RLIM_INFINITY};
    return setrlimit(RLIMIT_FSIZE, &limit) == 0;
  }
  static bool redirect(const std::string& file, int descriptor) {
    const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    return opened >= 0 && dup2(opened, descriptor) >= 0;
  }

  std::string executable_;
  rlim_t most_bytes_ = RLIM_INFINITY;
  TemporaryFolder temporary_;
  pid_t process_ = -1;
};

}  // namespace corridor::test
