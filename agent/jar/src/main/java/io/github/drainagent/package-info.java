/**
 * What every JVM that is given the agent loads, and therefore next to nothing.
 *
 * <p>THIS PACKAGE DEPENDS ON NOTHING: no library, no logging, no JMX, no {@code java.nio.file}, no
 * network, no lambda. It says nothing unless something is wrong with the agent itself or with a
 * setting that is to be taken strictly.
 */
package io.github.drainagent;
