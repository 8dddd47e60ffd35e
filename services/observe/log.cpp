// SPDX-License-Identifier: Apache-2.0
// JSON lines through spdlog; time and level by its pattern, the rest by hand.
#include "observe/log.hpp"
#include "observe/json_text.hpp"
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace elicense::observe {

namespace {

spdlog::level::level_enum level_of(Level level) {
  switch (level) {
  case Level::debug:
    return spdlog::level::debug;
  case Level::info:
    return spdlog::level::info;
  case Level::warning:
    return spdlog::level::warn;
  case Level::error:
    return spdlog::level::err;
  }
  throw std::logic_error("Level");
}

class SpdLog : public Log {
 public:
  SpdLog(spdlog::sink_ptr sink, Level least) : logger_("elicense", std::move(sink)) {
    logger_.set_level(level_of(least));
    logger_.flush_on(spdlog::level::trace); // a line that was written is there after a crash
    logger_.set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc));
  }

  void write(Level level, std::string_view event, std::initializer_list<Field> fields) override {
    if (!logger_.should_log(level_of(level))) return;
    std::string line = R"("event":)" + json_text(event);
    for (const auto& [name, value] : fields)
      line.append(",").append(json_text(name)).append(":").append(json_text(value));
    logger_.log(level_of(level), spdlog::string_view_t(line.data(), line.size()));
  }

 private:
  spdlog::logger logger_;
};

} // namespace

std::unique_ptr<Log> Log::to_stderr(Level least) {
  return std::make_unique<SpdLog>(std::make_shared<spdlog::sinks::stderr_sink_mt>(), least);
}

std::unique_ptr<Log> Log::to_file(const std::string& path, Level least) {
  return std::make_unique<SpdLog>(std::make_shared<spdlog::sinks::basic_file_sink_mt>(path), least);
}

std::unique_ptr<Log> Log::silent() {
  return std::make_unique<SpdLog>(std::make_shared<spdlog::sinks::null_sink_mt>(), Level::error);
}

} // namespace elicense::observe
