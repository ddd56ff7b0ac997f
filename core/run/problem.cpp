#include "run/problem.hpp"

#include <algorithm>
#include <cmath>

#include "formula/number.hpp"
#include "formula/operation.hpp"
#include "formula/parse.hpp"
#include "graph/build.hpp"
#include "run/lru_cache.hpp"
#include "run/not_a_number.hpp"
#include "work.hpp"

namespace descenso {
namespace {

// --- data
// -----------------------------------------------------------------------------------------------------

bool all_finite(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

constexpr double max_cached_rows = 1e6;  ///< a larger simulation is the only one that is kept

/// A name that the formula language keeps for itself.
Error reserved(std::string field, const std::string& name) {
  return error(ErrorCode::reserved_name).with("field", std::move(field)).with("name", name);
}

/// truth(x) as a kernel: x is its column, the constants are its parameters. Kept, because a map over the
/// noise simulates one truth thousands of times.
Result<std::shared_ptr<Kernel<double>>> compile_truth(const Simulation& spec) {
  using Formula = std::pair<std::string, std::vector<std::string>>;
  static thread_local LruCache<Formula, std::shared_ptr<Kernel<double>>, 2> cache;
  std::vector<std::string> constants;
  for (const auto& constant : spec.constants) constants.push_back(constant.first);
  const Formula formula{spec.truth, constants};
  if (const auto* cached = cache.find(formula)) return *cached;
  Result<Tree> tree = parse(spec.truth);
  if (!tree) return std::move(tree.error()).with("field", "data.truth");
  Graph graph;
  const Result<NodeId> node = build(graph, tree.value(), resolver(graph, {"x"}, constants));
  if (!node) {
    std::string known = "x";
    for (const std::string& name : constants) known += ", " + name;
    return Error(node.error()).with("field", "data.truth").with("known", known);
  }
  Result<Kernel<double>> kernel = Kernel<double>::compile(graph, {.scalars = {}, .columns = {node.value()}});
  if (!kernel) return kernel.error();
  return cache.insert(formula, std::make_shared<Kernel<double>>(std::move(kernel.value())));
}

Result<std::shared_ptr<const Dataset>> simulated(const Simulation& spec) {
  static thread_local LruCache<Simulation, std::shared_ptr<const Dataset>, 2> cache;
  if (const auto* cached = cache.find(spec)) return *cached;
  if (auto wrong = check(spec)) return *wrong;
  for (const auto& [name, value] : spec.constants)
    if (find_named(name)) return reserved("data.constants." + name, name);
  const auto truth = compile_truth(spec);
  if (!truth) return truth.error();
  std::vector<double> constants;
  for (const auto& constant : spec.constants) constants.push_back(constant.second);
  // Two large simulations at a time are too many for the memory.
  if (spec.n > max_cached_rows) cache.clear();
  Dataset data = simulate(spec, [&](std::span<const double> x, std::span<double> y) {
    const double* column = x.data();
    double* output = y.data();
    truth.value()->run({constants.data(), &column, x.size(), nullptr, &output});
  });
  if (is_work_spent())
    return error(ErrorCode::too_much_work)
        .with("field", "data.n")
        .with("work", work.done)
        .with("max", work.limit);
  if (!all_finite(data.y)) return error(ErrorCode::data_not_finite).with("field", "data.truth");
  return cache.insert(spec, std::make_shared<const Dataset>(std::move(data)));
}

std::optional<Error> check_column(const std::string& field, const std::vector<double>& values,
                                  std::size_t rows) {
  const auto wrong = [&](ErrorCode code) { return error(code).with("field", "data." + field); };
  if (values.size() != rows)
    return wrong(ErrorCode::length_mismatch)
        .with("length", static_cast<double>(values.size()))
        .with("expected", static_cast<double>(rows));
  if (!all_finite(values)) return wrong(ErrorCode::data_not_finite);
  return std::nullopt;
}

std::optional<Error> check_weights(const Dataset& data) {
  const std::vector<double>& weights = data.weights;
  if (weights.empty()) return std::nullopt;
  const std::string field(data.weights_field);
  if (auto wrong = check_column(field, weights, data.rows())) return wrong;
  const bool negative = std::any_of(weights.begin(), weights.end(), [](double weight) { return weight < 0; });
  const bool positive = std::any_of(weights.begin(), weights.end(), [](double weight) { return weight > 0; });
  if (!negative && positive) return std::nullopt;
  return error(ErrorCode::bad_weights).with("field", "data." + field);
}

Result<std::shared_ptr<const Dataset>> given(const SharedDataset& shared) {
  static thread_local std::weak_ptr<const Dataset> checked;  // data that are held are checked once
  if (checked.lock() == shared.pointer()) return shared.pointer();
  const Dataset& data = *shared;
  if (data.rows() < 2)
    return error(ErrorCode::too_few_rows)
        .with("field", "data.y")
        .with("rows", static_cast<double>(data.rows()))
        .with("min", 2.0);
  const std::string place(data.predictors_field);
  for (const Column& column : data.predictors) {
    const std::string field = place == "x" ? place : place + "." + column.name;
    if (find_named(column.name)) return reserved("data." + field, column.name);
    if (auto wrong = check_column(field, column.values, data.rows())) return *wrong;
  }
  if (auto wrong = check_column("y", data.y, data.rows())) return *wrong;
  if (auto wrong = check_weights(data)) return *wrong;
  checked = shared.pointer();
  return shared.pointer();
}

// --- loss
// -----------------------------------------------------------------------------------------------------

/// The kernels' parameters after θ: the loss's own hyperparameters, then the penalties.
Result<std::vector<double>> resolve_loss(const LossSpec& spec) {
  const Loss* loss = find_loss(spec.name);
  if (!loss) return std::vector<double>{};  // `compose` returns the error
  const Result<Values> values = resolve(loss->settings, "loss", spec.settings);
  if (!values) return values.error();
  std::vector<double> numbers;
  for (const Hyperparameter& setting : loss->settings) numbers.push_back(values.value()[setting.key]);
  return numbers;
}

/// Errors: response_out_of_domain for the first observation that the loss cannot have.
std::optional<Error> check_response(const LossSpec& spec, const Dataset& data) {
  const Loss* loss = find_loss(spec.name);
  if (!loss) return std::nullopt;  // compose names those there are
  const double min = loss->response.min, max = loss->response.max;
  if (std::isinf(min) && std::isinf(max)) return std::nullopt;
  const auto wrong = std::find_if(data.y.begin(), data.y.end(), [&](double y) { return y < min || y > max; });
  if (wrong == data.y.end()) return std::nullopt;
  return error(ErrorCode::response_out_of_domain)
      .with("field", std::string("data.y"))
      .with("row", static_cast<double>(wrong - data.y.begin() + 1))
      .with("value", *wrong)
      .with("loss", spec.name)
      .with("min", min)
      .with("max", max);
}

LossShape shape_of(const Experiment& experiment, const Dataset& data,
                   const std::vector<double>& extra_parameters) {
  LossShape shape;
  shape.model = experiment.model.formula;
  for (const Column& column : data.predictors) shape.predictors.push_back(column.name);
  shape.loss = experiment.loss.name;
  shape.term = experiment.loss.formula;
  shape.weighted = !data.weights.empty();
  const auto is_set = [&](std::size_t from_end) {
    return extra_parameters.size() >= from_end && extra_parameters[extra_parameters.size() - from_end] != 0;
  };
  shape.ridge = is_set(2);
  shape.lasso = is_set(1);
  shape.divide_rows_by_n = experiment.precision == Precision::float32;
  return shape;
}

constexpr std::size_t max_compiled = 32;

template <class T>
using Shared = std::shared_ptr<CompiledLoss<T>>;

template <class T>
Result<Shared<T>> compiled(const LossShape& shape) {
  static thread_local LruCache<LossShape, Shared<T>, max_compiled> cache;
  if (const auto* cached = cache.find(shape)) return *cached;
  Result<LossGraph> loss = compose(shape);
  if (!loss) return loss.error();
  return cache.insert(shape, std::make_shared<CompiledLoss<T>>(std::move(loss.value())));
}

template <class T>
Result<Shared<T>> compiled_function(const std::string& formula) {
  static thread_local LruCache<std::string, Shared<T>, max_compiled> cache;
  if (const auto* cached = cache.find(formula)) return *cached;
  Result<LossGraph> loss = compose_function(formula);
  if (!loss) return loss.error();
  return cache.insert(formula, std::make_shared<CompiledLoss<T>>(std::move(loss.value())));
}

// --- start and stop
// -----------------------------------------------------------------------------------------

std::optional<Error> check_stop(const StopSpec& stop) {
  for (const auto& [field, value] : fields::stop_bounds)
    if (const auto& bound = stop.bounds.*value)
      if (auto wrong = check(field, *bound)) return wrong;
  return check(fields::epochs, stop.epochs);
}

/// A number given for a name that is no parameter is a mistyped one.
std::optional<Error> check_names(const NamedNumbers& given, const std::vector<std::string>& names,
                                 const std::string& place) {
  for (const auto& [name, value] : given)
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      Error wrong = unknown_name(place + "." + name, name, names);
      wrong.code = ErrorCode::unknown_field;
      return wrong;
    }
  return std::nullopt;
}

template <class T>
Result<Problem<T>> assemble(Shared<T> loss, std::shared_ptr<const Dataset> data,
                            const std::vector<double>& extra_parameters, const NamedNumbers& start,
                            const std::string& place) {
  const std::vector<std::string>& parameters = loss->loss().parameters;
  if (parameters.empty()) return error(ErrorCode::no_parameters).with("field", place + ".formula");
  Result<std::vector<T>> theta = read_point<T>(start, parameters, place + ".start");
  if (!theta) return theta.error();
  auto objective = std::make_unique<GraphObjective<T>>(loss, *data, extra_parameters);
  return Problem<T>{std::move(data), parameters, std::move(theta.value()), std::move(objective), place};
}

}  // namespace

Result<std::shared_ptr<const Dataset>> make_data(const DataSpec& spec) {
  if (const auto* simulation = std::get_if<Simulation>(&spec)) return simulated(*simulation);
  if (const auto* dataset = std::get_if<SharedDataset>(&spec)) return given(*dataset);
  return std::make_shared<const Dataset>();
}

template <class T>
Result<Problem<T>> prepare(const Experiment& experiment) {
  Result<std::shared_ptr<const Dataset>> data = make_data(experiment.data);
  if (!data) return data.error();
  return prepare<T>(experiment, data.value());
}

template <class T>
Result<Problem<T>> prepare(const Experiment& experiment, std::shared_ptr<const Dataset> data) {
  if (auto wrong = check_stop(experiment.stop)) return *wrong;
  if (const auto* function = std::get_if<FunctionSpec>(&experiment.data)) {
    Result<Shared<T>> loss = compiled_function<T>(function->formula);
    if (!loss) return loss.error();
    return assemble<T>(loss.value(), std::move(data), {}, function->start, "objective");
  }
  const Result<std::vector<double>> extra_parameters = resolve_loss(experiment.loss);
  if (!extra_parameters) return extra_parameters.error();
  Result<Shared<T>> loss = compiled<T>(shape_of(experiment, *data, extra_parameters.value()));
  if (!loss) return loss.error();
  if (auto wrong = check_response(experiment.loss, *data)) return *wrong;
  return assemble<T>(loss.value(), std::move(data), extra_parameters.value(), experiment.model.start,
                     "model");
}

template <class T>
Error located(Error error, const Problem<T>& problem) {
  if (error.code != ErrorCode::start_not_finite && error.code != ErrorCode::slope_not_finite) return error;
  const std::vector<double> theta(problem.start.begin(), problem.start.end());
  if (const std::optional<NotANumber> found = find_not_a_number(problem, theta)) {
    if (found->row > 0) error.with("row", found->row);
    if (!found->parameter.empty()) error.with("parameter", found->parameter);
  }
  std::string point;
  for (std::size_t j = 0; j < problem.start.size(); ++j) {
    if (j > 0) point += ", ";
    point += problem.parameters[j] + " = " + shortest(static_cast<double>(problem.start[j]));
  }
  return std::move(error)
      .with("field", problem.place + ".start." + problem.parameters[0])
      .with("point", std::move(point));
}

template Error located(Error, const Problem<float>&);
template Error located(Error, const Problem<double>&);

template <class T>
Result<std::vector<T>> read_point(const NamedNumbers& given, const std::vector<std::string>& names,
                                  const std::string& place) {
  std::vector<T> point;
  if (auto wrong = check_names(given, names, place)) return *wrong;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(given.begin(), given.end(), [&](const auto& pair) { return pair.first == name; });
    const auto path = [&] { return place + "." + name; };
    if (found == given.end()) return error(ErrorCode::missing_field).with("field", path());
    if (check(name, fields::start.range, found->second))
      return *check(path(), fields::start.range, found->second);
    point.push_back(static_cast<T>(found->second));
  }
  return point;
}

template Result<std::vector<float>> read_point(const NamedNumbers&, const std::vector<std::string>&,
                                               const std::string&);
template Result<std::vector<double>> read_point(const NamedNumbers&, const std::vector<std::string>&,
                                                const std::string&);

Result<std::size_t> index_of(const std::string& name, const std::vector<std::string>& names,
                             const std::string& field) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return unknown_name(field, name, names);
  return static_cast<std::size_t>(found - names.begin());
}

Result<std::vector<double>> values_of(const std::vector<std::string>& names, const NamedNumbers& given) {
  std::vector<double> out;
  if (auto wrong = check_names(given, names, "parameters")) return *wrong;
  for (const std::string& name : names) {
    const std::string field = "parameters." + name;
    const auto found =
        std::find_if(given.begin(), given.end(), [&](const auto& pair) { return pair.first == name; });
    if (found == given.end()) return error(ErrorCode::missing_field).with("field", field);
    if (!std::isfinite(found->second))
      return error(ErrorCode::not_finite).with("field", field).with("value", found->second);
    out.push_back(found->second);
  }
  return out;
}

template Result<Problem<float>> prepare<float>(const Experiment&);
template Result<Problem<double>> prepare<double>(const Experiment&);
template Result<Problem<float>> prepare<float>(const Experiment&, std::shared_ptr<const Dataset>);
template Result<Problem<double>> prepare<double>(const Experiment&, std::shared_ptr<const Dataset>);

}  // namespace descenso
