# Every dependency as a target: imgui, sqlite3, sodium, qrcode, cereal, fmt_lib, json, boost; and hub_third_party for the hub, with
# OpenSSL, spdlog, CLI11 and qrcodegen. Versions, licences and reasons: DEPENDENCIES.md. `./huzhu setup` brings them.
# Someone with other sources gives the folders by -DHUZHU_IMGUI_DIR=…, -DHUZHU_SODIUM_DIR=…, -DHUZHU_SQLITE_DIR=….

if(DEFINED ENV{HUZHU_CACHE})
  set(huzhu_cache $ENV{HUZHU_CACHE})
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(huzhu_cache $ENV{XDG_CACHE_HOME}/huzhu)
else()
  set(huzhu_cache $ENV{HOME}/.cache/huzhu)
endif()

# Sets <variable> to the first listed version of <name> that setup has unpacked.
function(find_source_tree variable name probe)
  if(NOT DEFINED ${variable} OR NOT EXISTS "${${variable}}/${probe}")
    file(STRINGS ${PROJECT_SOURCE_DIR}/cmake/third_party.txt lines REGEX "^${name} ")
    foreach(line IN LISTS lines)
      string(REGEX MATCH "^${name} +([^ ]+)" _ "${line}")
      if(EXISTS "${huzhu_cache}/${name}-${CMAKE_MATCH_1}/${probe}")
        set(${variable} "${huzhu_cache}/${name}-${CMAKE_MATCH_1}" CACHE PATH "Source of ${name}" FORCE)
        return()
      endif()
    endforeach()
    message(FATAL_ERROR "The source of ${name} is missing; run ./huzhu setup first, or give its folder with -D${variable}=…")
  endif()
endfunction()

find_source_tree(HUZHU_IMGUI_DIR imgui imgui.cpp)
set(HUZHU_SQLITE_DIR ${PROJECT_SOURCE_DIR}/node_modules/better-sqlite3-multiple-ciphers/deps/sqlite3 CACHE PATH "SQLite3 Multiple Ciphers amalgamation")
if(NOT EXISTS ${HUZHU_SQLITE_DIR}/sqlite3.c)
  message(FATAL_ERROR "The SQLite amalgamation is missing; run ./huzhu setup first, or give its folder with -DHUZHU_SQLITE_DIR=…")
endif()

# Header-only libraries. Emscripten must never see the system's include folder itself, so it gets a folder of links.
if(EMSCRIPTEN)
  set(header_root ${CMAKE_BINARY_DIR}/third_party_include)
  file(MAKE_DIRECTORY ${header_root})
  foreach(name IN ITEMS boost cereal fmt nlohmann qrcodegen)
    if(EXISTS /usr/include/${name})
      file(CREATE_LINK /usr/include/${name} ${header_root}/${name} SYMBOLIC)
    endif()
  endforeach()
else()
  set(header_root /usr/include)
endif()
function(add_header_library name probe)
  if(NOT EXISTS ${header_root}/${probe})
    message(FATAL_ERROR "The header ${probe} is missing; run ./huzhu setup first")
  endif()
  add_library(${name} INTERFACE)
  if(EMSCRIPTEN)
    target_include_directories(${name} SYSTEM INTERFACE ${header_root})
  endif()
endfunction()
add_header_library(cereal cereal/cereal.hpp)
add_header_library(json nlohmann/json.hpp)
add_header_library(boost boost/version.hpp)
add_header_library(fmt_lib fmt/core.h)
if(EMSCRIPTEN)
  target_compile_definitions(fmt_lib INTERFACE FMT_HEADER_ONLY)
else()
  find_package(fmt REQUIRED)
  target_link_libraries(fmt_lib INTERFACE fmt::fmt)
endif()

# SQLite with its cipher layer; one amalgamation for browser and hub. ChaCha20-Poly1305 is the only cipher compiled in.
# The browser's is compiled from sqlite_small.c, which includes it and leaves parts out.
if(EMSCRIPTEN)
  add_library(sqlite3 STATIC ${CMAKE_CURRENT_LIST_DIR}/sqlite_small.c ${CMAKE_CURRENT_LIST_DIR}/sqlite_absent.c)
else()
  add_library(sqlite3 STATIC ${HUZHU_SQLITE_DIR}/sqlite3.c)
endif()
target_include_directories(sqlite3 SYSTEM PUBLIC ${HUZHU_SQLITE_DIR})
target_compile_options(sqlite3 PRIVATE -w)
target_compile_definitions(sqlite3 PRIVATE
  HAVE_CIPHER_CHACHA20=1 HAVE_CIPHER_AES_128_CBC=0 HAVE_CIPHER_AES_256_CBC=0 HAVE_CIPHER_SQLCIPHER=0
  HAVE_CIPHER_RC4=0 HAVE_CIPHER_ASCON128=0 HAVE_CIPHER_AEGIS=0
  SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_DEFAULT_FOREIGN_KEYS=0 SQLITE_LIKE_DOESNT_MATCH_BLOBS
  SQLITE_MAX_EXPR_DEPTH=0 SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_LOAD_EXTENSION
  SQLITE_USE_ALLOCA SQLITE_STRICT_SUBTYPE=1 SQLITE_TEMP_STORE=3)
if(EMSCRIPTEN)
  # SQLITE_OS_OTHER: no file system of its own; web/ (OPFS) and the tests (memory) bring sqlite3_os_init.
  target_compile_definitions(sqlite3 PRIVATE __WASM__ SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0
    SQLITE_OMIT_AUTOINIT SQLITE_OMIT_UTF16 SQLITE_OMIT_TCL_VARIABLE SQLITE_OMIT_TRACE SQLITE_OMIT_COMPLETE
    SQLITE_OMIT_PROGRESS_CALLBACK SQLITE_OMIT_DECLTYPE
    # Code that nothing here asks for: first what the ready-made parser does not call, or calls only where it stands ...
    SQLITE_OMIT_JSON SQLITE_OMIT_DATETIME_FUNCS SQLITE_OMIT_LOCALTIME SQLITE_OMIT_AUTHORIZATION SQLITE_OMIT_GET_TABLE
    SQLITE_OMIT_INCRBLOB SQLITE_OMIT_DESERIALIZE SQLITE_OMIT_INTROSPECTION_PRAGMAS SQLITE_OMIT_COMPILEOPTION_DIAGS
    SQLITE_OMIT_AUTOVACUUM SQLITE_OMIT_XFER_OPT SQLITE_OMIT_CASE_SENSITIVE_LIKE_PRAGMA SQLITE_OMIT_TEST_CONTROL
    SQLITE_UNTESTABLE SQLITE_OMIT_EXPLAIN SQLITE_OMIT_FOREIGN_KEY SQLITE_OMIT_INTEGRITY_CHECK SQLITE_OMIT_GENERATED_COLUMNS
    SQLITE_OMIT_CHECK SQLITE_OMIT_FLAG_PRAGMAS SQLITE_OMIT_SCHEMA_PRAGMAS
    SQLITE_OMIT_SCHEMA_VERSION_PRAGMAS SQLITE_OMIT_HEX_INTEGER
    # ... then what it does call, for which sqlite_small.c answers.
    SQLITE_OMIT_ANALYZE SQLITE_OMIT_ATTACH SQLITE_OMIT_REINDEX SQLITE_OMIT_TRIGGER SQLITE_OMIT_VACUUM
    SQLITE_OMIT_VIEW SQLITE_OMIT_WINDOWFUNC)
else()
  find_package(Threads REQUIRED)
  target_compile_definitions(sqlite3 PRIVATE SQLITE_THREADSAFE=1)
  target_link_libraries(sqlite3 PUBLIC Threads::Threads)
endif()

# libsodium: the system's for the hub; compiled from source for the browser, at -O3 because -Os is 2-6 times slower.
if(EMSCRIPTEN)
  find_source_tree(HUZHU_SODIUM_DIR libsodium src/libsodium/include/sodium.h)
  set(sodium_root ${HUZHU_SODIUM_DIR}/src/libsodium)
  file(STRINGS ${HUZHU_SODIUM_DIR}/configure.ac sodium_lines REGEX "^(AC_INIT|SODIUM_LIBRARY_VERSION_(MAJOR|MINOR)=)")
  foreach(line IN LISTS sodium_lines)
    if(line MATCHES "AC_INIT\\(\\[libsodium\\],\\[([0-9.]+)\\]")
      set(VERSION ${CMAKE_MATCH_1})
    elseif(line MATCHES "SODIUM_LIBRARY_VERSION_(MAJOR|MINOR)=([0-9]+)")
      set(SODIUM_LIBRARY_VERSION_${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
    endif()
  endforeach()
  set(SODIUM_LIBRARY_MINIMAL_DEF "")
  configure_file(${sodium_root}/include/sodium/version.h.in ${CMAKE_BINARY_DIR}/sodium_include/sodium/version.h @ONLY)
  file(CREATE_LINK ${sodium_root}/include/sodium/export.h ${CMAKE_BINARY_DIR}/sodium_include/sodium/export.h SYMBOLIC)
  file(GLOB_RECURSE sodium_sources ${sodium_root}/*.c)
  add_library(sodium STATIC ${sodium_sources} ${CMAKE_CURRENT_LIST_DIR}/ed25519_base.c)
  # Its own way to multiply the base point, with a table of 30 KB that no packing shortens, gets another name and is dropped.
  set_source_files_properties(${sodium_root}/crypto_core/ed25519/ref10/ed25519_ref10.c PROPERTIES
    COMPILE_DEFINITIONS ge25519_scalarmult_base=ge25519_scalarmult_base_by_table)
  target_include_directories(sodium SYSTEM PUBLIC ${sodium_root}/include ${CMAKE_BINARY_DIR}/sodium_include)
  target_include_directories(sodium PRIVATE ${sodium_root}/include/sodium ${CMAKE_BINARY_DIR}/sodium_include/sodium)
  target_compile_definitions(sodium PRIVATE CONFIGURED=1 NATIVE_LITTLE_ENDIAN=1)
  target_compile_definitions(sodium PUBLIC SODIUM_STATIC)
  target_compile_options(sodium PRIVATE -O3 -fno-inline-functions -w)
else()
  find_library(sodium_library sodium REQUIRED)
  add_library(sodium INTERFACE)
  target_link_libraries(sodium INTERFACE ${sodium_library})
endif()

# Dear ImGui: no widgets or tables (the kit draws its own), no demo, no debug tools, no files, no font rasteriser of its own
# (ui/ brings the loader).
if(EXISTS ${PROJECT_SOURCE_DIR}/ui/kit/imgui_config.h)
  set(imgui_sources imgui.cpp imgui_draw.cpp)
  if(EMSCRIPTEN)
    list(APPEND imgui_sources backends/imgui_impl_opengl3.cpp)
  endif()
  list(TRANSFORM imgui_sources PREPEND ${HUZHU_IMGUI_DIR}/)
  add_library(imgui STATIC ${imgui_sources} ${PROJECT_SOURCE_DIR}/ui/kit/imgui_left_out.cpp)
  target_include_directories(imgui SYSTEM PUBLIC ${HUZHU_IMGUI_DIR} ${HUZHU_IMGUI_DIR}/backends)
  target_include_directories(imgui PUBLIC ${PROJECT_SOURCE_DIR}/ui/kit)
  target_compile_definitions(imgui PUBLIC "IMGUI_USER_CONFIG=\"imgui_config.h\"")
  target_compile_options(imgui PRIVATE -w)
  if(EMSCRIPTEN)
    set_source_files_properties(${HUZHU_IMGUI_DIR}/imgui_draw.cpp PROPERTIES COMPILE_OPTIONS -O2)
  endif()
  if(EMSCRIPTEN)
    target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
    target_compile_options(imgui PRIVATE -fno-exceptions -fno-rtti)
    # It prints integers and reads nothing: the C library's floating-point printing and reading stay out.
    target_compile_definitions(imgui PRIVATE vsnprintf=vsniprintf sscanf=huzhu_no_sscanf)
  endif()
endif()

# QR codes for screens: the C version, which needs neither memory of its own nor exceptions.
find_source_tree(HUZHU_QRCODE_DIR qr-code-generator c/qrcodegen.c)
add_library(qrcode STATIC ${HUZHU_QRCODE_DIR}/c/qrcodegen.c)
target_include_directories(qrcode SYSTEM PUBLIC ${HUZHU_QRCODE_DIR}/c)
target_compile_definitions(qrcode PRIVATE NDEBUG)
target_compile_options(qrcode PRIVATE -w)

# The hub's own: never in the browser build.
if(NOT EMSCRIPTEN)
  find_package(OpenSSL REQUIRED)
  find_package(spdlog REQUIRED)
  find_package(ZLIB REQUIRED)
  find_package(Threads REQUIRED)
  # Asio and Beast compiled once, not in every file that speaks HTTP.
  set(http_unit ${CMAKE_BINARY_DIR}/http_unit.cpp)
  file(CONFIGURE OUTPUT ${http_unit} CONTENT
    "#include <boost/asio/impl/src.hpp>\n#include <boost/asio/ssl/impl/src.hpp>\n#include <boost/beast/src.hpp>\n")
  add_library(http_unit STATIC ${http_unit})
  target_compile_definitions(http_unit PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
  # g++ 12 with Asio's coroutines needs <utility> before Asio's own headers.
  target_compile_options(http_unit PRIVATE -w PUBLIC $<$<COMPILE_LANGUAGE:CXX>:-include$<SEMICOLON>utility>)
  target_link_libraries(http_unit PUBLIC OpenSSL::SSL OpenSSL::Crypto Threads::Threads boost)

  add_library(hub_third_party INTERFACE)
  target_link_libraries(hub_third_party INTERFACE http_unit spdlog::spdlog json ZLIB::ZLIB)
  find_library(qrcodegen_library NAMES qrcodegencpp REQUIRED)
  find_path(qrcodegen_include NAMES qrcodegen.hpp PATH_SUFFIXES qrcodegencpp qrcodegen)
  target_link_libraries(hub_third_party INTERFACE ${qrcodegen_library})
  if(qrcodegen_include AND NOT qrcodegen_include STREQUAL "/usr/include")
    target_include_directories(hub_third_party SYSTEM INTERFACE ${qrcodegen_include})
  endif()
endif()
