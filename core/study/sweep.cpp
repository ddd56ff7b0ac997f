#include "study/sweep.hpp"

#include <algorithm>

#include "study/descents.hpp"
#include "work.hpp"

namespace descenso {
namespace {

constexpr Field row_field{"rows", whole_limits(0, max_axis_points)};

Result<std::vector<double>> read_axis(const Experiment& experiment, const Axis& axis, const std::string& what,
                                      std::vector<DialRange>& dials) {
  const Result<Dial> dial = Dial::find(experiment, axis.path, what);
  if (!dial) return dial.error();
  dials.push_back({dial.value(), axis.from, axis.to});
  return axis_values(axis, dial.value(), what);
}

Sweep empty(std::vector<double> x, std::vector<double> y, const SweepSpec& spec) {
  Sweep out;
  const auto row = [&](double wanted) { return std::min(static_cast<std::size_t>(wanted), y.size()); };
  out.first_row = row(spec.first_row);
  out.rows = row(std::max(spec.last_row, spec.first_row)) - out.first_row;
  const std::size_t cells = out.rows * x.size();
  out.epochs.resize(cells);
  out.touched.resize(cells);
  out.loss.resize(cells);
  out.target.resize(cells);
  out.status.resize(cells);
  out.x = std::move(x);
  out.y = std::move(y);
  return out;
}

/// The check of the size of a map, which needs the prepared problem.
std::optional<Error> check_work(const Experiment& experiment, const SharedProblem& shared,
                                std::size_t cells) {
  const double rows = shared.quadratic ? 1 : std::max(1.0, static_cast<double>(shared.problem.data->rows()));
  const double work = rows * (experiment.stop.epochs + 1) * static_cast<double>(cells);
  if (work <= max_sweep_work) return std::nullopt;
  return error(ErrorCode::too_much_work)
      .with("field", "stop.epochs")
      .with("work", work)
      .with("max", max_sweep_work);
}

}  // namespace

Result<Sweep> sweep(const Experiment& experiment, const SweepSpec& spec) {
  for (double row : {spec.first_row, spec.last_row})
    if (auto wrong = check(row_field, row)) return *wrong;
  std::vector<DialRange> dials;
  Result<std::vector<double>> x = read_axis(experiment, spec.x, "x", dials);
  if (!x) return x.error();
  Result<std::vector<double>> y = read_axis(experiment, spec.y, "y", dials);
  if (!y) return y.error();
  // A dial of the problem is varied in the outer loop.
  const bool by_column = dials[0].dial.changes_problem() && !dials[1].dial.changes_problem();
  Result<std::unique_ptr<Descents>> descents = make_descents(experiment, std::move(dials), spec.tolerance);
  if (!descents) return descents.error();

  Sweep out = empty(std::move(x.value()), std::move(y.value()), spec);
  const std::size_t columns = out.x.size(), cells = columns * out.rows;
  for (std::size_t k = 0; k < cells && !is_work_spent(); ++k) {
    const std::size_t i = by_column ? k / out.rows : k % columns, j = by_column ? k % out.rows : k / columns;
    const double values[] = {out.x[i], out.y[out.first_row + j]};
    const Result<Settling> result = descents.value()->at(values);
    if (!result) return result.error();
    if (const SharedProblem* shared = descents.value()->shared(); shared && k == 0)
      if (auto wrong = check_work(experiment, *shared, cells)) return *wrong;
    const Settling& settling = result.value();
    const std::size_t cell = j * columns + i;
    out.epochs[cell] = settling.epochs;
    out.touched[cell] = settling.touched;
    out.loss[cell] = settling.loss;
    out.target[cell] = settling.target;
    out.status[cell] = static_cast<std::uint8_t>(settling.status);
    out.steps += static_cast<double>(settling.steps);
  }
  if (const SharedProblem* shared = descents.value()->shared()) {
    out.best = shared->best;
    out.exact = shared->quadratic != nullptr;
  }
  return out;
}

}  // namespace descenso
