#include "fit/optimum.hpp"

#include <algorithm>
#include <cmath>

#include "fit/curvature.hpp"
#include "fit/minimize.hpp"
#include "run/problem.hpp"
#include "run/train.hpp"

namespace descenso {
namespace {

/// Points of a grid around the start, and rows × values that may be spent on it or on the experiment's own
/// run.
constexpr double kGridPoints = 400;
constexpr double kMaxWork = 2e5;

struct Candidate {
  std::vector<double> theta;
  double loss = 0;
};

/// Of the points that are looked at besides the way down from the start, the lowest.
class Lookout {
 public:
  explicit Lookout(const Problem<double>& problem) : problem_(problem) {}

  void look_at(const std::vector<double>& theta) {
    const double loss = problem_.objective->value(theta);
    if (std::isfinite(loss) && (best_.theta.empty() || loss < best_.loss)) best_ = {theta, loss};
  }

  /// Every entry of the experiment's own run.
  void look_along(const Experiment& experiment) {
    const double rows = std::max(1.0, double(problem_.objective->row_count()));
    if (rows * experiment.stop.epochs > kMaxWork) return;
    const Result<Trajectory> run = train(problem_, experiment.optimizer, experiment.stop);
    if (!run) return;
    const std::vector<double>& loss = run.value().loss;
    const auto lowest = static_cast<std::size_t>(std::min_element(loss.begin(), loss.end()) - loss.begin());
    std::vector<double> theta;
    for (const auto& column : run.value().parameters) theta.push_back(column[lowest]);
    look_at(theta);
  }

  /// A grid of two sizes of the start and the minimum to either side, for one or two parameters.
  void look_around(const std::vector<double>& minimum) {
    const std::size_t p = minimum.size();
    const double rows = std::max(1.0, double(problem_.objective->row_count()));
    if (p > 2 || rows * kGridPoints > kMaxWork) return;
    const auto side = static_cast<int>(std::pow(kGridPoints, 1 / double(p)));
    std::vector<double> theta(p);
    const auto place = [&](std::size_t j, int i) {
      const double from = std::min(problem_.start[j], minimum[j]),
                   to = std::max(problem_.start[j], minimum[j]);
      const double reach = 2 * std::max({1.0, std::abs(from), std::abs(to)});
      theta[j] = from - reach + (to - from + 2 * reach) * i / side;
    };
    for (int i = 0; i <= side; ++i) {
      place(0, i);
      for (int k = 0; k <= (p == 2 ? side : 0); ++k) {
        if (p == 2) place(1, k);
        look_at(theta);
      }
    }
  }

  const Candidate& best() const { return best_; }

 private:
  const Problem<double>& problem_;
  Candidate best_;
};

/// The lowest minimum from the start and from what the lookout finds lower than it.
Result<Minimization> lowest(const Experiment& experiment, Problem<double>& problem,
                            const std::vector<std::vector<double>>& known) {
  Result<Minimization> end = minimize(problem);
  if (problem.objective->quadratic()) return end;
  Lookout lookout(problem);
  for (const std::vector<double>& point : known) lookout.look_at(point);
  lookout.look_along(experiment);
  lookout.look_around(end ? end.value().theta : problem.start);
  if (lookout.best().theta.empty() || (end && !(lookout.best().loss < end.value().loss))) return end;
  problem.start = lookout.best().theta;
  Result<Minimization> lower = minimize(problem);
  return lower ? lower : end;
}

}  // namespace

Result<Optimum> optimum(const Experiment& experiment, const std::vector<NamedNumbers>& known) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  Problem<double>& problem = prepared.value();
  std::vector<std::vector<double>> points;
  for (const NamedNumbers& each : known) {
    Result<std::vector<double>> point = values_of(problem.parameters, each);
    if (!point) return point.error();
    points.push_back(std::move(point.value()));
  }
  const Result<Minimization> end = lowest(experiment, problem, points);
  if (!end) return end.error();
  const StopReason reason = end.value().reason;
  if (reason == StopReason::unbounded || reason == StopReason::saddle || reason == StopReason::diverged)
    return error(ErrorCode::no_minimum)
        .with("field", "model.formula")
        .with("reason", std::string(to_string(reason)));
  const Result<Eigenpairs> found = curvature_at(problem, end.value().theta);
  if (!found) return found.error();
  const Eigen::VectorXd& curvature = found.value().values;
  const Eigen::Index p = curvature.size();

  Optimum out;
  out.names = problem.parameters;
  out.parameters = end.value().theta;
  out.loss = end.value().loss;
  out.exact = problem.objective->quadratic();
  out.curvature.assign(curvature.data(), curvature.data() + p);
  out.stable_rate = 2 / curvature[p - 1];
  out.best_rate = 2 / (curvature[0] + curvature[p - 1]);
  return out;
}

}  // namespace descenso
