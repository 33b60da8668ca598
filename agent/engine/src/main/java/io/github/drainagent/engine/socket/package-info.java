/** The JDK's own sockets: every listener and every connection that any server of the JVM has. */
package io.github.drainagent.engine.socket;
