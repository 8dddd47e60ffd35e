# Checks that are not unit tests: the house rules, peers, and the running binary end to end.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_test(NAME house.rooms COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/house/check_rooms.py ${PROJECT_SOURCE_DIR})
add_test(NAME house.rooms_check COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/check_rooms_test.sh)

function(e2e_test name)
  add_test(NAME e2e.${name} COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/e2e/${name}_test.py ${ARGN})
  set_tests_properties(e2e.${name} PROPERTIES TIMEOUT 600 ENVIRONMENT
    "ELICENSE_BINARY=$<TARGET_FILE:elicense>;ELICENSE_SHARED_DIR=${PROJECT_SOURCE_DIR}/../shared;PYTHONDONTWRITEBYTECODE=1")
endfunction()
e2e_test(service)
e2e_test(kill)
e2e_test(page ${PROJECT_BINARY_DIR}/page)

find_package(yaml-cpp REQUIRED)
target_link_libraries(api_tests PRIVATE yaml-cpp)
