/**
 * What is in flight: live exchanges and open connections, as sets of objects and never as numbers,
 * because every server has a path on which a begin or an end is missed or doubled.
 */
package io.github.drainagent.engine.exchange;
