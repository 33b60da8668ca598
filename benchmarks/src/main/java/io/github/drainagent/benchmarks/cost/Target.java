package io.github.drainagent.benchmarks.cost;

import java.util.function.ToDoubleFunction;

/**
 * What a row promises.
 *
 * @param text as the page has it
 * @param figure what is compared
 * @param limit the most of it, or the least where {@code atLeast}
 */
record Target(String text, ToDoubleFunction<Series> figure, double limit, boolean atLeast) {

  static Target atMostMore(double limit, String unit) {
    return new Target(
        "+" + Series.number(limit) + " " + unit, Series::medianDifference, limit, false);
  }

  static Target ratioAtLeast(double limit) {
    return new Target("ratio at least " + limit, Series::medianRatio, limit, true);
  }

  static Target ratioAtMost(double limit) {
    return new Target("ratio at most " + limit, Series::medianRatio, limit, false);
  }

  static Target atMost(double limit, String unit) {
    return new Target((Series.number(limit) + " " + unit).trim(), Series::medianWith, limit, false);
  }

  boolean isMet(Series series) {
    double reached = figure().applyAsDouble(series);
    return atLeast ? reached >= limit : reached <= limit;
  }

  /** Of one that is missed. */
  String distance(Series series) {
    return "missed by " + Series.number(Math.abs(figure().applyAsDouble(series) - limit));
  }
}
