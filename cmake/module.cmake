# Helpers for the CMakeLists.txt of a top-level folder. Sources are found by themselves (CONFIGURE_DEPENDS): adding a file
# needs no change here.

# Adds a static library from every .cpp under the calling folder, except those whose path matches EXCLUDE.
# A script `name.gen.mjs` becomes a source: node runs it with the path of the file to write as its one argument, with the
# project's root as working folder. It runs again when it, package-lock.json or anything under assets/ changes.
#   huzhu_module(core LINKS sqlite3 sodium EXCLUDE "/hub/")
function(huzhu_module name)
  cmake_parse_arguments(PARSE_ARGV 1 module "" "" "LINKS;EXCLUDE")
  huzhu_collect_sources(sources ${CMAKE_CURRENT_SOURCE_DIR} "${module_EXCLUDE}")
  if(NOT sources)
    # Nothing written yet: an empty unit keeps the target, so that dependants configure.
    set(sources ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp)
    file(CONFIGURE OUTPUT ${sources} CONTENT "// no source yet\n")
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC huzhu_options ${module_LINKS})
  if(EMSCRIPTEN)
    # Nothing of ours throws or catches: errors travel by value.
    target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti -fno-exceptions>)
  endif()
endfunction()

function(huzhu_collect_sources variable folder exclude)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${folder}/*.cpp)
  file(GLOB_RECURSE generators CONFIGURE_DEPENDS ${folder}/*.gen.mjs)
  if(exclude)
    list(FILTER found EXCLUDE REGEX "${exclude}")
    list(FILTER generators EXCLUDE REGEX "${exclude}")
  endif()
  if(generators)
    find_program(HUZHU_NODE node NO_CMAKE_FIND_ROOT_PATH REQUIRED)
    file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/assets/*)
  endif()
  foreach(generator IN LISTS generators)
    file(RELATIVE_PATH relative ${PROJECT_SOURCE_DIR} ${generator})
    string(REGEX REPLACE "\\.mjs$" ".cpp" relative ${relative})
    set(output ${PROJECT_BINARY_DIR}/generated/${relative})
    get_filename_component(output_folder ${output} DIRECTORY)
    file(MAKE_DIRECTORY ${output_folder})
    add_custom_command(OUTPUT ${output}
      COMMAND ${HUZHU_NODE} ${generator} ${output}
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
      DEPENDS ${generator} ${PROJECT_SOURCE_DIR}/package-lock.json ${asset_files}
      COMMENT "Generating ${relative}" VERBATIM)
    list(APPEND found ${output})
  endforeach()
  set(${variable} ${found} PARENT_SCOPE)
endfunction()

# Adds a Boost.Test program <name> from every *_test.cpp under <folder> (and any other .cpp there as support), and registers
# it with ctest. Header-only Boost.Test, so that the same sources run natively and under node.
#   huzhu_test_program(core_tests ${CMAKE_CURRENT_SOURCE_DIR}/core LINKS core)
function(huzhu_test_program name folder)
  cmake_parse_arguments(PARSE_ARGV 2 test "" "" "LINKS;SOURCES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  set(main ${CMAKE_CURRENT_BINARY_DIR}/${name}_main.cpp)
  file(CONFIGURE OUTPUT ${main} CONTENT
    "#define BOOST_TEST_MODULE ${name}\n#include <boost/test/included/unit_test.hpp>\n#include \"tests/source_dir.h\"\nconst char* const huzhu::test::source_dir = \"${PROJECT_SOURCE_DIR}\";\n")
  add_executable(${name} ${main} ${sources} ${test_SOURCES})
  set_property(GLOBAL APPEND PROPERTY huzhu_test_programs ${name})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${test_LINKS} huzhu_options boost)
  if(NOT EMSCRIPTEN AND NOT HUZHU_SANITIZE)
    target_compile_options(${name} PRIVATE -O0)  # what is tested is compiled as it ships; the tests themselves need no speed
  endif()
  if(EMSCRIPTEN)
    huzhu_node_program(${name})
    target_compile_definitions(${name} PRIVATE BOOST_TEST_DISABLE_ALT_STACK)
    # Boost.Test ends a failed case by an exception; wasm's own are the small and fast kind.
    target_compile_options(${name} PRIVATE -fwasm-exceptions -include ${PROJECT_SOURCE_DIR}/cmake/boost_test_wasm.h)
    target_link_options(${name} PRIVATE -fwasm-exceptions)
  endif()
endfunction()

# Link settings of a WebAssembly program that runs under node, with the real file system.
function(huzhu_node_program name)
  target_link_options(${name} PRIVATE -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1
    -sINITIAL_MEMORY=32MB -sTOTAL_STACK=1MB -sDYNAMIC_EXECUTION=0)
endfunction()

# Link settings of the browser program: one classic worker, no threads, no file system, WebGL 2, no eval.
function(huzhu_web_program name)
  target_link_options(${name} PRIVATE
    -sENVIRONMENT=worker -sMODULARIZE=1 -sEXPORT_NAME=createApp --no-entry
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sFILESYSTEM=0 -sMALLOC=emmalloc
    -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=32MB -sMAXIMUM_MEMORY=128MB -sTOTAL_STACK=1MB
    -sDYNAMIC_EXECUTION=0 -sTEXTDECODER=2
    -sEXPORTED_RUNTIME_METHODS=UTF8ToString,stringToUTF8,lengthBytesUTF8 -sEXPORTED_FUNCTIONS=_malloc,_free)
  target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti -fno-exceptions>)
endfunction()
