/** The drain: from the first signal to the release of the JVM's exit. One thread runs it. */
package io.github.drainagent.engine.drain;
