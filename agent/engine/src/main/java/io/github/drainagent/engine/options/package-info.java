/** Settings: one table ({@link io.github.drainagent.engine.options.Option}), four sources. */
package io.github.drainagent.engine.options;
