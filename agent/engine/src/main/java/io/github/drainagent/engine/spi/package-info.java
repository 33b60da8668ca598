/**
 * What an instrumentation gives to the engine: which classes it matches and which members it needs
 * ({@link io.github.drainagent.engine.spi.ServerFamily}, data), the advice, and an adapter ({@link
 * io.github.drainagent.engine.spi.Connector}, the only class that knows the server).
 */
package io.github.drainagent.engine.spi;
