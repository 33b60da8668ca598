/** What {@code ./demo.sh} runs. */
package io.github.drainagent.it.demo;
