/** Closing ports. Nothing outside this package depends on how it is done. */
package io.github.drainagent.engine.close;
