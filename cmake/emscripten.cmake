# Finds the installed Emscripten (Debian's package or an emsdk) and hands over to its own toolchain file.
foreach(candidate IN ITEMS "$ENV{EMSDK}/upstream/emscripten" /usr/share/emscripten)
  if(EXISTS "${candidate}/cmake/Modules/Platform/Emscripten.cmake")
    set(EMSCRIPTEN_ROOT_PATH "${candidate}")
    break()
  endif()
endforeach()
if(NOT EMSCRIPTEN_ROOT_PATH)
  find_program(em_config em-config REQUIRED NO_CMAKE_FIND_ROOT_PATH)
  execute_process(COMMAND ${em_config} EMSCRIPTEN_ROOT OUTPUT_VARIABLE EMSCRIPTEN_ROOT_PATH OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")

# Debian's Emscripten loads acorn from the system-wide module folder, which node does not search by itself.
set(CMAKE_C_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_C_LINKER_LAUNCHER})
