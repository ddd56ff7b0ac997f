// JavaScript objects on their way in: plain data, copied by crossing.mjs, so that no getter can run here.
//
// Every reader names the place it reads ("data.noise.sd"), and the first thing that is wrong becomes the
// error.
#pragma once

#include "error.hpp"
#include "fit/fit.hpp"
#include "fit/report/nested.hpp"
#include "inspect/landscape.hpp"
#include "inspect/surface.hpp"
#include "plain.hpp"
#include "race/race.hpp"
#include "result_to_js.hpp"
#include "run/experiment.hpp"
#include "run/problem.hpp"
#include "study/sweep.hpp"
#include "study/tune/tune.hpp"

namespace descenso::js {

Result<DataSpec> read_data(Plain object);
/// Keeps data until the next call, and returns what names them in experiments: they cross once, and are once
/// in memory.
Held hold(const DataSpec& data);
Result<Experiment> read_experiment(Plain object);
/// The same for a fit: start, optimizer and stop may be left out.
Result<Experiment> read_fit_experiment(Plain object);
Result<FitOptions> read_fit_options(Plain object);
/// The two numbers of a fit that a test of nested models needs.
Result<Nested> read_nested(Plain fit);
Result<LandscapeRange> read_range(Plain object);
Result<SweepSpec> read_sweep(Plain object);
Result<TuneSpec> read_tune(Plain object);

/// { tolerance } and { draws }, either of which may be left out, as the whole object may.
Result<double> read_tolerance(Plain options);
Result<double> read_draws(Plain options);

Result<double> read_epoch(Plain value);
Result<double> read_row(Plain value);

Result<std::string> read_formula(Plain value);
/// An array of texts; ["x"] where it is left out.
Result<std::vector<std::string>> read_column_names(Plain value);

/// Numbers by name, for example { w1: 3 }.
Result<NamedNumbers> read_parameters(Plain object);

/// The values of { values }, numbers by name; both may be left out.
Result<NamedNumbers> read_values(Plain options);

/// Columns by name, for example { x: Float64Array }; optional ones are none where they are left out.
Result<std::vector<Column>> read_columns(Plain object);
Result<std::vector<Column>> read_optional_columns(Plain object);
/// The points of a path, one column per parameter.
Result<std::vector<Column>> read_path(Plain object);

/// An array of { optimizer: { … }, start?: { … } }.
Result<std::vector<Runner>> read_runners(Plain value);
/// An array of points by name; none where it is left out.
Result<std::vector<NamedNumbers>> read_minima(Plain value);

/// { x: { parameter or direction, from, to, points }, y: { … }, at?: { … } }.
Result<SurfaceRange> read_surface(Plain object);

}  // namespace descenso::js
