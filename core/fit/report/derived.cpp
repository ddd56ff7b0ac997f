#include "fit/report/derived.hpp"

#include <cmath>

#include "fit/report/distribution.hpp"
#include "formula/parse.hpp"
#include "grad/gradient.hpp"
#include "graph/build.hpp"
#include "jit/kernel.hpp"
#include "optimizer/factorization.hpp"

namespace descenso {
namespace {

Result<Derived> derived_quantity(const Fit& fit, const std::string& name, const std::string& formula,
                                 double critical) {
  const std::string field = "derived." + name;
  Result<Tree> tree = parse(formula);
  if (!tree) return std::move(tree.error()).with("field", field);
  Graph graph;
  const Result<NodeId> node = build(graph, tree.value(), resolver(graph, {}, fit.names));
  if (!node) {
    std::string known;
    for (const std::string& each : fit.names) known += (known.empty() ? "" : ", ") + each;
    return Error(node.error()).with("field", field).with("known", known);
  }
  std::vector<NodeId> theta, outputs{node.value()};
  for (std::size_t j = 0; j < fit.names.size(); ++j) theta.push_back(graph.parameter(std::uint32_t(j)));
  for (const NodeId slope : gradient(graph, node.value(), theta)) outputs.push_back(slope);
  Result<Kernel<double>> kernel = Kernel<double>::compile(graph, {outputs, {}});
  if (!kernel) return kernel.error();
  std::vector<double> numbers(outputs.size());
  kernel.value().run({fit.parameters.data(), nullptr, 0, numbers.data(), nullptr});
  const Eigen::Map<const Eigen::VectorXd> g(numbers.data() + 1, Eigen::Index(fit.names.size()));
  Derived out{name, numbers[0], transposed_times(fit.report.spread, g).stableNorm(), {}};
  for (std::size_t j = 0; j < fit.names.size(); ++j)
    if (!(fit.report.standard_errors[j] >= 0) && numbers[j + 1] != 0) out.standard_error = std::nan("");
  out.interval = {out.value - critical * out.standard_error, out.value + critical * out.standard_error};
  return out;
}

}  // namespace

std::optional<Error> derive(Fit& fit, const FitOptions& options) {
  if (options.derived.empty()) return std::nullopt;
  const double critical = student_t_within(options.level, options.absolute ? 1e9 : fit.report.degrees());
  for (const auto& [name, formula] : options.derived) {
    Result<Derived> one = derived_quantity(fit, name, formula, critical);
    if (!one) return one.error();
    fit.derived.push_back(std::move(one.value()));
  }
  return std::nullopt;
}

}  // namespace descenso
