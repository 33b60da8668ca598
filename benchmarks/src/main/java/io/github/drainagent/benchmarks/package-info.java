/** What the measurements of this module share. */
package io.github.drainagent.benchmarks;
