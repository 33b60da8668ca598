/** What was measured, for people at a terminal, for programs, and as a page to look at. */
package io.github.drainagent.prove.report;
