/**
 * Servers as a stranger would write them. Nothing here knows of the agent, and nothing here may:
 * each runs with its own server's jars and these classes, on the oldest JDK that its server allows.
 */
package io.github.drainagent.it.app;
