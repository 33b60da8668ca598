/** The agent's own threads. */
package io.github.drainagent.engine.thread;
