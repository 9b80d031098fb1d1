// How the program takes its memory from the system. Changes no result, only what it costs: a run of the reference case
// touches 7,000 small pages for the first time, each an interruption, or 15 large ones.
#pragma once

namespace corridor::cli {

/// From now on the heap lies in large pages (2 MiB) as far as it reaches, if the system has them to give, and keeps
/// what is freed. Does nothing where little memory may be taken: less than 1 GiB of data (RLIMIT_DATA).
void use_large_pages();

}  // namespace corridor::cli
