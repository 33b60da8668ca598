/** What the agent does for each exchange and each connection, by JMH. */
package io.github.drainagent.benchmarks.jmh;
