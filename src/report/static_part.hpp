// The part of the page that is read without JavaScript: findings, the main figures as a table, the main chart. English.
#pragma once

#include <string>

#include "stored_folders.hpp"

namespace corridor::report {

[[nodiscard]] std::string static_part(const StoredFolders& stored);

/// Of the page as a whole.
[[nodiscard]] std::string title_of(const StoredFolders& stored);

}  // namespace corridor::report
