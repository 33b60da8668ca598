/** Which Java this is, and what only newer ones have. */
package io.github.drainagent.engine.jdk;
