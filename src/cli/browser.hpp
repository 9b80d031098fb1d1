// Chromium, if it is installed: prints pages and takes pictures of them. Knows no page.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace corridor::cli {

class Browser {
 public:
  /// Throws UsageError that says what is wanted if there is none in the PATH. @param wish the option, for the message
  explicit Browser(const std::string& wish);

  /// Prints the page as a PDF. Throws IoError.
  void print(const std::filesystem::path& page, const std::filesystem::path& pdf) const;
  /// Names of the figures that the page says it has, in its order. Throws IoError.
  [[nodiscard]] std::vector<std::string> figures(const std::filesystem::path& page) const;
  /// One of them as a picture, as high as the page says it is (`data-height`). Throws IoError.
  void picture(const std::filesystem::path& page, const std::string& figure, const std::filesystem::path& png) const;

 private:
  std::string executable_;
};

}  // namespace corridor::cli
