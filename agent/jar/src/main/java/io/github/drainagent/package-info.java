/**
 * What every JVM that is given the agent loads, and therefore next to nothing.
 *
 * <p>THIS PACKAGE DEPENDS ON NOTHING: no library, no logging, no JMX, no {@code java.nio.file}, no
 * network, no lambda, and no string in a switch of its own making. It says nothing unless something
 * is wrong with the agent itself.
 */
package io.github.drainagent;
