# Warnings, hardening and sanitizers for every target of ours, in one interface library.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # builds share objects; without the sloppiness nothing that has a precompiled header is kept at all
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

set(ELICENSE_SANITIZE "" CACHE STRING "sanitizers, as -fsanitize= takes them")
add_library(elicense_settings INTERFACE)
target_compile_options(elicense_settings INTERFACE
  -Wall -Wextra -Wconversion -Werror -Werror=switch
  # g++ with optimization warns falsely of these in the standard library and in std::optional; the sanitizers look instead
  -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds
  -Wno-subobject-linkage # g++ takes the sources of a unity build for headers
  -Wno-mismatched-new-delete # g++ 14 says it of Asio's coroutine frames
  -fstack-protector-strong -fstack-clash-protection
  $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>
  $<$<CONFIG:Release,RelWithDebInfo>:-fno-semantic-interposition>) # else nothing public is inlined, with -fPIC
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # g++ leaves changes of sign out of -Wconversion
  target_compile_options(elicense_settings INTERFACE -Wno-unknown-warning-option -Wno-sign-conversion)
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 17) # has the coroutines of C++20, but does not say so
    target_compile_options(elicense_settings INTERFACE -D__cpp_impl_coroutine=201902L)
  endif()
endif()
target_compile_definitions(elicense_settings INTERFACE
  ELICENSE_VERSION="${PROJECT_VERSION}"
  _GLIBCXX_ASSERTIONS BOOST_ASIO_NO_DEPRECATED OPENSSL_NO_DEPRECATED)
target_link_options(elicense_settings INTERFACE -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
target_include_directories(elicense_settings INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/services)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64")
  target_compile_options(elicense_settings INTERFACE -fcf-protection)
endif()
if(ELICENSE_SANITIZE)
  target_compile_options(elicense_settings INTERFACE
    -fsanitize=${ELICENSE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang") # which cannot put this check into the prologue of a coroutine
    target_compile_options(elicense_settings INTERFACE -fno-sanitize=function)
  endif()
  target_link_options(elicense_settings INTERFACE -fsanitize=${ELICENSE_SANITIZE})
endif()
if(ELICENSE_FUZZ)
  target_compile_options(elicense_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(ELICENSE_SANITIZE MATCHES "thread")
  target_compile_options(elicense_settings INTERFACE -Wno-tsan) # g++: "atomic_thread_fence is not supported", of Asio
  target_compile_definitions(elicense_settings INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK) # so it uses none
endif()
