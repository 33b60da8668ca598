/**
 * The way out of the JVM: signals are kept back, {@code System.exit} and the end of the last thread
 * wait, and then everything goes on exactly as it would have.
 */
package io.github.drainagent.engine.exit;
