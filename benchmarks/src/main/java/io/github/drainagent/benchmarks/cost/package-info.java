/** Prints docs/cost.md: what the agent costs, against the same run without it. */
package io.github.drainagent.benchmarks.cost;
