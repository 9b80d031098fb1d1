# CORRIDOR_SANITIZE is a comma-separated list for -fsanitize, empty for none.
set(CORRIDOR_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined or thread")
if(CORRIDOR_SANITIZE)
  target_compile_options(corridor_options INTERFACE -fsanitize=${CORRIDOR_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(corridor_options INTERFACE -fsanitize=${CORRIDOR_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Instrumented code hides from GCC what is initialised: it warns inside std::regex. The plain builds keep the warning.
    target_compile_options(corridor_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
option(CORRIDOR_COVERAGE "Instrument for gcov" OFF)
if(CORRIDOR_COVERAGE)
  target_compile_options(corridor_options INTERFACE --coverage)
  target_link_options(corridor_options INTERFACE --coverage)
endif()
if(CORRIDOR_FUZZ)
  # Comparisons are not traced: that halves the speed, and the words to be found are in tests/fuzz/corridor.dict.
  target_compile_options(corridor_options INTERFACE
    -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp,stack-depth)
endif()
