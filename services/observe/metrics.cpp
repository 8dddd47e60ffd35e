// SPDX-License-Identifier: Apache-2.0
// prometheus-cpp behind a wall that keeps the number of series bounded.
#include "observe/metrics.hpp"
#include <algorithm>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <set>

namespace elicense::observe {

namespace {

bool is_label(std::string_view value) {
  return !value.empty() && value.size() <= max_label_size &&
         std::all_of(value.begin(), value.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
         });
}

std::string status_class(unsigned status) {
  return status >= 100 && status < 600 ? std::to_string(status / 100) + "xx" : "other";
}

prometheus::Family<prometheus::Counter>& counter(prometheus::Registry& registry, const char* name,
                                                 const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

const prometheus::Histogram::BucketBoundaries seconds_buckets = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                                 0.1,   0.25,   0.5,   1,    2.5,   10};

} // namespace

struct Metrics::State {
  // The values of one label: the first ones keep their names, later ones share "other".
  class Label {
   public:
    std::string admit(std::string_view value) {
      if (!is_label(value)) return "other";
      const std::lock_guard lock(mutex_);
      if (seen_.contains(value)) return std::string(value);
      if (seen_.size() >= max_label_values) return "other";
      return *seen_.emplace(value).first;
    }

   private:
    std::mutex mutex_;
    std::set<std::string, std::less<>> seen_;
  };

  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      counter(registry, "elicense_requests_total", "Requests answered, by route and class of status.");
  prometheus::Family<prometheus::Histogram>& durations =
      prometheus::BuildHistogram()
          .Name("elicense_request_duration_seconds")
          .Help("From the head read to the answer written.")
          .Register(registry);
  prometheus::Gauge& open = prometheus::BuildGauge()
                                .Name("elicense_connections")
                                .Help("Connections open now.")
                                .Register(registry)
                                .Add({});
  prometheus::Family<prometheus::Counter>& refusals =
      counter(registry, "elicense_refused_total", "Refused at the door, by code.");
  prometheus::Family<prometheus::Counter>& issued =
      counter(registry, "elicense_licenses_issued_total", "Licenses issued, by type.");
  prometheus::Family<prometheus::Counter>& verified =
      counter(registry, "elicense_documents_verified_total", "Documents verified, by verdict.");
  prometheus::Family<prometheus::Counter>& authentications = counter(
      registry, "elicense_authentications_total", "Requests by how the caller proved itself, and why not.");
  Label schemes, reasons;
  Label routes, codes, types, verdicts;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::request_finished(std::string_view route, unsigned status, double seconds) {
  const std::string name = state_->routes.admit(route);
  state_->requests.Add({{"route", name}, {"status", status_class(status)}}).Increment();
  state_->durations.Add({{"route", name}}, seconds_buckets).Observe(seconds);
}

void Metrics::connections(int open_now) {
  state_->open.Set(open_now);
}

void Metrics::refused(std::string_view code) {
  state_->refusals.Add({{"code", state_->codes.admit(code)}}).Increment();
}

void Metrics::authenticated(std::string_view scheme, std::string_view refused_code) {
  const std::string reason = refused_code.empty() ? "" : state_->reasons.admit(refused_code);
  state_->authentications.Add({{"scheme", state_->schemes.admit(scheme)}, {"refused", reason}}).Increment();
}

void Metrics::license_issued(std::string_view type_code) {
  state_->issued.Add({{"type", state_->types.admit(type_code)}}).Increment();
}

void Metrics::document_verified(std::string_view verdict) {
  state_->verified.Add({{"verdict", state_->verdicts.admit(verdict)}}).Increment();
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

} // namespace elicense::observe
