// A file that is there whole, or as it was before. Knows no content.
#pragma once

#include <filesystem>
#include <string_view>

namespace corridor::cli {

/// Writes beside the file first: a full disk leaves what was there. Makes the folders above it. Throws IoError.
void write_whole(const std::filesystem::path& file, std::string_view bytes);

}  // namespace corridor::cli
