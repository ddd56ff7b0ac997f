#include "jit/program.hpp"

#include <algorithm>
#include <limits>

#include "formula/number.hpp"

namespace descenso {
namespace {

/// Hands out free slot numbers before new ones, so that few slots are in use at once.
class Slots {
 public:
  std::uint32_t take() {
    if (free_.empty()) return count_++;
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }
  void give_back(std::uint32_t slot) { free_.push_back(slot); }
  std::uint32_t count() const { return count_; }

 private:
  std::vector<std::uint32_t> free_;
  std::uint32_t count_ = 0;
};

class Lowering {
 public:
  Lowering(const Graph& graph, const Outputs& outputs)
      : graph_(graph), outputs_(outputs), places_(graph.size()), level_(graph.size()) {
    std::vector<NodeId> roots = outputs.scalars;
    roots.insert(roots.end(), outputs.columns.begin(), outputs.columns.end());
    order_ = reachable(graph, roots);
    program_.output_count = static_cast<std::uint32_t>(outputs.columns.size());
    program_.is_gradient = outputs.is_gradient;
  }

  Program run() {
    number_scalars();
    program_.prologue = scalar_work(0);
    const std::uint32_t pass_count = find_levels();
    for (std::uint32_t pass = 0; pass < pass_count; ++pass) lower_pass(pass);
    for (const NodeId output : outputs_.scalars) program_.scalar_outputs.push_back(places_[output]);
    return std::move(program_);
  }

 private:
  std::span<const NodeId> args(NodeId id) const {
    return std::span(graph_[id].args).first(static_cast<std::size_t>(arity(graph_[id].op)));
  }

  /// Numbers the scalar nodes, places the data columns, and computes the levels (see `find_levels`).
  void number_scalars() {
    for (const NodeId id : order_) {
      const Node& node = graph_[id];
      for (const NodeId arg : args(id)) level_[id] = std::max(level_[id], level_[arg]);
      if (node.op == Primitive::sum) level_[id]++;
      if (!node.is_column) places_[id] = {Place::Kind::scalar, program_.scalar_count++};
      if (node.op == Primitive::column) places_[id] = {Place::Kind::input, node.index};
      if (node.op == Primitive::column)
        program_.column_count = std::max(program_.column_count, node.index + 1);
      if (node.op == Primitive::parameter)
        program_.parameter_count = std::max(program_.parameter_count, node.index + 1);
    }
  }

  /// The number of passes. level_[id] is the number of passes that must be over before the node can be
  /// computed.
  std::uint32_t find_levels() const {
    std::uint32_t passes = 0;
    for (const NodeId id : order_)
      if (graph_[id].op == Primitive::sum) passes = std::max(passes, level_[id]);
    for (const NodeId id : outputs_.columns) passes = std::max(passes, level_[id] + 1);
    return passes;
  }

  Instruction instruction(NodeId id) const {
    Instruction made{graph_[id].op, places_[id], {}, graph_[id].value, graph_[id].index};
    for (std::size_t i = 0; i < args(id).size(); ++i) made.args[i] = places_[args(id)[i]];
    return made;
  }

  std::vector<Instruction> scalar_work(std::uint32_t level) const {
    std::vector<Instruction> work;
    for (const NodeId id : order_)
      if (!graph_[id].is_column && graph_[id].op != Primitive::sum && level_[id] == level)
        work.push_back(instruction(id));
    return work;
  }

  /// The nodes whose values the pass must produce: sums, and columns for the caller.
  std::vector<NodeId> roots(std::uint32_t pass) const {
    std::vector<NodeId> roots;
    for (const NodeId id : order_)
      if (graph_[id].op == Primitive::sum && level_[id] == pass + 1) roots.push_back(id);
    for (const NodeId id : outputs_.columns)
      if (level_[id] == pass) roots.push_back(id);
    return roots;
  }

  /// The nodes of the row loop, in order: columns and sums that the pass needs, without descending into
  /// scalars.
  std::vector<NodeId> row_nodes(std::uint32_t pass) const {
    std::vector<bool> needed(graph_.size());
    for (const NodeId id : roots(pass)) needed[id] = true;
    std::vector<NodeId> nodes;
    for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
      const bool ends_here = graph_[*it].op == Primitive::sum && level_[*it] == pass + 1;
      if (!needed[*it] || !(graph_[*it].is_column || ends_here)) continue;
      nodes.push_back(*it);
      for (const NodeId arg : args(*it)) needed[arg] = true;
    }
    std::reverse(nodes.begin(), nodes.end());
    return nodes;
  }

  bool is_temporary(NodeId id) const { return graph_[id].is_column && graph_[id].op != Primitive::column; }

  void lower_pass(std::uint32_t pass) {
    const std::vector<NodeId> nodes = row_nodes(pass);
    std::vector<std::size_t> last_reader(graph_.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
      for (const NodeId arg : args(nodes[i])) last_reader[arg] = i;

    Pass made;
    Slots slots;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const NodeId id = nodes[i];
      if (graph_[id].op == Primitive::sum) made.sums.push_back(places_[id].index);
      if (is_temporary(id)) places_[id] = {Place::Kind::slot, slots.take()};
      if (graph_[id].op != Primitive::column) made.rows.push_back(instruction(id));
      if (level_[id] == pass) store(id, made);
      // A result never shares a slot with its own arguments: loops over rows may then assume no aliasing.
      for (std::size_t k = 0; k < args(id).size(); ++k) {
        const NodeId arg = args(id)[k];
        const bool repeated = std::find(args(id).begin(), args(id).begin() + k, arg) != args(id).begin() + k;
        if (is_temporary(arg) && last_reader[arg] == i && !repeated) slots.give_back(places_[arg].index);
      }
      if (is_temporary(id) && last_reader[id] == 0) slots.give_back(places_[id].index);
    }
    for (const NodeId id : outputs_.columns)
      if (!graph_[id].is_column && level_[id] == pass) store(id, made);
    made.scalars = scalar_work(pass + 1);
    program_.slot_count = std::max(program_.slot_count, slots.count());
    program_.max_sums = std::max(program_.max_sums, static_cast<std::uint32_t>(made.sums.size()));
    program_.passes.push_back(std::move(made));
  }

  void store(NodeId id, Pass& pass) {
    for (std::uint32_t k = 0; k < outputs_.columns.size(); ++k)
      if (outputs_.columns[k] == id)
        pass.rows.push_back({Primitive::column, {Place::Kind::output, k}, {places_[id]}, 0, 0});
  }

  const Graph& graph_;
  const Outputs& outputs_;
  std::vector<NodeId> order_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> level_;
  Program program_;
};

std::string_view prefix(Place::Kind kind) {
  switch (kind) {
    case Place::Kind::scalar:
      return "s";
    case Place::Kind::input:
      return "x";
    case Place::Kind::slot:
      return "t";
    case Place::Kind::output:
      return "out";
  }
  return "";
}

std::string text(Place place) { return std::string(prefix(place.kind)).append(std::to_string(place.index)); }

std::string text(const Instruction& i) {
  std::string line = "  ";
  line.append(text(i.to)).append(i.op == Primitive::sum ? " +=" : " =");
  const bool copies = i.op == Primitive::sum || i.to.kind == Place::Kind::output;
  if (copies) return line.append(" ").append(text(i.args[0])).append("\n");
  line.append(" ").append(name(i.op));
  if (i.op == Primitive::constant) line.append(" ").append(shortest(i.value));
  if (i.op == Primitive::parameter) line.append(" ").append(std::to_string(i.index));
  for (int k = 0; k < arity(i.op); ++k) line.append(" ").append(text(i.args[k]));
  return line.append("\n");
}

std::string text(std::string_view title, const std::vector<Instruction>& instructions) {
  if (instructions.empty()) return "";
  std::string all = std::string(title).append("\n");
  for (const Instruction& instruction : instructions) all += text(instruction);
  return all;
}

}  // namespace

Result<Program> lower(const Graph& graph, const Outputs& outputs) {
  for (const NodeId id : outputs.scalars)
    if (graph[id].is_column)
      return error(ErrorCode::internal).with("what", "a column stands among the scalar outputs");
  return Lowering(graph, outputs).run();
}

std::string to_string(const Program& program) {
  std::string all = text("scalars", program.prologue);
  for (const Pass& pass : program.passes) {
    all += text("rows", pass.rows);
    all += text("scalars", pass.scalars);
  }
  return all;
}

}  // namespace descenso
