#include "heap.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <malloc.h>
#include <memory>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

namespace corridor::cli {

namespace {

constexpr rlim_t least_data_limit = rlim_t{1} << 30U;  // [bytes]
constexpr int mebibyte = 1 << 20;
constexpr int reach = 64 * mebibyte;            // of the large pages; twice the reference case
constexpr int kept = 512 * mebibyte;            // when freed
constexpr int largest_in_heap = 32 * mebibyte;  // glibc allows no more
constexpr std::ptrdiff_t longest = 2 * std::ptrdiff_t{reach};

/// From the block to the end of the heap; whether the wish is fulfilled makes no difference to anyone.
void wish_for_large_pages(void* block, std::size_t size) {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  auto* const begin = static_cast<std::byte*>(std::align(page, 1, block, size));
  auto* const end = static_cast<std::byte*>(::sbrk(0));
  // Of another allocator, such as a sanitizer's, the block does not lie below the end of the heap.
  if (begin != nullptr && std::less<>()(begin, end) && end - begin < longest) {
    static_cast<void>(::madvise(begin, static_cast<std::size_t>(end - begin), MADV_HUGEPAGE));
  }
}

}  // namespace

void use_large_pages() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur < least_data_limit) {
    return;
  }
  ::mallopt(M_MMAP_THRESHOLD, largest_in_heap);
  ::mallopt(M_TRIM_THRESHOLD, kept);
  ::mallopt(M_TOP_PAD, reach);
  // More than is free, so that the heap grows, and `reach` further than it must.
  const auto block = std::make_unique_for_overwrite<std::array<std::byte, mebibyte>>();
  ::mallopt(M_TOP_PAD, mebibyte);
  wish_for_large_pages(block.get(), mebibyte);
}

}  // namespace corridor::cli
