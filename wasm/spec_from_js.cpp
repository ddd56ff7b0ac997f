#include "spec_from_js.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "reader.hpp"

namespace descenso::js {

namespace {

constexpr std::string_view data_kinds[] = {"simulated", "columns"};

/// The data of the last call of `hold`.
std::optional<DataSpec> held;
constexpr std::string_view scales[] = {to_string(Scale::linear), to_string(Scale::log)};

Simulation read_simulation(Reader data) {
  Simulation spec;
  spec.seed = data.number("seed");
  spec.n = data.number("n");
  spec.from = data.number("from");
  spec.to = data.number("to");
  spec.truth = data.text("truth");
  if (data.has("constants")) spec.constants = data.object("constants").numbers();
  spec.noise.factor = 0;
  if (data.has("noise")) {
    Reader noise = data.object("noise");
    spec.noise = {noise.number("factor", 1), noise.number("mean", 0), noise.number("sd", 1)};
  }
  return spec;
}

Dataset read_dataset(Reader data) {
  Dataset dataset;
  data.exclude("x", "columns");
  data.exclude("weights", "sigma");
  if (data.has("columns")) {
    dataset.predictors = data.object("columns").columns();
    if (dataset.predictors.empty()) data.fail(ErrorCode::missing_field, data.place("columns"));
  } else {
    dataset.predictors.push_back({"x", data.column("x")});
    dataset.predictors_field = "x";
  }
  dataset.y = data.column("y");
  if (data.has("sigma")) {
    dataset.weights_field = "sigma";
    for (const double sigma : data.column("sigma")) {
      if (!(sigma > 0)) data.fail(ErrorCode::not_positive, data.place("sigma"));
      dataset.weights.push_back(1 / (sigma * sigma));
    }
  }
  const bool has_weights = data.has("weights");
  if (has_weights) dataset.weights = data.column("weights");
  // The core takes no weights for weights of 1.
  if (has_weights && dataset.weights.empty())
    data.fail(error(ErrorCode::length_mismatch)
                  .with("field", data.place("weights"))
                  .with("length", 0.0)
                  .with("expected", static_cast<double>(dataset.rows())));
  return dataset;
}

DataSpec read_data(Reader data) {
  const std::string kind = data.text("kind");
  if (kind == "simulated") return read_simulation(std::move(data));
  if (kind == "columns") return read_dataset(std::move(data));
  if (kind == "held" && held) return *held;
  data.unknown("kind", kind, data_kinds);
  return Simulation{};
}

/// Every field that has not been read, as settings.
Settings read_settings(Reader& object) {
  Settings settings;
  for (const std::string& key : object.other_keys()) settings.emplace(key, object.setting(key));
  return settings;
}

OptimizerSpec read_optimizer(Reader optimizer) {
  OptimizerSpec spec{optimizer.text("name"), {}};
  spec.settings = read_settings(optimizer);
  return spec;
}

LossSpec read_loss(Reader loss) {
  LossSpec spec{loss.text("name"), {}, loss.text("formula", "")};
  spec.settings = read_settings(loss);
  return spec;
}

StopSpec read_stop(Reader stop) {
  StopSpec spec{.epochs = stop.number("epochs"), .bounds = {}};
  for (const auto& [field, bound] : fields::stop_bounds) {
    // The end of a literal, so that it ends with a zero and outlives the reader.
    const char* key = field.path.substr(field.path.find('.') + 1).data();
    if (stop.has(key)) spec.bounds.*bound = stop.number(key);
  }
  return spec;
}

SurfaceAxis read_axis(Reader axis) {
  SurfaceAxis out;
  axis.exclude("direction", "parameter");
  if (axis.has("direction"))
    out.direction = axis.object("direction").numbers();
  else
    out.parameter = axis.text("parameter");
  out.from = axis.number("from");
  out.to = axis.number("to");
  out.points = axis.number("points");
  return out;
}

Precision read_precision(Reader& experiment) {
  const std::string name = experiment.text("precision", precision_names[0].data());
  for (std::size_t k = 0; k < precision_names.size(); ++k)
    if (name == precision_names[k]) return static_cast<Precision>(k);
  experiment.unknown("precision", name, precision_names);
  return Precision::float64;
}

/// `descends`: the experiment is to be run, so a start, an optimizer and a stop are needed.
Experiment read_experiment(Reader object, bool descends = true) {
  Experiment experiment;
  if (const double version = object.number("version"); version != 1) {
    object.fail(error(ErrorCode::unsupported_version)
                    .with("field", object.place("version"))
                    .with("version", version));
    return experiment;
  }
  if (object.has("objective")) {
    for (const char* other : {"data", "model", "loss"}) object.exclude("objective", other);
    Reader function = object.object("objective");
    experiment.data = FunctionSpec{function.text("formula"), function.object("start").numbers()};
  } else {
    experiment.data = read_data(object.object("data"));
    Reader model = object.object("model");
    experiment.model = {model.text("formula"), {}};
    if (descends || model.has("start")) experiment.model.start = model.object("start").numbers();
    if (object.has("loss")) experiment.loss = read_loss(object.object("loss"));
  }
  if (descends || object.has("optimizer")) experiment.optimizer = read_optimizer(object.object("optimizer"));
  if (descends || object.has("stop")) experiment.stop = read_stop(object.object("stop"));
  experiment.precision = read_precision(object);
  return experiment;
}

Axis read_dial_axis(Reader axis) {
  Axis out{axis.text("path"), axis.number("from"), axis.number("to"), axis.number("points", 2),
           Scale::linear};
  const std::string scale = axis.text("scale", "linear");
  if (scale == to_string(Scale::log))
    out.scale = Scale::log;
  else if (scale != to_string(Scale::linear))
    axis.unknown("scale", scale, scales);
  return out;
}

/// One number of an object of options; the default where it, or the object, is left out.
Result<double> read_option(Plain object, const char* key, double default_value) {
  if (object.is(Kind::undefined)) return default_value;
  return reading(object, "options", [&](Reader options) { return options.number(key, default_value); });
}

Result<double> read_number(Plain value, const char* field) {
  if (value.is(Kind::number)) return value.number();
  return error(ErrorCode::not_a_number).with("field", std::string(field));
}

Result<std::string> read_text(Plain value, const std::string& field) {
  if (value.is(Kind::text)) return std::string(value.text());
  return error(ErrorCode::not_text).with("field", field);
}

Result<std::vector<Column>> read_columns(Plain object, const char* path) {
  return reading(object, path, [](Reader columns) { return columns.columns(); });
}

}  // namespace

Held hold(const DataSpec& data) {
  held = data;
  return {};
}

Result<DataSpec> read_data(Plain object) {
  return reading(object, "data", [](Reader reader) { return read_data(std::move(reader)); });
}

Result<Experiment> read_experiment(Plain object) {
  return reading(object, "", [](Reader reader) { return read_experiment(std::move(reader)); });
}

Result<Experiment> read_fit_experiment(Plain object) {
  return reading(object, "", [](Reader reader) { return read_experiment(std::move(reader), false); });
}

Result<LandscapeRange> read_range(Plain object) {
  return reading(object, "range", [](Reader range) {
    return LandscapeRange{range.text("parameter"), range.number("from"), range.number("to"),
                          range.number("points")};
  });
}

Result<SweepSpec> read_sweep(Plain object) {
  return reading(object, "sweep", [](Reader spec) {
    SweepSpec out{read_dial_axis(spec.object("x")), read_dial_axis(spec.object("y"))};
    out.tolerance = spec.number("tolerance", out.tolerance);
    if (spec.has("rows")) {
      const std::vector<double> rows = spec.column("rows");
      if (rows.size() != 2)
        spec.fail(ErrorCode::not_an_array, spec.place("rows"));
      else
        std::tie(out.first_row, out.last_row) = std::pair(rows[0], rows[1]);
    }
    return out;
  });
}

Result<TuneSpec> read_tune(Plain object) {
  return reading(object, "tune", [](Reader spec) {
    TuneSpec out;
    for (Reader& axis : spec.objects("axes")) out.axes.push_back(read_dial_axis(std::move(axis)));
    out.tolerance = spec.number("tolerance", out.tolerance);
    out.budget = spec.number("budget", out.budget);
    out.seed = spec.number("seed", out.seed);
    return out;
  });
}

Result<double> read_tolerance(Plain options) { return read_option(options, "tolerance", 0.01); }
Result<double> read_draws(Plain options) { return read_option(options, "draws", 1000); }

Result<double> read_epoch(Plain value) { return read_number(value, "epoch"); }
Result<double> read_row(Plain value) { return read_number(value, "row"); }

Result<std::string> read_formula(Plain value) { return read_text(value, "formula"); }

Result<std::vector<std::string>> read_column_names(Plain value) {
  if (value.is(Kind::undefined)) return std::vector<std::string>{"x"};
  if (!value.is_array()) return error(ErrorCode::not_an_array).with("field", "names");
  std::vector<std::string> names;
  for (const Plain entry : value.entries()) {
    Result<std::string> name = read_text(entry, "names." + std::to_string(names.size()));
    if (!name) return name.error();
    names.push_back(std::move(name.value()));
  }
  return names;
}

Result<NamedNumbers> read_parameters(Plain object) {
  return reading(object, "parameters", [](Reader values) { return values.numbers(); });
}

Result<NamedNumbers> read_values(Plain options) {
  if (options.is(Kind::undefined)) return NamedNumbers{};
  return reading(options, "options", [](Reader reader) {
    return reader.has("values") ? reader.object("values").numbers() : NamedNumbers{};
  });
}

Result<std::vector<Column>> read_columns(Plain object) { return read_columns(object, "columns"); }
Result<std::vector<Column>> read_path(Plain object) { return read_columns(object, "path"); }

Result<std::vector<Column>> read_optional_columns(Plain object) {
  if (object.is(Kind::undefined)) return std::vector<Column>{};
  return read_columns(object);
}

Result<std::vector<Runner>> read_runners(Plain value) {
  return reading_all(value, "runners", [](Reader runner) {
    Runner out{read_optimizer(runner.object("optimizer")), {}};
    if (runner.has("start")) out.start = runner.object("start").numbers();
    return out;
  });
}

Result<std::vector<NamedNumbers>> read_minima(Plain value) {
  if (value.is(Kind::undefined)) return std::vector<NamedNumbers>{};
  return reading_all(value, "minima", [](Reader point) { return point.numbers(); });
}

Result<SurfaceRange> read_surface(Plain object) {
  return reading(object, "range", [](Reader range) {
    SurfaceRange out{read_axis(range.object("x")), read_axis(range.object("y")), {}};
    if (range.has("at")) out.at = range.object("at").numbers();
    return out;
  });
}

}  // namespace descenso::js
