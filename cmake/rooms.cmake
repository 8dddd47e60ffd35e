# room(NAME FOLDER [LINK...]): one static library of all sources in FOLDER (and its private openssl/ part).
function(room name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp ${PROJECT_SOURCE_DIR}/${folder}/openssl/*.cpp)
  set(links ${ARGN})
  list(REMOVE_ITEM links PUBLIC)
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC elicense_settings ${links})
  if("nlohmann_json::nlohmann_json" IN_LIST links)
    target_precompile_headers(${name} PRIVATE <nlohmann/json.hpp> <chrono> <functional> <map> <span>)
  endif()
endfunction()

# embed(TARGET FOLDER...): the files of the folders, and those that were fetched (web_modules.cmake), as a library behind
# schemas/resources.hpp.
function(embed name)
  set(generated ${PROJECT_BINARY_DIR}/${name}.cpp)
  set(patterns)
  foreach(folder ${ARGN})
    foreach(ending json yaml sql tsv html css js svg webmanifest)
      list(APPEND patterns ${PROJECT_SOURCE_DIR}/${folder}/*.${ending})
    endforeach()
  endforeach()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${patterns})
  set(inputs ${files})
  list(TRANSFORM inputs PREPEND ${PROJECT_SOURCE_DIR}/)
  list(APPEND files ${fetched_files})
  add_custom_command(OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -D "FILES=${files}" -D ROOT=${PROJECT_SOURCE_DIR} -D FETCHED=${fetched_folder} -D OUTPUT=${generated}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  add_library(${name} STATIC ${generated})
  target_link_libraries(${name} PUBLIC elicense_settings)
endfunction()
