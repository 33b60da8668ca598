/**
 * What a row of servers.csv needs before it can be started: its jars, which Maven fetches, and its
 * application, compiled against exactly these.
 */
package io.github.drainagent.it.servers;
