// Small defects, each one replacement of a text that its file has exactly once. tests/mutate puts them in.

/**
 * @typedef {object} Mutation
 * @property {string} file
 * @property {string} what the defect, in words
 * @property {string} from text of the file
 * @property {string} to what replaces it
 * @property {boolean} [isNamed] one of those that once went unnoticed
 * @property {'engine'} [part] the tests of the built engine meet it, which then is built again
 */

/** @param {string} file @param {string} what @param {string} from @param {string} to @returns {Mutation} */
const mutation = (file, what, from, to) => ({ file, what, from, to });
/** @param {Parameters<typeof mutation>} args @returns {Mutation} */
const named = (...args) => ({ ...mutation(...args), isNamed: true });
/** @param {Parameters<typeof mutation>} args @returns {Mutation} */
const inEngine = (...args) => ({ ...named(...args), part: 'engine' });

/** @type {Mutation[]} */
export const mutations = [
  // --- core, one defect that once went unnoticed each -------------------------------------------------------------
  named(
    'core/loss/loss.cpp',
    'Cauchy without its half',
    'g.constant(0.5), g.apply(mul, c, c)',
    'g.constant(0.6), g.apply(mul, c, c)',
  ),
  named(
    'core/optimizer/clipping.hpp',
    'clipping by value has the wrong sign above',
    'each > value_ ? value_ : each',
    'each > value_ ? -value_ : each',
  ),
  named(
    'core/race/race.cpp',
    'runners that tie are ranked backward',
    'std::stable_sort(out.standings.begin(), out.standings.end()',
    'std::stable_sort(out.standings.rbegin(), out.standings.rend()',
  ),
  named(
    'core/inspect/explain.cpp',
    "the evaluations of a step are the run's",
    'difference(state.evaluations, before)',
    'state.evaluations',
  ),
  named('core/study/settle.cpp', '< for <= at the target', 'if (loss <= out.target) {', 'if (loss < out.target) {'),
  named(
    'core/optimizer/line_search/line_search.cpp',
    'no middle trial in the zoom',
    'trials_ % 3 == 2',
    'trials_ % 3 == 3',
  ),
  named(
    'core/study/noise_study.cpp',
    'the deviation is taken with n',
    'double(column.size() - 1)',
    'double(column.size())',
  ),
  inEngine(
    'core/optimizer/registry.cpp',
    'the default rate of RAdam',
    '{rate(0.001), kBeta1, kBeta2, epsilon(1e-8)}),\n      first<AdamW>',
    '{rate(0.01), kBeta1, kBeta2, epsilon(1e-8)}),\n      first<AdamW>',
  ),
  inEngine(
    'core/optimizer/registry.cpp',
    "the sign of the decay in AdamW's equation",
    'w - h \\lambda w - h',
    'w + h \\lambda w - h',
  ),
  inEngine(
    'core/loss/loss.cpp',
    'the symbol of δ is τ',
    '{positive("delta", "\\\\delta", 1)}',
    '{positive("delta", "\\\\tau", 1)}',
  ),
  inEngine(
    'wasm/spec_from_js.cpp',
    'the default factor of the noise',
    'noise.number("factor", 1)',
    'noise.number("factor", 2)',
  ),
  inEngine(
    'core/run/experiment.hpp',
    'two stopping criteria are swapped',
    '{"stop.gradient", limits(0, 1e300)}, &Stopping::gradient',
    '{"stop.gradient", limits(0, 1e300)}, &Stopping::step',
  ),

  // --- core, others -----------------------------------------------------------------------------------------------
  mutation(
    'core/random/random_state.cpp',
    'the polar method keeps the wrong normal',
    'kept_normal_ = f * x1;',
    'kept_normal_ = f * x2;',
  ),
  mutation(
    'core/random/random_state.cpp',
    'a permutation never moves its second row',
    'i-- > 1;) std::swap',
    'i-- > 2;) std::swap',
  ),
  mutation(
    'core/data/simulate.cpp',
    'linspace ends one rounding off',
    'x[n - 1] = to;',
    'x[n - 1] = static_cast<double>(n - 1) * step + from;',
  ),
  mutation(
    'core/data/sum.hpp',
    'float lanes are added in another order',
    '(lane[0] + lane[2]) + (lane[1] + lane[3])',
    '(lane[0] + lane[1]) + (lane[2] + lane[3])',
  ),
  mutation(
    'core/formula/parse.cpp',
    'a comparison can be chained',
    'if (at(Form::single, 10)) return fail(error_at(ErrorCode::chained_comparison, peek().at));',
    '',
  ),
  mutation(
    'core/grad/derivative_rule.cpp',
    'the derivative of a minimum at a tie is whole',
    'mul(t, number(0.5)), t)',
    'mul(t, number(1)), t)',
  ),
  mutation(
    'core/grad/derivative_rule.cpp',
    'the second partial of atan2 has the wrong sign',
    ': neg(mul(t, div(div(a, h), h)))',
    ': mul(t, div(div(a, h), h))',
  ),
  mutation(
    'core/graph/simplify.cpp',
    'x·(−1) is x',
    'if (is_value(b, -1)) return negate(a);\n    if (is_value(a, -1)) return negate(b);',
    'if (is_value(b, -1)) return a;\n    if (is_value(a, -1)) return negate(b);',
  ),
  mutation(
    'core/graph/simplify.cpp',
    '0 − b is b',
    'if (is_value(a, 0)) return negate(b);',
    'if (is_value(a, 0)) return b;',
  ),
  mutation(
    'core/loss/loss.cpp',
    "Huber's line begins at twice δ",
    'g.apply(less_equal, size, delta)',
    'g.apply(less_equal, g.apply(mul, half, size), delta)',
  ),
  mutation(
    'core/loss/compose.cpp',
    'the residual of weighted rows lacks its root',
    'g_.apply(mul, g_.apply(sqrt, omega()), r_)',
    'g_.apply(mul, omega(), r_)',
  ),
  mutation(
    'core/optimizer/first_order/adam.hpp',
    'the second average is not corrected',
    'bias_correction(beta2_, state.epoch)',
    'bias_correction(beta1_, state.epoch)',
  ),
  mutation(
    'core/optimizer/first_order/rprop.hpp',
    'a step that changes sign grows',
    '(s > 0 ? plus_ : minus_)',
    '(s < 0 ? plus_ : minus_)',
  ),
  mutation('core/optimizer/schedule.hpp', 'the warm-up begins one step late', '(k + 1) / horizon_', 'k / horizon_'),
  mutation(
    'core/optimizer/schedule.hpp',
    'the cosine does not end at its horizon',
    'std::min(k / horizon_, 1.0)',
    'k / horizon_',
  ),
  mutation(
    'core/optimizer/stopping.hpp',
    'a rejected trial ends the run by its step',
    'if (moved == 0) return std::nullopt;',
    '',
  ),
  mutation(
    'core/optimizer/stopping.hpp',
    'the change of the loss is compared with its bound alone',
    '*stopping.loss_change * std::abs(double(loss_before))',
    '*stopping.loss_change',
  ),
  mutation(
    'core/optimizer/least_squares/trust_region.cpp',
    'a step is taken in scaled parameters',
    'return -(times(s.v, q).array() / scale_).matrix();',
    'return -(times(s.v, q).array() * scale_).matrix();',
  ),
  mutation(
    'core/optimizer/line_search/line_search.cpp',
    "Armijo's constant is not used",
    'start.value + c1 * point.alpha * start.slope',
    'start.value',
  ),
  mutation(
    'core/run/train.cpp',
    'the first step is recorded twice',
    'recorder.record(entry);',
    'recorder.record(entry);\n    if (entry.epoch == 1) recorder.record(entry);',
  ),
  mutation(
    'core/run/train.cpp',
    'evaluations of the Hessian are not counted',
    'count.value + count.gradient + count.hessian',
    'count.value + count.gradient',
  ),
  mutation('core/inspect/derivative.cpp', 'the finite difference is one-sided', 'w[j] = here - step;', 'w[j] = here;'),
  mutation(
    'core/fit/report/fit_report.cpp',
    'the residual deviation is taken with n',
    'std::sqrt(report.rss / double(degrees))',
    'std::sqrt(report.rss / double(n))',
  ),
  mutation(
    'core/fit/report/fit_report.cpp',
    'R² is never centred',
    'report.centred = !fitted.linear || spans(J, root);',
    'report.centred = false;',
  ),
  mutation(
    'core/race/race.cpp',
    'settling is measured from zero',
    'out.loss + settled_share * (first - out.loss)',
    'settled_share * first',
  ),
  mutation(
    'core/study/quadratic/modes.cpp',
    'momentum is added with the wrong sign',
    'mode.keep * mode.now - method.mu * mode.before',
    'mode.keep * mode.now + method.mu * mode.before',
  ),
  mutation(
    'core/study/theory.cpp',
    'the contraction is that of one root',
    'std::max({largest, std::abs(a), std::abs(b)})',
    'std::max({largest, std::abs(a)})',
  ),
  mutation(
    'core/study/noise_study.cpp',
    'residuals of a fit are drawn without their centre',
    'residuals.array() - residuals.mean()',
    'residuals.array()',
  ),

  // --- www, one defect that once went unnoticed each --------------------------------------------------------------
  mutation(
    'www/problem/verdict.js',
    'the factor by which an error grows is that by which it shrinks',
    'Math.abs(1 - rate / bestRate)',
    'Math.abs(1 - bestRate / rate)',
  ),
  named('www/i18n/es.json', 'a method without its name', '"radam": "RAdam",', ''),
  named('www/i18n/en.json', 'a loss without its name', '"cauchy": "Cauchy",', ''),
  named('www/i18n/en.json', 'a memory without its word', '"window":', '"windows":'),
  named(
    'www/engine/client.js',
    'a stale answer is accepted',
    'if (lane.sent?.id !== message.id) return;',
    'if (!lane.sent) return;',
  ),
  named(
    'www/descent/descent-workspace.js',
    'a rate that changes during playback restarts the run',
    'isRateAlone && isWithoutMemory && player.isPlaying && this.problem',
    'isRateAlone && isWithoutMemory && !player.isPlaying && this.problem',
  ),
  named('www/descent/stage.js', 'a click on a chart seeks nothing', 'if (epoch !== null) events.onSeek(epoch);', ''),
  named(
    'www/ui/number-control.js',
    'ArrowUp on a log slider goes down',
    '10 ** (direction * 0.05)',
    '10 ** (-direction * 0.05)',
  ),
  named(
    'www/descent/view-controls.js',
    'the optimum button writes the wrong choice',
    "=== 'shown' ? 'hidden' : 'shown')",
    "=== 'shown' ? 'shown' : 'hidden')",
  ),
  named(
    'www/ui/formula-control.js',
    'a stale check of a formula is accepted',
    'if (this.input.value !== formula) return;',
    '',
  ),
  named(
    'www/descent/charts/history-chart.js',
    'the level of the optimum is that of nothing',
    'Float64Array.of(loss, loss)',
    'Float64Array.of(2 * loss, 2 * loss)',
  ),
  named(
    'www/descent/charts/history-chart.js',
    'the first and the last loss of the summary are swapped',
    'startLoss: readable(pointAt(problem, 0).loss),\n      endLoss: readable(pointAt(problem, epochs).loss)',
    'startLoss: readable(pointAt(problem, epochs).loss),\n      endLoss: readable(pointAt(problem, 0).loss)',
  ),
  named(
    'www/chart/card.js',
    'the titles of the axes are swapped',
    "{ class: 'axis axis-x' }",
    "{ class: 'axis axis-z' }",
  ),
  named(
    'www/descent/charts/data-chart.js',
    'the model has the colour of the truth',
    "line('model', curves.x, model, 'model'",
    "line('model', curves.x, model, 'truth'",
  ),
  named(
    'www/descent/charts/data-chart.js',
    'the truth has the colour of the model',
    "truth.y, 'truth'",
    "truth.y, 'model'",
  ),
  named(
    'www/descent/charts/history-chart.js',
    'an entry of the legend has another meaning',
    "{ t: 'legend.path', meaning: 'path' }",
    "{ t: 'legend.path', meaning: 'curve' }",
  ),
  named(
    'www/shell/player.js',
    'playing at half speed',
    'passed * speed * epochsPerSecond',
    '0.5 * passed * speed * epochsPerSecond',
  ),

  // --- www, others ------------------------------------------------------------------------------------------------
  mutation(
    'www/engine/client.js',
    'an older request waits instead of the newest',
    'this.#waiting.set(kind, { payload, receive });',
    'if (!this.#waiting.has(kind)) this.#waiting.set(kind, { payload, receive });',
  ),
  mutation(
    'www/engine/client.js',
    'an answer does not end the count of crashes',
    'this.#crashes = 0;\n    receive',
    'receive',
  ),
  mutation('www/engine/parts.js', 'a workspace that is opened requests nothing', '?? true;', '?? false;'),
  mutation(
    'www/engine/parts.js',
    'parts do not depend on groups of fields',
    'path === field || path.startsWith',
    'path === field || path.endsWith',
  ),
  mutation('www/experiment/store.js', 'an invalid value is set with the valid ones', 'if (error) return error;', ''),
  mutation(
    'www/experiment/hash.js',
    'a link keeps defaults too',
    'value !== field.default && store.inEffect(field)',
    'store.inEffect(field)',
  ),
  mutation(
    'www/experiment/hash.js',
    'a link brings values that cannot be',
    'if (isRead && validate(field, value) === null)',
    'if (isRead)',
  ),
  mutation(
    'www/experiment/validate.js',
    'zero is accepted where it must be positive',
    'positive && value <= 0',
    'positive && value < 0',
  ),
  mutation(
    'www/experiment/validate.js',
    'no decimal comma in Spanish',
    "if (language === 'es') plain",
    "if (language === 'en') plain",
  ),
  mutation('www/experiment/table.js', 'weights of a table are lost', '...(weights && { weights })', ''),
  mutation(
    'www/chart/ranges.js',
    'ranges shrink while something moves',
    'if (previous[0] <= lo && hi <= previous[1]) return previous;\n  const room = headroom',
    'const room = headroom',
  ),
  mutation(
    'www/chart/ranges.js',
    'an axis of a divergence is no wider',
    '(diverges ? 2.5 : 1.25)',
    '(diverges ? 1.25 : 1.25)',
  ),
  mutation(
    'www/chart/ticks.js',
    'ticks outside their range',
    'Math.log10(value) >= lo && Math.log10(value) <= hi',
    'Math.log10(value) >= lo',
  ),
  mutation('www/chart/plot.js', 'the vertical axis is upside down', 'height - up(value)', 'up(value)'),
  mutation('www/chart/nodes.js', 'a gap of a line is drawn through', "} else pen = 'M';", "} else pen = 'L';"),
  mutation(
    'www/chart/grid.js',
    'the tip stays after the pointer',
    'this.events.onPoint?.(name, null);\n      this.hideTips();',
    'this.hideTips();',
  ),
  mutation(
    'www/chart/card.js',
    'an entry of the legend is shown although its line is not',
    'hidden: !isShown(state)',
    'hidden: isShown(state)',
  ),
  mutation(
    'www/problem/verdict.js',
    'a rate beyond the limit is called slow',
    "if (rate > stableRate) return { kind: 'diverges', factor };",
    "if (rate < 0) return { kind: 'diverges', factor };",
  ),
  mutation('www/problem/run.js', 'the rest of a run begins at its first epoch', 'column[kept.epoch]]', 'column[0]]'),
  mutation('www/problem/panel/problem-panel.js', 'refused values stay in the form', 'store.set(valid);', ''),
  mutation(
    'www/problem/panel/problem-changes.js',
    'another model keeps the position of the run',
    'player.seek(0);\n    this.rateSearch.prepare(search);',
    'this.rateSearch.prepare(search);',
  ),
  mutation(
    'www/ui/number-control.js',
    'an invalid number is committed',
    'if (read.error) this.showError(read.error);\n    else this.#change',
    'this.#change',
  ),
  mutation(
    'www/ui/number-control.js',
    'the slider of a log field moves linearly',
    "if (this.field.scale === 'log') return Number((10 ** raw)",
    "if (this.field.scale === 'none') return Number((10 ** raw)",
  ),
  mutation(
    'www/ui/formula-control.js',
    'Escape keeps an invalid text',
    "if (event.key === 'Escape') this.restore();",
    '',
  ),
  mutation(
    'www/shell/run-bar.js',
    'a step goes two epochs',
    'player.seek(Math.floor(player.position) + 1)),\n        button',
    'player.seek(Math.floor(player.position) + 2)),\n        button',
  ),
  mutation(
    'www/shell/run-bar.js',
    'End goes to the start',
    'End: (/** @type {Player} */ player) => player.seek(player.end)',
    'End: (/** @type {Player} */ player) => player.seek(0)',
  ),
  mutation(
    'www/shell/player.js',
    'playing from the end stays there',
    'if (this.position >= this.end) this.position = 0;',
    '',
  ),
  mutation('www/shell/gesture.js', 'a gesture never ends', 'else this.#rest();', ''),
  mutation('www/shell/page.js', 'the theme does not reach the charts', 'this.workspaces.setTheme(theme);', ''),
  mutation(
    'www/shell/workspaces.js',
    'a workspace forgets its place on the timeline',
    'this.#positions.get(wanted) ?? (this.current.opensAtEnd ? Infinity : 0)',
    'Infinity',
  ),
  mutation(
    'www/descent/snapshot.js',
    'the model between two epochs is that of the first',
    'a.w + t * (b.w - a.w)',
    'a.w',
  ),
  mutation(
    'www/descent/compute.js',
    'the truth is drawn with its noise',
    'factor: 0, mean: 0, sd: 0',
    'factor: 1, mean: 0, sd: 1',
  ),
  mutation(
    'www/descent/loss-curve.js',
    'the notebook’s ranges are not used',
    'return fixed ? [...fixed] :',
    'return !fixed ? [0, 1] :',
  ),
  mutation(
    'www/descent/charts/loss-chart.js',
    'the next step is marked where the present one is',
    'at: at(isPredicting || !isAll ? null : next)',
    'at: at(isPredicting || !isAll ? null : shown)',
  ),
  mutation(
    'www/i18n/format.js',
    'a number for reading has the wrong exponent',
    'superscript(Number(power))',
    'superscript(Number(power) + 1)',
  ),
  mutation(
    'www/i18n/translate.js',
    'a sentence does not take its arguments',
    'if (one === undefined) return String(args[name]);',
    'if (one === undefined) return whole;',
  ),
  mutation('www/i18n/translate.js', 'one is a plural', "=== 'one' ? one : other", "=== 'one' ? other : one"),
  // --- conclusions and readings that were wrong on fresh cases ------------------------------------------------------
  inEngine(
    'core/optimizer/judge.cpp',
    'the arm of a deep well is a pole',
    'return stride < first / 4;',
    'return stride > 0;',
  ),
  inEngine(
    'core/run/conclude.cpp',
    'a method on an interval has to find its kink to the last digit',
    'if (is_enclosed()) return StopReason::converged;',
    'if (false) return StopReason::converged;',
  ),
  inEngine(
    'core/fit/fit.cpp',
    'a parameter whose slope is nothing is 0',
    '!((without - r).norm() <= rounding)',
    'without.size() == 0',
  ),
  inEngine(
    'core/fit/fit.cpp',
    'the signs of labels are a pattern',
    'if (loss == "bernoulli") return;',
    'if (loss == "labels") return;',
  ),
  inEngine(
    'core/fit/solvers/vertex.cpp',
    'multipliers of any rows that are 0 must do',
    'return count > active_.size();',
    'return count > active_.size() && count == 0;',
  ),
  named(
    'www/data/read/rows.js',
    'a decimal comma with a space behind it separates cells',
    "text.replace(looseCommas, ',')",
    "text.replace(looseCommas, ', ')",
  ),
];
