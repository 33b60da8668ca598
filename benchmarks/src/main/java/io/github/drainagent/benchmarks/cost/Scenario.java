package io.github.drainagent.benchmarks.cost;

import java.util.List;

/** Something that is measured in rounds, each time without and with the agent. */
interface Scenario {
  /** What it measures. */
  List<Row> rows();

  /** One round: adds to each of the rows. */
  void run() throws Exception;
}
