# What every file of ours is compiled with, as the interface target `huzhu_options`.
option(HUZHU_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
# The browser program. Emscripten adds -fno-inline-functions to -Os and -Oz; then not even the one-line templates of the
# standard library are inlined, and most of the code is calls of them. The instructions: sign extension, saturating
# conversion and block copy, which Chrome has had since 75 (the floor is 109).
set(huzhu_small "-Oz -finline-functions -msign-ext -mnontrapping-fptoint -mbulk-memory")
set(CMAKE_CXX_FLAGS_MINSIZEREL "${huzhu_small}")
set(CMAKE_C_FLAGS_MINSIZEREL "${huzhu_small} -DNDEBUG")

find_program(HUZHU_CCACHE ccache NO_CMAKE_FIND_ROOT_PATH)
if(HUZHU_CCACHE)
  # Relative paths in the cache's keys, so that a fresh clone finds what another checkout has compiled.
  set(CMAKE_C_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${HUZHU_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_C_COMPILER_LAUNCHER})
endif()

# No path of the building machine in what ships.
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}/= -ffile-prefix-map=$ENV{HOME}/=)

if(HUZHU_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

add_library(huzhu_options INTERFACE)
target_include_directories(huzhu_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(huzhu_options INTERFACE
  -Wall -Wextra -Wno-missing-field-initializers $<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>
  -Wnon-virtual-dtor -Woverloaded-virtual
  -Werror=return-type -Werror=unused-result -Werror=switch -Werror=uninitialized -Werror=non-virtual-dtor
  -Werror=format -Werror=reorder
  # g++ 12 sees ghosts in std::optional; after -Werror=uninitialized, which would bring it back.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
