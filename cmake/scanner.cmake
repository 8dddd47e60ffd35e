# The reader of QR codes for cameras (npm qr, pinned by scanner/package-lock.json) is fetched where npm can; it becomes web/scanner/ of the
# embedded files. Without it the pages say that codes have to be typed.
file(SHA256 ${CMAKE_CURRENT_LIST_DIR}/scanner/package-lock.json pinned)
string(SUBSTRING ${pinned} 0 16 pinned)
set(scanner_folder ${PROJECT_BINARY_DIR}/scanner/${pinned})
set(scanner_files web/scanner/decode.js web/scanner/index.js)
find_program(NPM npm)
if(NPM AND NOT EXISTS ${scanner_folder}/web/scanner/decode.js)
  file(COPY ${CMAKE_CURRENT_LIST_DIR}/scanner/ DESTINATION ${scanner_folder})
  execute_process(COMMAND ${NPM} ci --silent --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${scanner_folder}
    RESULT_VARIABLE failed TIMEOUT 120 OUTPUT_QUIET ERROR_QUIET)
  if(failed EQUAL 0)
    file(COPY ${scanner_folder}/node_modules/qr/index.js ${scanner_folder}/node_modules/qr/decode.js DESTINATION ${scanner_folder}/web/scanner)
  endif()
endif()
if(NOT EXISTS ${scanner_folder}/web/scanner/decode.js)
  set(scanner_files)
  message(STATUS "No npm, or it could not fetch: built without the reader of QR codes for cameras")
endif()
