#include "study/quadratic/modes.hpp"

#include <algorithm>
#include <limits>

namespace descenso {
namespace {

/// A bound on the relative difference between a counted loss and that of the rule, over a million epochs,
/// with a margin.
constexpr double rounding = 1e-9;

}  // namespace

bool is_plain(std::string_view optimizer, const Values& values, std::size_t rows) {
  const bool momentum = optimizer == "momentum";
  if (optimizer != "gd" && !momentum) return false;
  if (momentum && (values["dampening"] != 0 || values["averaged"] != 0)) return false;
  const bool batches = values["batch"] > 0 && values["batch"] < static_cast<double>(rows);
  return values["schedule"] == 0 && values["clip_norm"] == 0 && values["clip_value"] == 0 && !batches;
}

PlainMethod plain_method(const Values& values) {
  const double mu = values["mu"];
  return {values["rate"], std::isnan(mu) ? 0 : mu};
}

Count ModeCounter::count(const PlainMethod& method, const Eigen::VectorXd& errors, const Goal& goal,
                         std::size_t epochs) {
  const double first = q_.excess(errors), margin = goal.margin(first);
  const double blur = rounding * margin + 1e-13 * std::abs(q_.loss);
  Count out{{ArrivalStatus::never, -1, q_.loss + first, q_.loss + first, q_.loss + margin, 0}, true};
  if (!std::isfinite(first)) return {};
  return q_.dimension() == 1 ? one(method, errors[0], out, margin - blur, margin + blur, epochs)
                             : many(method, errors, out, margin - blur, margin + blur, epochs);
}

void ModeCounter::finish(Count& out, double excess, double lowest_loss, double certain_margin,
                         double first) const {
  Arrival& arrival = out.arrival;
  arrival.loss = q_.loss + excess;
  arrival.lowest_loss = q_.loss + lowest_loss;
  if (arrival.status == ArrivalStatus::reached) {
    arrival.epochs = static_cast<std::int32_t>(arrival.steps);
    out.reliable = excess <= certain_margin;
  } else if (!std::isfinite(excess)) {
    arrival.loss = std::numeric_limits<double>::max();
    arrival.status = ArrivalStatus::diverged;
  } else if (excess > first) {
    arrival.status = ArrivalStatus::diverged;
  }
}

Count ModeCounter::one(const PlainMethod& method, double error, Count out, double certain_margin,
                       double possible_margin, std::size_t epochs) const {
  const double lambda = q_.curvature[0], half = 0.5 * lambda, mu = method.mu;
  const double keep = 1 + mu - method.rate * lambda, first = half * error * error;
  double now = error, before = error, lowest_loss = first;
  for (;; ++out.arrival.steps) {
    const double excess = half * now * now;
    if (excess <= possible_margin) {
      out.arrival.status = ArrivalStatus::reached;
      finish(out, excess, lowest_loss, certain_margin, first);
      return out;
    }
    lowest_loss = std::min(lowest_loss, excess);
    if (out.arrival.steps == epochs || !(excess <= std::numeric_limits<double>::max())) {
      finish(out, excess, lowest_loss, certain_margin, first);
      return out;
    }
    const double next = keep * now - mu * before;
    before = now;
    now = next;
  }
}

Count ModeCounter::many(const PlainMethod& method, const Eigen::VectorXd& errors, Count out,
                        double certain_margin, double possible_margin, std::size_t epochs) {
  const std::size_t p = q_.dimension();
  now_.assign(errors.data(), errors.data() + p);
  before_ = now_;
  keep_.resize(p);
  for (std::size_t i = 0; i < p; ++i) keep_[i] = 1 + method.mu - method.rate * q_.curvature[Eigen::Index(i)];
  const double* lambda = q_.curvature.data();
  const double first = q_.excess(errors);
  double lowest_loss = first;
  for (;; ++out.arrival.steps) {
    double excess = 0;
    for (std::size_t i = 0; i < p; ++i) excess += 0.5 * lambda[i] * now_[i] * now_[i];
    const bool here = excess <= possible_margin;
    if (here)
      out.arrival.status = ArrivalStatus::reached;
    else
      lowest_loss = std::min(lowest_loss, excess);
    if (here || out.arrival.steps == epochs || !(excess <= std::numeric_limits<double>::max())) {
      finish(out, excess, lowest_loss, certain_margin, first);
      return out;
    }
    for (std::size_t i = 0; i < p; ++i) {
      const double next = keep_[i] * now_[i] - method.mu * before_[i];
      before_[i] = now_[i];
      now_[i] = next;
    }
  }
}

}  // namespace descenso
