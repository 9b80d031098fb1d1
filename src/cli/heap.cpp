#include "heap.hpp"

#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

namespace corridor::cli {

namespace {

constexpr rlim_t least_limit = rlim_t{1} << 30U;  // [bytes]
constexpr int reach = 64 << 20;                   // of the large pages [bytes]; twice the reference case
constexpr int kept = 512 << 20;                   // when freed [bytes]
constexpr int largest_in_heap = 32 << 20;         // [bytes]; glibc allows no more

/// Where the heap begins to grow once `reach` lies free before its end.
std::uintptr_t grow_heap() {
  void* const block = std::malloc(1U << 20U);
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  std::free(block);
  return address;
}

}  // namespace

void use_large_pages() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur < least_limit) {
    return;
  }
  ::mallopt(M_MMAP_THRESHOLD, largest_in_heap);
  ::mallopt(M_TRIM_THRESHOLD, kept);
  ::mallopt(M_TOP_PAD, reach);
  const std::uintptr_t block = grow_heap();
  ::mallopt(M_TOP_PAD, 1 << 20);
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const std::uintptr_t begin = block / page * page;
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  if (begin != 0 && begin < end && end - begin < 2U * static_cast<unsigned>(reach)) {  // glibc's heap, and no other
    // A wish: whether it is fulfilled makes no difference to anyone.
    static_cast<void>(::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE));
  }
}

}  // namespace corridor::cli
