#include "race/race.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "run/problem.hpp"
#include "run/reduce.hpp"
#include "run/train.hpp"

namespace descenso {
namespace {

using Point = std::vector<double>;

Point entry(const Trajectory& trajectory, std::size_t k) {
  Point point;
  for (const auto& column : trajectory.parameters) point.push_back(column[k]);
  return point;
}

double euclidean_distance(const Point& a, const Point& b) {
  double distance = 0;  // hypot does not overflow where a square would
  for (std::size_t j = 0; j < a.size(); ++j) distance = std::hypot(distance, a[j] - b[j]);
  return distance;
}

/// The lowest point that any runner visited, and its loss.
std::pair<Point, double> best_visited(const Race& race) {
  std::pair<Point, double> best{{}, INFINITY};
  for (const auto& runner : race.runners) {
    if (!runner) continue;
    const std::vector<double>& loss = runner.value().loss;
    const auto k = static_cast<std::size_t>(std::min_element(loss.begin(), loss.end()) - loss.begin());
    if (loss[k] < best.second) best = {entry(runner.value(), k), loss[k]};
  }
  return best;
}

/// Descends from the best point by Newton's method; only a proper end at or below it is taken.
void polish(Problem<double>& problem, std::pair<Point, double>& best) {
  problem.start = best.first;
  const Result<Trajectory> run = train(problem, {"newton", {}}, {.epochs = 100, .bounds = {}});
  if (!run || run.value().reason != StopReason::converged) return;
  const std::size_t last = run.value().epochs();
  if (run.value().loss[last] <= best.second) best = {entry(run.value(), last), run.value().loss[last]};
}

/// Of the known minima those that are as low as the lowest; the best point a runner visited, if that is
/// lower.
void keep_lowest(Problem<double>& problem, const std::vector<Point>& minima,
                 const std::pair<Point, double>& best, Race& race) {
  std::vector<double> losses;
  for (const Point& point : minima) losses.push_back(problem.objective->value(point));
  const double lowest = *std::min_element(losses.begin(), losses.end());
  race.loss = std::min(lowest, best.second);
  if (lowest > race.loss + 1e-9 * (1 + std::fabs(race.loss))) race.optima.push_back(best.first);
  for (std::size_t i = 0; i < minima.size(); ++i)
    if (losses[i] <= race.loss + 1e-9 * (1 + std::fabs(race.loss))) race.optima.push_back(minima[i]);
}

/// The epoch from which every loss is at or below the bound.
std::optional<double> settled_epoch(const Trajectory& trajectory, double bound) {
  const auto above =
      std::find_if(trajectory.loss.rbegin(), trajectory.loss.rend(), [&](double L) { return !(L <= bound); });
  if (above == trajectory.loss.rbegin()) return std::nullopt;
  return static_cast<double>(trajectory.loss.rend() - above);
}

Standing standing_of(std::size_t runner, const Trajectory& trajectory, const Race& race, double bound) {
  const std::size_t last = trajectory.epochs();
  double nearest = INFINITY;
  for (const Point& optimum : race.optima)
    nearest = std::min(nearest, euclidean_distance(entry(trajectory, last), optimum));
  return {
      runner,  static_cast<double>(last),       trajectory.evaluations_by_entry[last], trajectory.loss[last],
      nearest, settled_epoch(trajectory, bound)};
}

/// The sort key of a runner, smallest first.
auto rank(const Standing& standing) {
  return std::tuple(standing.settled ? 0 : 1, standing.settled.value_or(0),
                    standing.settled ? standing.evaluations : 0, standing.loss);
}

/// Writes the evaluations up to each entry where each took one of L and ∇L.
void count_by_entry(Trajectory& trajectory) {
  std::vector<double>& counts = trajectory.evaluations_by_entry;
  for (std::size_t k = counts.size(); k <= trajectory.epochs(); ++k)
    counts.push_back(2 * static_cast<double>(k + 1));
}

template <class T>
std::optional<Error> run_all(Race& race, const Experiment& experiment, const std::vector<Runner>& runners) {
  Result<Problem<T>> prepared = prepare<T>(experiment);
  if (!prepared) return prepared.error();
  Problem<T>& problem = prepared.value();
  reduce(problem);
  if (auto wrong = check_work(problem, experiment.stop)) return *wrong;
  if (auto wrong = check_record(experiment.stop, problem.start.size(), runners.size())) return *wrong;
  race.names = problem.parameters;
  const std::vector<T> start = problem.start;
  for (std::size_t i = 0; i < runners.size(); ++i) {
    problem.start = start;
    if (!runners[i].start.empty()) {
      const Result<Point> own =
          read_point<double>(runners[i].start, race.names, "runners." + std::to_string(i) + ".start");
      if (!own) return own.error();
      problem.start.assign(own.value().begin(), own.value().end());
    }
    race.runners.push_back(train(problem, runners[i].optimizer, experiment.stop));
    if (race.runners.back()) count_by_entry(race.runners.back().value());
  }
  return std::nullopt;
}

}  // namespace

Result<Race> race(const Experiment& experiment, const std::vector<Runner>& runners,
                  const std::vector<NamedNumbers>& minima) {
  if (runners.empty() || runners.size() > max_runners)
    return error(ErrorCode::out_of_range)
        .with("field", std::string("runners"))
        .with("value", static_cast<double>(runners.size()))
        .with("min", 1.0)
        .with("max", static_cast<double>(max_runners));
  Race out;
  if (auto wrong = experiment.precision == Precision::float32 ? run_all<float>(out, experiment, runners)
                                                              : run_all<double>(out, experiment, runners))
    return *wrong;
  std::vector<Point> known;
  for (std::size_t i = 0; i < minima.size(); ++i) {
    Result<Point> point = read_point<double>(minima[i], out.names, "minima." + std::to_string(i));
    if (!point) return point.error();
    known.push_back(std::move(point.value()));
  }
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  Problem<double>& problem = prepared.value();
  const double first = problem.objective->value(problem.start);
  std::pair<Point, double> best = best_visited(out);
  if (best.first.empty()) return out;
  if (known.empty()) {
    polish(problem, best);
    known.push_back(best.first);
  }
  keep_lowest(problem, known, best, out);
  const double bound = out.loss + settled_share * (first - out.loss);
  for (std::size_t i = 0; i < runners.size(); ++i)
    if (out.runners[i]) out.standings.push_back(standing_of(i, out.runners[i].value(), out, bound));
  std::stable_sort(out.standings.begin(), out.standings.end(),
                   [](const Standing& a, const Standing& b) { return rank(a) < rank(b); });
  return out;
}

}  // namespace descenso
