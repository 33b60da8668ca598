/** What {@code ./demo.sh} asks for the servers' commands. */
package io.github.drainagent.it.demo;
