#include "run/tune.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "random/random_state.hpp"
#include "run/descents.hpp"

namespace descenso {
namespace {

constexpr Field budget_field{.path = "budget", .standard = 1e5, .min = 1, .max = 1e9,
                             .slider_min = 1e3, .slider_max = 1e6, .slider_step = 0, .scale = Scale::log};
constexpr Field seed_field{.path = "seed", .standard = 0, .min = 0, .max = 4294967295.0,
                           .slider_min = 0, .slider_max = 100, .slider_step = 1, .integer = true};
constexpr std::size_t most_axes = 4, least_design = 32, most_design = 2048, listed = 10;
constexpr std::size_t finalist_of = 8;   ///< one of so many of the design is refined
constexpr double first_share = 16;        ///< the first round's epochs are this part of all
constexpr double first_stride = 1.0 / 16, last_stride = 1.0 / 4096;  ///< of the compass, in widths of an axis

using Point = std::vector<double>;  ///< in the unit cube

/// Epochs with their fraction; see tune.hpp.
double score_of(const Arrival& arrival, double best, double epochs) {
  const double margin = arrival.target - best, above = arrival.loss - best;
  switch (arrival.status) {
    case ArrivalStatus::reached: {
      if (arrival.epochs == 0) return above / margin - 1;
      const double before = std::log((arrival.previous - best) / margin);
      const double after = std::log(std::max(above, 1e-300) / margin);
      return arrival.epochs - 1 + before / (before - after);
    }
    case ArrivalStatus::never: return epochs + 1 + std::log1p(std::max(0.0, above) / margin);
    case ArrivalStatus::diverged: return 1e9 + std::log1p(std::max(0.0, above) / margin);
    case ArrivalStatus::failed: return std::numeric_limits<double>::max();
  }
  return std::numeric_limits<double>::max();
}

class Tuner {
 public:
  Tuner(const Experiment& experiment, const TuneSpec& spec, std::vector<DialRange> dials)
      : experiment_(experiment), spec_(spec), dials_(std::move(dials)) {}

  Result<Tuning> run() {
    if (auto wrong = halve()) return *wrong;
    if (auto wrong = refine()) return *wrong;
    rank(all_);
    for (const auto& [point, trial] : all_) {
      if (out_.ranked.size() == listed) break;
      out_.ranked.push_back(trial);
    }
    return std::move(out_);
  }

 private:
  using Candidate = std::pair<Point, Trial>;

  Point values_at(const Point& point) const {
    Point values;
    for (std::size_t k = 0; k < dials_.size(); ++k) {
      const auto& [dial, from, to] = dials_[k];
      const bool log = spec_.axes[k].scale == Scale::log;
      const double value = log ? from * std::pow(to / from, point[k]) : from + point[k] * (to - from);
      values.push_back(dial.integer() ? std::round(value) : std::clamp(value, std::min(from, to), std::max(from, to)));
    }
    return values;
  }

  Result<Candidate> try_at(const Point& point) {
    Trial trial{values_at(point), {}, 0};
    const Result<Arrival> arrival = descents_->at(trial.values);
    if (!arrival) return arrival.error();
    trial.arrival = arrival.value();
    if (const Ground* ground = descents_->ground()) out_.best = ground->best;
    trial.score = score_of(trial.arrival, out_.best, epochs_);
    out_.steps += double(trial.arrival.steps);
    return Candidate{point, std::move(trial)};
  }

  std::optional<Error> allow(double epochs) {
    epochs_ = epochs;
    Experiment shorter = experiment_;
    shorter.stop.epochs = epochs;
    Result<std::unique_ptr<Descents>> made = make_descents(shorter, dials_, spec_.tolerance);
    if (!made) return made.error();
    descents_ = std::move(made.value());
    return std::nullopt;
  }

  /// One more descent could exceed that share of the budget.
  bool spent(double share) const { return out_.steps + epochs_ > share * spec_.budget; }

  /// The k-th point of the design: multiples of 1/g, 1/g², … modulo 1, where g^(d+1) = g + 1.
  std::vector<Point> design(std::size_t size) const {
    const std::size_t d = dials_.size();
    double g = 2;
    for (int pass = 0; pass < 60; ++pass) g = std::pow(1 + g, 1.0 / double(d + 1));
    RandomState random(static_cast<std::uint32_t>(spec_.seed));
    Point shift(d);
    for (double& each : shift) each = random.random_sample();
    std::vector<Point> points(size, Point(d));
    for (std::size_t k = 0; k < size; ++k)
      for (std::size_t j = 0; j < d; ++j) {
        const double at = shift[j] + double(k) * std::pow(g, -double(j + 1));
        points[k][j] = at - std::floor(at);
      }
    return points;
  }

  static void rank(std::vector<Candidate>& candidates) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.second.score < b.second.score; });
  }

  std::optional<Error> halve() {
    double epochs = std::max(1.0, std::ceil(experiment_.stop.epochs / first_share));
    // The first round may take a quarter of the budget.
    const auto affordable = static_cast<std::size_t>(spec_.budget / (4 * epochs));
    std::vector<Point> points = design(std::clamp(affordable, least_design, most_design));
    const std::size_t finalists = std::max<std::size_t>(4, points.size() / finalist_of);
    for (;;) {
      epochs = std::min(epochs, experiment_.stop.epochs);
      if (auto wrong = allow(epochs)) return wrong;
      std::vector<Candidate> round;
      for (const Point& point : points) {
        if (!round.empty() && spent(0.6)) break;
        Result<Candidate> candidate = try_at(point);
        if (!candidate) return candidate.error();
        round.push_back(std::move(candidate.value()));
      }
      out_.rounds.push_back({round.size(), epochs});
      rank(round);
      const bool last = epochs == experiment_.stop.epochs || spent(0.6) || round[0].second.arrival.status == ArrivalStatus::reached;
      const std::size_t kept = last ? std::min(finalists, round.size()) : std::max(finalists, (round.size() + 1) / 2);
      round.resize(std::min(kept, round.size()));
      if (last) {
        all_ = std::move(round);
        return std::nullopt;
      }
      points.clear();
      for (Candidate& candidate : round) points.push_back(std::move(candidate.first));
      epochs *= 2;
    }
  }

  std::optional<Error> refine() {
    if (auto wrong = allow(experiment_.stop.epochs)) return wrong;
    const std::vector<Candidate> finals = std::exchange(all_, {});
    for (const auto& [point, trial] : finals) {
      if (!all_.empty() && spent(1)) break;
      // Once more with all epochs: what did not arrive in fewer is not yet comparable.
      Result<Candidate> again = try_at(point);
      if (!again) return again.error();
      Candidate here = std::move(again.value());
      for (double stride = first_stride; stride > last_stride && !spent(1);) {
        const std::optional<Candidate> better = step_from(here, stride);
        if (failure_) return failure_;
        if (better) here = *better;
        else stride /= 2;
      }
      all_.push_back(here);
    }
    return std::nullopt;
  }

  /// The best neighbour at that distance, along the axes and the diagonals of each pair, if it is better.
  std::optional<Candidate> step_from(const Candidate& here, double stride) {
    std::optional<Candidate> best;
    const std::size_t d = dials_.size();
    for (std::size_t a = 0; a < d; ++a)
      for (std::size_t b = a; b < d; ++b)
        for (const double u : {-stride, stride})
          for (const double v : {-stride, stride}) {
            if (a == b && v < 0) continue;
            Point point = here.first;
            point[a] = std::clamp(point[a] + u, 0.0, 1.0);
            if (a != b) point[b] = std::clamp(point[b] + v, 0.0, 1.0);
            if (point == here.first || spent(1)) continue;
            Result<Candidate> there = try_at(point);
            if (!there) {
              failure_ = there.error();
              return std::nullopt;
            }
            ++out_.refinements;
            if (there.value().second.score < (best ? *best : here).second.score) best = std::move(there.value());
          }
    return best;
  }

  const Experiment& experiment_;
  const TuneSpec& spec_;
  std::vector<DialRange> dials_;
  std::unique_ptr<Descents> descents_;
  double epochs_ = 0;
  std::vector<Candidate> all_;
  std::optional<Error> failure_;
  Tuning out_;
};

}  // namespace

Result<Tuning> tune(const Experiment& experiment, const TuneSpec& spec) {
  if (auto wrong = check(budget_field, spec.budget)) return *wrong;
  if (auto wrong = check(seed_field, spec.seed)) return *wrong;
  if (spec.axes.empty()) return error(ErrorCode::missing_field).with("field", std::string("axes"));
  if (spec.axes.size() > most_axes)
    return error(ErrorCode::too_many_parameters).with("count", double(spec.axes.size())).with("max", double(most_axes));
  std::vector<DialRange> dials;
  for (std::size_t k = 0; k < spec.axes.size(); ++k) {
    const Axis& axis = spec.axes[k];
    const std::string what = "axes." + std::to_string(k);
    const Result<Dial> dial = Dial::find(experiment, axis.path, what);
    if (!dial) return dial.error();
    Axis ends = axis;
    ends.points = 2;
    if (const auto values = axis_values(ends, dial.value(), what); !values) return values.error();
    dials.push_back({dial.value(), axis.from, axis.to});
  }
  return Tuner(experiment, spec, std::move(dials)).run();
}

}  // namespace descenso
