#include "fit/search/role.hpp"

#include <algorithm>
#include <optional>

#include "fit/search/separation.hpp"

namespace descenso {
namespace {

using enum Primitive;

/// Paths from a parameter upward that are looked at.
constexpr int max_paths = 24;

/// The term θᵈ·g that the node `at` computes.
struct Climb {
  NodeId at, g, degree;
};

class Climber {
 public:
  explicit Climber(LossGraph& loss) : graph_(loss.graph) {
    // The response is the last of all sums: a term of ŷ is matched with y there.
    std::uint32_t last_column = 0;
    for (const NodeId id : reachable(graph_, {&loss.residual, 1}))
      if (graph_[id].op == column) last_column = std::max(last_column, graph_[id].index);
    const NodeId y = graph_.column(loss.weighted ? last_column - 1 : last_column);
    root_ = graph_.apply(sub, y, loss.prediction);
    nodes_ = reachable(graph_, {&root_, 1});
    users_.resize(graph_.size());
    for (const NodeId id : nodes_)
      for (int k = 0; k < arity(graph_[id].op); ++k) {
        const NodeId argument = graph_[id].args[std::size_t(k)];
        if (users_[argument].empty() || users_[argument].back() != id) users_[argument].push_back(id);
      }
    depends_ = dependencies(graph_);
  }

  Role role(std::size_t parameter_index) {
    theta_ = parameter_index;
    paths_ = 0;
    best_ = {};
    best_.g = best_.degree = graph_.constant(1);
    best_.rest = best_.wave = graph_.constant(0);
    const NodeId leaf = graph_.parameter(std::uint32_t(parameter_index));
    climb({leaf, graph_.constant(1), graph_.constant(1)});
    const std::vector<std::uint64_t> depends = dependencies(graph_);
    best_.needs = (depends[best_.g] | depends[best_.degree] | depends[best_.rest]) & ~bit();
    if (best_.part != Part::offset || best_.is_phase) best_.wave = graph_.constant(0);
    return best_;
  }

 private:
  std::uint64_t bit() const { return std::uint64_t{1} << theta_; }
  bool mentions(NodeId id) const { return (depends_[id] & bit()) != 0; }
  bool varies(NodeId id) const { return graph_[id].is_column; }

  void record(Part part, const Climb& c, NodeId rest, bool is_centre = false, bool is_denominator = false,
              bool is_phase = false) {
    if (part >= best_.part) return;
    best_ = {part, c.g, c.degree, rest, graph_.constant(0), is_centre, is_phase, is_denominator, 0};
  }

  void climb(const Climb& c) {
    const std::vector<NodeId> users = c.at < users_.size() ? users_[c.at] : std::vector<NodeId>{};
    for (const NodeId user : users)
      if (++paths_ <= max_paths) step(c, user);
  }

  void step(const Climb& c, NodeId user) {
    const Node node = graph_[user];
    const NodeId a = node.args[0], b = node.args[1], zero = graph_.constant(0);
    const NodeId other = a == c.at ? b : a;
    switch (node.op) {
      case mul:
        if (a == b)
          climb({user, graph_.apply(mul, c.g, c.g), graph_.apply(mul, graph_.constant(2), c.degree)});
        else if (!mentions(other))
          climb({user, graph_.apply(mul, c.g, other), c.degree});
        return;
      case div:
        if (a == b || mentions(other)) return;
        if (a == c.at) return climb({user, graph_.apply(div, c.g, other), c.degree});
        return climb({user, graph_.apply(div, other, c.g), graph_.apply(neg, c.degree)});
      case neg:
        return climb({user, graph_.apply(neg, c.g), c.degree});
      case abs:
        return climb({user, c.g, c.degree});
      case sqrt:
        return climb({user, graph_.apply(sqrt, graph_.apply(abs, c.g)),
                      graph_.apply(mul, graph_.constant(0.5), c.degree)});
      case pow:
        return power(c, user, a, b);
      case add:
      case sub:
      case min:
      case max:
      case less:
      case less_equal:
      case equal:
      case not_equal:
      case mod:
        if (!mentions(other)) enter_sum(c, user, rest_of(node.op, other), node.op != add && a != c.at);
        return;
      case sin:
      case cos:
      case tan:
        return record(varies(c.g) ? Part::frequency : Part::offset, c, zero, true, false, true);
      case exp:
      case expm1:
      case sinh:
      case cosh:
      case tanh:
      case asin:
      case acos:
      case atan:
      case sigmoid:
      case softplus:
      case erf:
        return record(varies(c.g) ? Part::rate : Part::any, c, zero);
      case log1p:
        return record(varies(c.g) ? Part::factor : Part::any, c, graph_.constant(1));
      case hypot:
      case atan2:
        if (!mentions(other)) record(varies(c.g) ? Part::factor : Part::offset, c, other, false, true);
        return;
      case where:
        if (node.args[0] != c.at) climb({user, c.g, c.degree});
        return;
      case constant:
      case parameter:
      case column:
      case rows:
      case floor:
      case sign:
      case log:
      case log2:
      case log10:
      case cbrt:
      case sum:
        return;
    }
  }

  /// The other addend, with the sign that makes the sum vanish where it equals the term.
  NodeId rest_of(Primitive op, NodeId other) { return op == add ? other : graph_.apply(neg, other); }

  void power(const Climb& c, NodeId user, NodeId base, NodeId exponent) {
    if (base == exponent) return;
    if (base == c.at) {
      if (mentions(exponent)) return;
      if (varies(exponent)) return record(Part::base, c, exponent);
      return climb(
          {user, graph_.apply(pow, graph_.apply(abs, c.g), exponent), graph_.apply(mul, c.degree, exponent)});
    }
    if (mentions(base)) return;
    if (varies(c.g))  // 2^(x/h) = e^(x·ln 2/h)
      record(Part::rate, {c.at, graph_.apply(mul, c.g, graph_.apply(log, base)), c.degree},
             graph_.constant(0));
    else
      record(Part::exponent, c, graph_.constant(0));
  }

  /// The term is an addend of `at`, which is ±(θᵈg + rest); the sign is − where `flipped`.
  void enter_sum(const Climb& c, NodeId at, NodeId rest, bool flipped = false) {
    const std::vector<NodeId> users = at < users_.size() ? users_[at] : std::vector<NodeId>{};
    if (users.empty()) return leave_sum(c, rest, sum);
    for (const NodeId user : users) {
      if (++paths_ > max_paths) return;
      const Node node = graph_[user];
      const bool is_first = node.args[0] == at, is_square = is_first && node.args[1] == at;
      const NodeId other = node.args[is_first ? 1 : 0];
      if (node.op == neg) {
        enter_sum(c, user, rest, !flipped);
      } else if ((node.op == add || node.op == sub) && !is_square && !mentions(other)) {
        const bool turned = flipped != (node.op == sub && !is_first);
        const bool opposite = flipped != (node.op == sub);
        enter_sum(c, user, graph_.apply(opposite ? sub : add, rest, other), turned);
      } else {
        leave_sum(c, rest, node.op, node.op == mul && is_square, node.op == div && !is_first);
        if (best_.part == Part::offset && best_.rest == rest) best_.wave = wave_of(at);
      }
    }
  }

  /// The factor by which the sum `at` becomes the argument of a sine or cosine; 0 if it does not.
  NodeId wave_of(NodeId at) {
    NodeId factor = graph_.constant(1);
    while (at < users_.size() && !users_[at].empty()) {
      const NodeId user = users_[at].front();
      const Node node = graph_[user];
      const NodeId other = node.args[node.args[0] == at ? 1 : 0];
      if (node.op == sin || node.op == cos || node.op == tan) return factor;
      const bool is_scaled = (node.op == mul && other != at) || (node.op == div && node.args[0] == at);
      if (node.op != neg && (!is_scaled || mentions(other) || varies(other))) break;
      if (is_scaled) factor = graph_.apply(node.op, factor, other);
      at = user;
    }
    return graph_.constant(0);
  }

  void leave_sum(const Climb& c, NodeId rest, Primitive into, bool squared = false,
                 bool denominator = false) {
    switch (into) {
      case exp:
      case expm1:
      case sinh:
      case cosh:
      case tanh:
      case atan:
      case sigmoid:
      case softplus:
      case erf:
        return record(varies(c.g) ? Part::rate : Part::offset, c, rest, true);
      case sin:
      case cos:
      case tan:
        return record(varies(c.g) ? Part::frequency : Part::offset, c, rest, true, false, true);
      default:
        squared = squared || into == abs || into == less || into == less_equal || into == where;
        record(varies(c.g) ? Part::factor : Part::offset, c, rest, squared, denominator);
    }
  }

  Graph& graph_;
  NodeId root_ = 0;
  std::vector<NodeId> nodes_;
  std::vector<std::vector<NodeId>> users_;
  std::vector<std::uint64_t> depends_;
  std::size_t theta_ = 0;
  int paths_ = 0;
  Role best_;
};

}  // namespace

std::vector<Role> roles_of(LossGraph& loss, const std::vector<std::size_t>& nonlinear) {
  std::vector<Role> roles;
  for (const std::size_t j : nonlinear) roles.push_back(Climber(loss).role(j));
  return roles;
}

}  // namespace descenso
