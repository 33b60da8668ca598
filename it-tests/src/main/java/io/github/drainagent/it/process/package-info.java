/**
 * Server processes: which JDKs are here, how a server is started, what it printed, how it ended.
 */
package io.github.drainagent.it.process;
