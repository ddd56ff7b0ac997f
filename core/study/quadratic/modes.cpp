#include "study/quadratic/modes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "work.hpp"

namespace descenso {
namespace {

/// A bound on the relative difference between a counted loss and that of the rule, over a million epochs,
/// with a margin.
constexpr double rounding = 1e-9;
/// The envelope is computed at every epoch below the target up to this many, then ever more rarely.
constexpr std::size_t eager_checks = 8;

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

ModeCounter::Mode ModeCounter::mode_of(const PlainMethod& method, double lambda, double error) const {
  const double keep = 1 + method.mu - method.rate * lambda, quarter = keep * keep / 4 - method.mu;
  Mode mode{lambda / 2, keep, error, error, 0, 0, 1, quarter < 0, false};
  if (mode.is_complex) {
    mode.stretch = -method.mu / quarter;
    mode.is_stable = method.mu < 1;
    return mode;
  }
  const double root = std::sqrt(quarter);
  mode.upper = keep / 2 + root;
  mode.lower = keep / 2 - root;
  mode.stretch = 1 / (2 * root);
  mode.is_stable = std::max(std::abs(mode.upper), std::abs(mode.lower)) <= 1;
  return mode;
}

/// A bound on L − L* at this and every later epoch.
double ModeCounter::later_excess(double mu) const {
  double bound = 0;
  for (const Mode& mode : modes_) {
    if (mode.now == 0 && mode.before == 0) continue;
    if (!mode.is_stable) return std::numeric_limits<double>::infinity();
    double square;
    if (mu == 0) {
      square = mode.now * mode.now;
    } else if (mode.is_complex) {
      square = mode.stretch *
               (mode.now * mode.now - mode.keep * mode.now * mode.before + mu * mode.before * mode.before);
    } else {
      const double reach = mode.stretch * (std::abs(mode.upper * (mode.now - mode.lower * mode.before)) +
                                           std::abs(mode.lower * (mode.now - mode.upper * mode.before)));
      square = reach * reach;
    }
    bound += mode.half_curvature * square;
  }
  return bound;
}

Count ModeCounter::count(const PlainMethod& method, const Eigen::VectorXd& errors, const Goal& goal,
                         const Horizon& horizon) {
  const double first = q_.excess(errors), margin = goal.margin(first);
  if (!std::isfinite(first)) return {};
  const double blur = rounding * margin + 1e-13 * std::abs(q_.loss);
  modes_.clear();
  for (Eigen::Index i = 0; i < errors.size(); ++i)
    modes_.push_back(mode_of(method, q_.curvature[i], errors[i]));

  Settling out{SettleStatus::never, -1, -1, NAN, q_.loss + first, q_.loss + margin, 0};
  double excess = first;
  // Whether rounding decides the epoch of the last loss above the target, and of the first one not above it.
  bool is_settled_doubtful = false, is_touched_doubtful = false;
  for (std::size_t below = 0, next_check = 0;; ++out.steps) {
    excess = 0;
    for (const Mode& mode : modes_) excess += mode.half_curvature * mode.now * mode.now;
    const bool is_near = std::abs(excess - margin) <= blur;
    is_settled_doubtful = excess <= margin + blur && (is_settled_doubtful || is_near);
    is_touched_doubtful = is_touched_doubtful || (is_near && out.touched < 0);
    if (excess <= margin) {
      if (out.touched < 0) out.touched = static_cast<std::int32_t>(out.steps);
      if (out.epochs < 0) {
        out.epochs = static_cast<std::int32_t>(out.steps);
        out.loss = q_.loss + excess;
      }
      if (below++ >= next_check) {
        if (later_excess(method.mu) <= margin - blur) break;
        if (below > eager_checks) next_check = below + below / 4;
      }
    } else {
      out.epochs = -1;
      out.loss = out.loss_before = q_.loss + excess;
      below = next_check = 0;
      if (!(excess <= std::numeric_limits<double>::max()) || out.steps >= horizon.cap) break;
    }
    if (out.steps == horizon.epochs) break;
    for (Mode& mode : modes_) {
      const double next = mode.keep * mode.now - method.mu * mode.before;
      mode.before = mode.now;
      mode.now = next;
    }
  }
  spend_work(3 * scalar_operation_cost * static_cast<double>(out.steps) * static_cast<double>(modes_.size()));
  if (out.epochs >= 0) {
    out.status = SettleStatus::settled;
  } else if (!std::isfinite(excess)) {
    out.loss = std::numeric_limits<double>::max();
    out.status = SettleStatus::diverged;
  } else if (excess > first) {
    out.status = SettleStatus::diverged;
  }
  return {out, !is_settled_doubtful && !is_touched_doubtful};
}

}  // namespace descenso
