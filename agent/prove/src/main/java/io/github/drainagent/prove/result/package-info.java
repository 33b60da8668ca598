/** What was measured, as figures: counts, times, and what they come to. */
package io.github.drainagent.prove.result;
