/**
 * The drain itself. {@link io.github.drainagent.engine.Boot} puts it together when the first class
 * that matters is loaded; {@link io.github.drainagent.engine.EngineDispatcher} is where woven code
 * comes in.
 */
package io.github.drainagent.engine;
