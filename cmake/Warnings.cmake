# Warnings and floating-point rules that every target of ours is compiled with.
add_library(corridor_options INTERFACE)
target_compile_features(corridor_options INTERFACE cxx_std_20)
# -ffp-contract=off: a fused multiply-add rounds once instead of twice, and results must be the same bytes everywhere.
target_compile_options(corridor_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns of overlaps and overflows inside std::string and fmt that cannot happen (GCC bugs 105329, 105651, 105762).
  target_compile_options(corridor_options INTERFACE -Wno-restrict -Wno-stringop-overflow)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12.2 makes vfmaddsub of a product, a sum and a difference all the same, where it joins straight code into vectors
  # (-O3 -march=native; calibration/emulator showed it in tools/same_bytes).
  target_compile_options(corridor_options INTERFACE -fno-tree-slp-vectorize)
endif()
# Sources compiled as one see each other's private names, and none of them is taken for a main file, whose private types nobody
# else can meet.
target_compile_options(corridor_options INTERFACE
  $<$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>:-Wno-shadow>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wno-subobject-linkage>)
if(CORRIDOR_WERROR)
  target_compile_options(corridor_options INTERFACE -Werror)
endif()
if(CORRIDOR_CHECKED)
  target_compile_definitions(corridor_options INTERFACE CORRIDOR_CHECKED=1)
endif()
