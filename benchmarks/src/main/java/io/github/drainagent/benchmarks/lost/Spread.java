package io.github.drainagent.benchmarks.lost;

import java.util.stream.LongStream;

/** The median of some measurements, the least and the greatest; one number where all are alike. */
record Spread(long least, long median, long greatest) {
  static String of(LongStream measured) {
    long[] sorted = measured.sorted().toArray();
    return sorted.length == 0
        ? "-"
        : new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]).toString();
  }

  @Override
  public String toString() {
    return least == greatest
        ? Long.toString(median)
        : median + " (" + least + " to " + greatest + ")";
  }
}
