/**
 * The few kernel calls that a drain needs. All of them are natives that every JDK from 8 to 25
 * brings along for itself, so nothing is unpacked, linked or loaded for them. What they lack is in
 * {@code libc}.
 */
package io.github.drainagent.engine.kernel;
