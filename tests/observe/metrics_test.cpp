// SPDX-License-Identifier: Apache-2.0
// Metrics as Prometheus reads them.
#include "observe/metrics.hpp"
#include <gmock/gmock.h>
#include <thread>

namespace elicense::observe {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Metrics, CountRequestsByRouteAndClass) {
  Metrics metrics;
  metrics.request_finished("get_license", 200, 0.003);
  metrics.request_finished("get_license", 204, 0.3);
  metrics.request_finished("get_license", 503, 20);
  metrics.request_finished("none", 999, 0);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("elicense_requests_total{route=\"get_license\",status=\"2xx\"} 2"));
  EXPECT_THAT(text, HasSubstr("elicense_requests_total{route=\"get_license\",status=\"5xx\"} 1"));
  EXPECT_THAT(text, HasSubstr("elicense_requests_total{route=\"none\",status=\"other\"} 1"));
  EXPECT_THAT(text,
              HasSubstr("elicense_request_duration_seconds_bucket{route=\"get_license\",le=\"0.005\"} 1"));
  EXPECT_THAT(text, HasSubstr("elicense_request_duration_seconds_count{route=\"get_license\"} 3"));
}

TEST(Metrics, CountTheTrade) {
  Metrics metrics;
  metrics.connections(7);
  metrics.connections(5);
  metrics.refused("HTTP_HOST");
  metrics.license_issued("11100000000013338W011");
  metrics.document_verified("trusted");
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("elicense_connections 5"));
  EXPECT_THAT(text, HasSubstr("elicense_refused_total{code=\"HTTP_HOST\"} 1"));
  EXPECT_THAT(text, HasSubstr("elicense_licenses_issued_total{type=\"11100000000013338W011\"} 1"));
  EXPECT_THAT(text, HasSubstr("elicense_documents_verified_total{verdict=\"trusted\"} 1"));
}

TEST(Metrics, FoldWhatIsNoNameIntoOther) {
  Metrics metrics;
  metrics.refused("a\"} 1\nforged 2");
  metrics.refused("");
  metrics.refused(std::string(max_label_size + 1, 'a'));
  EXPECT_THAT(metrics.text(), HasSubstr("elicense_refused_total{code=\"other\"} 3"));
  metrics.refused(std::string(max_label_size, 'a'));
  EXPECT_THAT(metrics.text(),
              HasSubstr("elicense_refused_total{code=\"" + std::string(max_label_size, 'a') + "\"} 1"));
}

TEST(Metrics, BoundTheNumberOfSeries) {
  Metrics metrics;
  for (std::size_t i = 0; i < max_label_values - 1; ++i)
    metrics.refused("C_" + std::to_string(i));
  metrics.refused("THE_LAST");
  metrics.refused("ONE_MORE");
  metrics.refused("THE_LAST");
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("code=\"THE_LAST\"} 2"));
  EXPECT_THAT(text, Not(HasSubstr("ONE_MORE")));
  EXPECT_THAT(text, HasSubstr("code=\"other\"} 1"));
}

TEST(Metrics, CountFromAllThreads) {
  Metrics metrics;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&] {
        for (int i = 0; i < 250; ++i)
          metrics.request_finished("r", 200, 0.001);
      });
  }
  EXPECT_THAT(metrics.text(), HasSubstr("elicense_requests_total{route=\"r\",status=\"2xx\"} 1000"));
}

} // namespace
} // namespace elicense::observe
