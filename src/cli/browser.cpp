#include "browser.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <string_view>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "corridor/base/error.hpp"

#include "commands.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

/// As Debian, Fedora and Chrome's own packages call it.
constexpr auto names_of_chromium = std::to_array<std::string_view>({"chromium", "chromium-browser", "google-chrome"});

/// The first of the names in the PATH; empty: there is none.
std::string installed() {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  std::vector<std::string> list;
  for (std::string folder; std::getline(folders, folder, ':');) {
    list.push_back(folder);
  }
  for (const std::string_view name : names_of_chromium) {
    for (const std::string& folder : list) {
      const fs::path file = fs::path(folder) / name;
      if (::access(file.c_str(), X_OK) == 0 && !fs::is_directory(file)) {
        return file;
      }
    }
  }
  return {};
}

/// `file:///out/report.html`, with every byte that could mean something else as %XX.
std::string address(const fs::path& page, const std::string& fragment = {}) {
  std::string text = "file://";
  for (const char c : fs::absolute(page).string()) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string_view("/-_.~").find(c) != std::string_view::npos;
    text += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return fragment.empty() ? text : text + "#" + fragment;
}

/// A folder of its own for the browser's files, gone afterwards.
class Profile {
 public:
  Profile() {
    std::string name = (fs::temp_directory_path() / "corridor-browser-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw IoError(fmt::format("cannot create {}: {}", name, std::generic_category().message(errno)));
    }
    path_ = name;
  }
  ~Profile() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Profile(const Profile&) = delete;
  Profile& operator=(const Profile&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void redirect(const fs::path& file, int descriptor) {
  const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (opened < 0 || ::dup2(opened, descriptor) < 0) {
    ::_exit(127);
  }
}

/// What it prints. Throws IoError unless it ends well.
std::string run(const std::string& executable, const std::vector<std::string>& wishes) {
  const Profile profile;
  const fs::path output = profile.path() / "stdout";
  const fs::path errors = profile.path() / "stderr";
  std::vector<std::string> words = {executable, "--headless", "--disable-gpu", "--hide-scrollbars",
                                    "--user-data-dir=" + (profile.path() / "profile").string()};
  if (::geteuid() == 0) {
    words.emplace_back("--no-sandbox");  // without it, it does not start for root
  }
  words.insert(words.end(), wishes.begin(), wishes.end());
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  const pid_t process = ::fork();
  if (process == 0) {
    redirect(output, STDOUT_FILENO);
    redirect(errors, STDERR_FILENO);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  int status = 0;
  while (process > 0 && ::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (process < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw IoError(fmt::format("{} failed", executable));
  }
  std::ostringstream text;
  text << std::ifstream(output, std::ios::binary).rdbuf();
  return text.str();
}

/// The value of the first attribute of this name in a document; empty if there is none.
std::string attribute(const std::string& document, const std::string& name) {
  const std::string mark = name + "=\"";
  const std::size_t at = document.find(mark);
  if (at == std::string::npos) {
    return {};
  }
  const std::size_t begin = at + mark.size();
  return document.substr(begin, document.find('"', begin) - begin);
}

/// The page as a document, once it is drawn in full, after whatever else is wished of it then. On a machine with much
/// else to do the browser's clock may run out before; it gets more time then. Throws IoError if that is not enough.
std::string drawn(const std::string& executable, std::vector<std::string> wishes, const std::string& where) {
  wishes.insert(wishes.end(), {"--dump-dom", where});
  for (const char* milliseconds : {"10000", "40000", "160000"}) {
    wishes.push_back(std::string("--virtual-time-budget=") + milliseconds);
    std::string document = run(executable, wishes);
    if (attribute(document, "data-ready") == "yes") {
      return document;
    }
    wishes.pop_back();
  }
  throw IoError(fmt::format("{} has not drawn {}", executable, where));
}

void expect_made(const std::string& executable, const fs::path& file) {
  if (!fs::exists(file) || fs::file_size(file) == 0) {
    throw IoError(fmt::format("{} has not written {}", executable, file.string()));
  }
}

}  // namespace

Browser::Browser(const std::string& wish) : executable_(installed()) {
  if (executable_.empty()) {
    throw UsageError(
        fmt::format("{} needs Chromium, and there is none: install the package chromium, or leave {} out", wish, wish));
  }
}

void Browser::print(const fs::path& page, const fs::path& pdf) const {
  drawn(executable_, {"--no-pdf-header-footer", "--print-to-pdf=" + fs::absolute(pdf).string()}, address(page));
  expect_made(executable_, pdf);
}

std::vector<std::string> Browser::figures(const fs::path& page) const {
  const std::string names = attribute(drawn(executable_, {}, address(page)), "data-figures");
  if (names.empty()) {
    throw IoError(fmt::format("{} has no figures", page.string()));
  }
  std::istringstream words(names);
  std::vector<std::string> list;
  for (std::string word; words >> word;) {
    list.push_back(word);
  }
  return list;
}

void Browser::picture(const fs::path& page, const std::string& figure, const fs::path& png) const {
  fs::create_directories(png.parent_path());
  const std::string width = "--window-size=1200,";
  const std::string where = address(page, "figure=" + figure);
  const std::string height = attribute(drawn(executable_, {width + "800"}, where), "data-height");
  const bool is_number = !height.empty() && height.find_first_not_of("0123456789") == std::string::npos;
  drawn(executable_,
        {width + (is_number ? height : "800"), "--force-device-scale-factor=2",
         "--screenshot=" + fs::absolute(png).string()},
        where);
  expect_made(executable_, png);
}

}  // namespace corridor::cli
