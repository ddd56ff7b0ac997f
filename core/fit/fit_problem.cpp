#include "fit/fit_problem.hpp"

#include <algorithm>
#include <cmath>

#include "fit/search/separation.hpp"
#include "fit/solvers/linear_fit.hpp"
#include "grad/gradient.hpp"
#include "optimizer/factorization.hpp"
#include "optimizer/registry.hpp"
#include "run/conclude.hpp"
#include "run/reduce.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Numbers of the Jacobian, of which the report of a fit keeps some ten copies.
constexpr double max_fit_numbers = 1e7;
/// The share of the largest term by which rounding may bring one below 0.
constexpr double rounding_of_terms = 1e-9;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// The experiment with a start for every parameter: 1 where none is given at all. It has no epochs, because a
/// fit does not run it.
Result<Experiment> completed(const Experiment& experiment, const FitOptions& options, bool& has_start) {
  Experiment out = experiment;
  out.precision = Precision::float64;
  out.stop = {.epochs = 0, .bounds = {}};
  if (std::holds_alternative<FunctionSpec>(experiment.data))
    return error(ErrorCode::needs_residuals).with("field", "objective");
  has_start = !experiment.model.start.empty();
  if (has_start && options.fixed.empty()) return out;
  const auto data = make_data(experiment.data);
  if (!data) return data.error();
  LossShape shape;
  shape.model = experiment.model.formula;
  for (const Column& column : data.value()->predictors) shape.predictors.push_back(column.name);
  const Result<LossGraph> loss = compose(shape);
  if (!loss) return loss.error();
  for (const std::string& name : loss.value().parameters) {
    const auto is_named = [&](const auto& pair) { return pair.first == name; };
    NamedNumbers& start = out.model.start;
    const auto fixed = std::find_if(options.fixed.begin(), options.fixed.end(), is_named);
    const auto given = std::find_if(start.begin(), start.end(), is_named);
    if (given != start.end()) {
      if (fixed != options.fixed.end()) given->second = fixed->second;
    } else if (fixed != options.fixed.end()) {
      start.emplace_back(name, fixed->second);
    } else if (!has_start) {
      start.emplace_back(name, 1.0);
    }
  }
  return out;
}

/// A row's term of L, less what it is at ŷ = y: of a likelihood that is the least it can be, and of counts it
/// is below 0.
NodeId above_least(LossGraph& loss, const std::string& name, const Dataset& data) {
  const Loss* found = find_loss(name);
  if (!found || !found->term || std::isinf(found->response.min)) return loss.term;
  Graph& g = loss.graph;
  const auto first = std::uint32_t(data.predictors.size());
  const NodeId y = g.column(first);
  const NodeId least = found->term(g, {g.constant(0), y, y, {}});
  return g.apply(Primitive::sub, loss.term,
                 loss.weighted ? g.apply(Primitive::mul, g.column(first + 1), least) : least);
}

/// The kink of a loss, from its values at r = 1 and r = −1; nothing of a smooth one.
std::optional<Kink> kink_of(const std::string& name, std::span<const double> hyperparameters) {
  const Loss* found = find_loss(name);
  if (!found || !found->has_kink) return std::nullopt;
  Graph g;
  std::vector<NodeId> hyper;
  for (std::size_t k = 0; k < found->hyperparameters.size(); ++k)
    hyper.push_back(g.constant(hyperparameters[k]));
  const auto at = [&](double r) {
    return g[found->term(g, {g.constant(r), g.constant(r), g.constant(0), hyper})].value;
  };
  return Kink{at(1), at(-1)};
}

/// ‖Qᵀr‖/‖r‖, where Q = J D⁻¹ V Σ⁻¹ is an orthonormal basis of the columns of J.
double relative_offset(const MatrixXd& J, const VectorXd& r) {
  const double size = r.norm();
  if (J.cols() == 0 || !(size > 0)) return 0;
  const Determination found = determination(J);
  const VectorXd slope = transposed_times(J, r).cwiseQuotient(found.scale);
  const VectorXd share = transposed_times(found.v.leftCols(found.rank), slope);
  return share.cwiseQuotient(found.sigma.head(found.rank)).norm() / size;
}

/// Parameters that decide where the model has a kink or a step, as bits.
std::uint64_t parameters_at_kinks(const LossGraph& loss) {
  using enum Primitive;
  const std::vector<std::uint64_t> depends = dependencies(loss.graph);
  std::uint64_t found = 0;
  for (const NodeId id : reachable(loss.graph, {&loss.prediction, 1})) {
    const Node& node = loss.graph[id];
    constexpr Primitive kinks[] = {abs, floor, min, max, sign, less, less_equal, equal, not_equal, mod};
    if (std::find(std::begin(kinks), std::end(kinks), node.op) != std::end(kinks)) found |= depends[id];
  }
  return found;
}

MatrixXd columns_of(const MatrixXd& J, const std::vector<Index>& which) {
  MatrixXd some(J.rows(), Index(which.size()));
  for (std::size_t k = 0; k < which.size(); ++k) some.col(Index(k)) = J.col(which[k]);
  return some;
}

}  // namespace

Result<FitProblem> FitProblem::make(const Experiment& experiment, const FitOptions& options) {
  bool has_start = false;
  const Result<Experiment> complete = completed(experiment, options, has_start);
  if (!complete) return complete.error();
  Result<Problem<double>> prepared = prepare<double>(complete.value());
  if (!prepared) return prepared.error();
  FitProblem out(std::move(prepared.value()));
  const std::size_t p = out.dimension();
  if (const double numbers = double(out.rows()) * double(p); numbers > max_fit_numbers)
    return error(ErrorCode::too_much_memory)
        .with("field", "data")
        .with("numbers", numbers)
        .with("max", max_fit_numbers);
  out.has_start_ = has_start;
  out.held_.assign(p, false);
  for (const auto& [name, value] : options.fixed) {
    const Result<std::size_t> j = index_of(name, out.names(), "fixed");
    if (!j) return j.error();
    out.held_[j.value()] = true;
  }
  if (!options.bounds.empty()) {
    out.box_.low = VectorXd::Constant(Index(p), -infinity);
    out.box_.high = VectorXd::Constant(Index(p), infinity);
  }
  for (const Bound& bound : options.bounds) {
    const Result<std::size_t> j = index_of(bound.name, out.names(), "bounds");
    if (!j) return j.error();
    const auto at = Index(j.value());
    if (bound.low) out.box_.low[at] = *bound.low;
    if (bound.high) out.box_.high[at] = *bound.high;
    if (!(out.box_.low[at] < out.box_.high[at]))
      return error(ErrorCode::empty_interval).with("field", "bounds." + bound.name);
  }
  if (out.is_least_squares()) return out;
  if (const Loss* found = find_loss(complete.value().loss.name)) out.variance_ = found->variance;

  LossGraph loss = out.loss();
  // A penalty is no sum over rows.
  const Settings& settings = complete.value().loss.settings;
  for (const Hyperparameter& penalty : penalties()) {
    const auto set = settings.find(penalty.key);
    if (set != settings.end() && set->second != Error::Argument(0.0))
      return error(ErrorCode::needs_residuals).with("field", "loss." + std::string(penalty.key));
  }
  std::vector<NodeId> theta, outputs{above_least(loss, complete.value().loss.name, out.data())};
  for (std::size_t j = 0; j < p; ++j) theta.push_back(loss.graph.parameter(std::uint32_t(j)));
  for (const NodeId slope : jacobian(loss.graph, loss.term, theta)) outputs.push_back(slope);
  Result<Kernel<double>> kernel = Kernel<double>::compile(loss.graph, {{}, outputs});
  if (!kernel) return kernel.error();
  out.terms_.emplace(std::move(kernel.value()));
  out.kink_ = kink_of(complete.value().loss.name, out.objective().extra_parameters());
  return out;
}

std::vector<std::vector<double>> FitProblem::copied_columns() const {
  std::vector<std::vector<double>> copies;
  for (const std::span<const double> column : columns()) copies.emplace_back(column.begin(), column.end());
  return copies;
}

bool FitProblem::residuals(const std::vector<double>& theta, VectorXd& r, MatrixXd* J) {
  const std::size_t n = rows(), p = dimension();
  r.resize(Index(n));
  if (!J) {
    objective().residuals(theta, {r.data(), n}, {});
    return all_finite(r);
  }
  J->resize(Index(n), Index(p));
  objective().residuals(theta, {r.data(), n}, {J->data(), n * p});
  return all_finite(r) && all_finite(*J);
}

bool FitProblem::terms(const std::vector<double>& theta, VectorXd& r, MatrixXd* J) {
  if (is_least_squares()) return residuals(theta, r, J);
  const std::size_t n = rows(), p = dimension();
  r.resize(Index(n));
  MatrixXd slopes = MatrixXd::Zero(Index(n), Index(p));
  std::vector<const double*> columns;
  for (const auto& column : this->columns()) columns.push_back(column.data());
  std::vector<double> parameters = theta;
  parameters.insert(parameters.end(), objective().extra_parameters().begin(),
                    objective().extra_parameters().end());
  std::vector<double*> outputs{r.data()};
  for (std::size_t j = 0; j < p; ++j) outputs.push_back(slopes.col(Index(j)).data());
  terms_->run({parameters.data(), columns.data(), n, nullptr, outputs.data()});
  if (!all_finite(r) || (r.array() < -rounding_of_terms * r.cwiseAbs().maxCoeff()).any()) return false;
  r = (2 * r.array().max(0)).sqrt().matrix();
  if (!J) return true;
  const VectorXd inverse = (r.array() > 0).select(r.array().inverse(), 0.0);
  *J = inverse.asDiagonal() * slopes;
  return all_finite(*J);
}

std::pair<StopReason, std::optional<Obstacle>> FitProblem::conclusion(const LocalEnd& end) {
  if (end.is_minimum()) return {StopReason::converged, std::nullopt};
  const StopReason by_trials = end.converged ? StopReason::stuck : StopReason::epochs;
  const bool is_free = box_.low.size() == 0 && std::find(held_.begin(), held_.end(), true) == held_.end();
  const auto rule = make_rule<double>(is_least_squares() ? "lm" : "bfgs", {});
  std::vector<double> gradient(dimension());
  const double loss = objective().value_and_gradient(end.theta, gradient);
  if (!is_free || !rule || !std::isfinite(loss)) return {by_trials, std::nullopt};
  Trajectory last;
  last.names = names();
  for (std::size_t j = 0; j < dimension(); ++j) {
    last.parameters.push_back({end.theta[j]});
    last.gradient.push_back({gradient[j]});
  }
  last.loss = {loss};
  last.reason = StopReason::stuck;
  conclude(problem_, *rule.value(), State<double>{}, last);
  // Where rounding alone hides the slope, the descent has not shown that it is a minimum.
  if (last.reason == StopReason::stuck || last.reason == StopReason::converged)
    return {by_trials, std::nullopt};
  return {last.reason, std::move(last.obstacle)};
}

bool FitProblem::at_bound(std::size_t j, double value) const {
  return (box_.low.size() > 0 && value <= box_.low[Index(j)]) ||
         (box_.high.size() > 0 && value >= box_.high[Index(j)]);
}

std::vector<std::size_t> FitProblem::free_at(const std::vector<double>& theta) const {
  std::vector<std::size_t> free;
  for (std::size_t j = 0; j < dimension(); ++j)
    if (!held_[j] && !at_bound(j, theta[j])) free.push_back(j);
  return free;
}

std::optional<LocalEnd> FitProblem::solve() {
  const bool is_free = box_.low.size() == 0 && std::find(held_.begin(), held_.end(), true) == held_.end();
  if (!is_free || !is_least_squares() || !objective().quadratic()) return std::nullopt;
  VectorXd r;
  LocalEnd end{{}, 0, 1, true, 0};
  if (const auto reduced = reduce(problem_)) {
    end.theta = reduced->optimum;
  } else {
    {
      MatrixXd J;  // of all rows, and gone before linear_fit has one of its own
      if (!residuals(start(), r, &J) || determination(J).rank < Index(dimension())) return std::nullopt;
    }
    end.theta = linear_fit(problem_);
  }
  if (!residuals(end.theta, r, nullptr)) return std::nullopt;
  end.value = r.squaredNorm();
  return end;
}

LocalEnd FitProblem::descend(std::vector<double> theta, std::size_t also_held, int max_trials) {
  std::vector<std::size_t> free;
  for (std::size_t j = 0; j < dimension(); ++j)
    if (!held_[j] && j != also_held) free.push_back(j);
  const auto q = Index(free.size());
  const auto chosen = [&](const VectorXd& all) {
    VectorXd some(all.size() > 0 ? q : 0);
    for (Index k = 0; k < some.size(); ++k) some[k] = all[Index(free[std::size_t(k)])];
    return some;
  };
  VectorXd z(q);
  for (Index k = 0; k < q; ++k) z[k] = theta[free[std::size_t(k)]];
  MatrixXd all;
  const auto residuals = [&](const VectorXd& point, VectorXd& r, MatrixXd* J) {
    for (Index k = 0; k < q; ++k) theta[free[std::size_t(k)]] = point[k];
    if (!J) return terms(theta, r, nullptr);
    if (!terms(theta, r, free.size() == dimension() ? J : &all)) return false;
    if (free.size() == dimension()) return true;
    J->resize(all.rows(), q);
    for (Index k = 0; k < q; ++k) J->col(k) = all.col(Index(free[std::size_t(k)]));
    return true;
  };
  LeastSquaresOptions options{
      .max_trials = max_trials, .box = {chosen(box_.low), chosen(box_.high)}, .with_jacobian = true};
  LeastSquaresEnd end = minimize_residuals(residuals, z, options);
  LocalEnd out{{}, end.rss, end.trials, end.converged, 0};
  VectorXd r;
  MatrixXd J;
  if (std::isfinite(end.rss)) {
    residuals(end.theta, r, &J);
    if (box_.low.size() > 0)
      J = columns_of(J, free_parameters(end.theta, transposed_times(J, r), options.box));
    double scale = 0;
    for (std::size_t i = 0; i < data().y.size(); ++i) scale += data().y[i] * data().y[i];
    const bool is_rounding = is_least_squares() && data().weights.empty() && end.rss <= 1e-24 * scale;
    out.slope = is_rounding ? 0 : relative_offset(J, r);
  }
  out.theta = std::move(theta);
  if (kink_ && box_.low.size() == 0 && std::isfinite(out.value)) descend_over_kinks(out, free);
  if (also_held == nothing && out.converged && !out.is_minimum() && is_least_between(out, free))
    out.slope = 0;
  return out;
}

bool FitProblem::is_least_between(const LocalEnd& end, const std::vector<std::size_t>& free) {
  constexpr double shares[] = {0, 1e-6, -1e-6, 1e-4, -1e-4};
  const auto is_least_along = [&](std::size_t j) {
    const double size = end.theta[j] != 0 ? std::abs(end.theta[j]) : 1;
    return std::all_of(std::begin(shares), std::end(shares), [&](double share) {
      std::vector<double> theta = end.theta;
      theta[j] += share * size;
      const LocalEnd beside = descend(std::move(theta), j, 50);
      return beside.is_minimum() && beside.value >= end.value * (share == 0 ? 1 - 1e-12 : 1 + 1e-10);
    });
  };
  const std::uint64_t kinked = parameters_at_kinks(loss());
  return std::any_of(free.begin(), free.end(),
                     [&](std::size_t j) { return (kinked >> j & 1) != 0 && is_least_along(j); });
}

const std::vector<std::size_t>& FitProblem::rows_in_order() {
  if (!order_.empty()) return order_;
  const std::vector<double>& weights = data().weights;
  for (std::size_t i = 0; i < rows(); ++i)
    if (weights.empty() || weights[i] > 0) order_.push_back(i);
  const std::vector<double>& x = data().predictors[0].values;
  std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
  return order_;
}

void FitProblem::descend_over_kinks(LocalEnd& end, const std::vector<std::size_t>& free) {
  std::vector<double> theta = end.theta;
  MatrixXd all;
  const auto residuals = [&](const VectorXd& point, VectorXd& r, MatrixXd* J) {
    for (std::size_t k = 0; k < free.size(); ++k) theta[free[k]] = point[Index(k)];
    if (!this->residuals(theta, r, J ? &all : nullptr)) return false;
    if (J) *J = columns_of(all, {free.begin(), free.end()});
    return true;
  };
  VectorXd z(Index(free.size())), costs = VectorXd::Ones(Index(rows()));
  for (std::size_t k = 0; k < free.size(); ++k) z[Index(k)] = theta[free[k]];
  const std::vector<double>& weights = data().weights;
  for (std::size_t i = 0; i < weights.size(); ++i) costs[Index(i)] = std::sqrt(weights[i]);
  double total = 0;  // of a model that is 0
  for (std::size_t i = 0; i < data().y.size(); ++i) total += costs[Index(i)] * std::abs(data().y[i]);
  if (end.value <= 1e-12 * total) {  // the residuals are rounding
    end.slope = 0;
    return;
  }
  const VertexEnd vertex = descend_to_vertex(residuals, z, *kink_, costs);
  VectorXd r;
  for (std::size_t k = 0; k < free.size(); ++k) theta[free[k]] = vertex.theta[Index(k)];
  if (!terms(theta, r, nullptr)) return;
  end.theta = std::move(theta);
  end.value = r.squaredNorm();
  end.converged = end.converged || vertex.is_minimum;
  // Without multipliers nothing bounds what a step would still remove: it may be all.
  end.slope = vertex.is_minimum ? 0 : 1;
}

std::size_t FitProblem::first_bad_row(const std::vector<double>& theta) {
  std::vector<double> y(rows());
  objective().predict(theta, y);
  for (std::size_t i = 0; i < y.size(); ++i)
    if (!std::isfinite(y[i])) return i + 1;
  return 0;
}

}  // namespace descenso
