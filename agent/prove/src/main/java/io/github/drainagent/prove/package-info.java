/**
 * {@code java -jar drain-agent.jar prove}: an application under load gets TERM, as it is and with
 * the agent, and how every attempt of its clients ended is counted and shown.
 *
 * <p>A program of its own: nothing here is ever loaded into a JVM that is given the agent, and
 * nothing here depends on anything but the JDK.
 */
package io.github.drainagent.prove;
