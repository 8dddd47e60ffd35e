# Checks that are not unit tests: the house rules, peers, and the running binary end to end.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_test(NAME house.rooms COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/house/check_rooms.py ${PROJECT_SOURCE_DIR})
add_test(NAME house.logs COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/house/check_logs.py ${PROJECT_SOURCE_DIR})
add_test(NAME house.security COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/house/check_security.py ${PROJECT_SOURCE_DIR})
add_test(NAME house.security_check COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/check_security_test.sh)
add_test(NAME house.rooms_check COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/check_rooms_test.sh)

# script_test(FOLDER SCRIPT [ARGUMENT...]): the running binary, driven from outside
function(script_test folder script)
  string(REGEX REPLACE "(_test)?\\.py$" "" name ${script})
  add_test(NAME ${folder}.${name} COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/${script} ${ARGN})
  set_tests_properties(${folder}.${name} PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77 ENVIRONMENT
    "ELICENSE_BINARY=$<TARGET_FILE:elicense>;ELICENSE_SHARED_DIR=${PROJECT_SOURCE_DIR}/../shared;PYTHONPATH=${CMAKE_CURRENT_SOURCE_DIR}/e2e;PYTHONDONTWRITEBYTECODE=1")
endfunction()
script_test(e2e service_test.py)
script_test(e2e hardening_test.py)
# the same under the unit's list of system calls, and as nobody
script_test(e2e confined_service_test.py)
script_test(e2e race_test.py)
script_test(e2e authentication_test.py)
script_test(e2e authorization_test.py)
script_test(e2e kill_test.py)
script_test(e2e ledger_test.py)
script_test(e2e key_replacement_test.py)
script_test(e2e status_test.py)
script_test(e2e offline_code_test.py)
script_test(e2e personal_data_test.py)
script_test(e2e life_test.py)
script_test(e2e delivery_test.py)
script_test(e2e import_test.py)
script_test(e2e events_test.py)
script_test(e2e dev_provider_test.py)
script_test(e2e login_test.py)
script_test(e2e show_test.py)
script_test(e2e matters_test.py)
script_test(e2e submission_test.py)
script_test(e2e recall_test.py)
script_test(e2e facade_test.py)
script_test(e2e page_test.py ${PROJECT_BINARY_DIR}/page)
script_test(e2e pages_test.py ${PROJECT_BINARY_DIR}/page)
script_test(e2e show_pages_test.py ${PROJECT_BINARY_DIR}/page)
script_test(e2e offline_pages_test.py ${PROJECT_BINARY_DIR}/page)
script_test(e2e desk_pages_test.py ${PROJECT_BINARY_DIR}/page)
script_test(e2e web_types_test.py ${PROJECT_BINARY_DIR}/page)
script_test(e2e types_test.py)
script_test(e2e synth_test.py)
script_test(e2e pdf_test.py)
script_test(e2e reader_test.py ${PROJECT_BINARY_DIR}/page)

find_package(yaml-cpp REQUIRED)
target_link_libraries(api_tests PRIVATE yaml-cpp)

# Peers: other implementations sign what we verify, and verify what we sign.
function(interop_program name)
  add_executable(${name} ${CMAKE_CURRENT_SOURCE_DIR}/interop/${name}.cpp)
  target_link_libraries(${name} PRIVATE crypto)
endfunction()
interop_program(sm2_tool)
interop_program(make_chain)
foreach(peer openssl bouncycastle sm-crypto)
  add_test(NAME interop.${peer} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/interop/peers.sh
           $<TARGET_FILE:sm2_tool> ${PROJECT_BINARY_DIR}/interop ${peer})
  set_tests_properties(interop.${peer} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
endforeach()
add_test(NAME interop.openssl_chain COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/interop/openssl_chain.sh
         $<TARGET_FILE:make_chain> ${PROJECT_BINARY_DIR}/openssl_chain)

add_test(NAME interop.seal COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/interop/seal_peer.sh $<TARGET_FILE:elicense>
         ${PROJECT_BINARY_DIR}/seal_peer 11100000MB0143028R001 11100000000013127D001)
set_tests_properties(interop.seal PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)

# kill -9 of a program that writes the register; the service itself is killed by e2e.kill.
add_executable(issue_loop ${CMAKE_CURRENT_SOURCE_DIR}/store/issue_loop.cpp)
target_link_libraries(issue_loop PRIVATE sqlite license)
add_test(NAME store.kill COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/store/kill_rounds.sh $<TARGET_FILE:issue_loop> 20)
set_tests_properties(store.kill PROPERTIES TIMEOUT 300)

# Disks that fill up or fail, system calls that fail, power that goes away; long versions by tests/faults/run.
script_test(faults full_disk_test.py)
script_test(faults failed_disk_test.py)
script_test(faults syscall_sweep.py --seconds 45)
script_test(faults power_cut.py $<TARGET_FILE:issue_loop>)
script_test(faults import_kill.py)

# What a connection costs the door; not where a sanitizer's own memory is on the bill.
if(NOT ELICENSE_SANITIZE)
  add_executable(door ${CMAKE_CURRENT_SOURCE_DIR}/http/door.cpp)
  target_link_libraries(door PRIVATE test_support http)
  script_test(e2e idle_test.py $<TARGET_FILE:door>)
  script_test(e2e flood_test.py $<TARGET_FILE:door>)
endif()

# Fuzzing, 20 seconds for each target on the kept corpus; clang builds the rooms once more for it. A build that already
# watches memory or threads has nothing to add.
if(NOT ELICENSE_SANITIZE)
  add_test(NAME fuzz.build COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/run --build only)
  set_tests_properties(fuzz.build PROPERTIES FIXTURES_SETUP fuzz SKIP_RETURN_CODE 77 TIMEOUT 3600 PROCESSORS 2)
  file(GLOB fuzz_targets CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/targets/*.cpp)
  foreach(source ${fuzz_targets})
    get_filename_component(target ${source} NAME_WE)
    add_test(NAME fuzz.${target} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/run --target ${target} --seconds 20 --build no)
    set_tests_properties(fuzz.${target} PROPERTIES FIXTURES_REQUIRED fuzz SKIP_RETURN_CODE 77 TIMEOUT 300)
  endforeach()
endif()

# A script that is written and not named above would never run. (Under a sanitizer two of them are left out on purpose.)
if(NOT ELICENSE_SANITIZE)
  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/e2e/*_test.py)
  foreach(script ${scripts})
    get_filename_component(name ${script} NAME_WE)
    string(REGEX REPLACE "_test$" "" name ${name})
    if(NOT TEST e2e.${name})
      message(FATAL_ERROR "tests/e2e/${name}_test.py is not named in tests/checks.cmake")
    endif()
  endforeach()
endif()
