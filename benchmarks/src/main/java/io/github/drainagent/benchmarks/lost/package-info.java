/** What {@code benchmarks/lost.sh} runs, and docs/lost-per-term.md shows. */
package io.github.drainagent.benchmarks.lost;
