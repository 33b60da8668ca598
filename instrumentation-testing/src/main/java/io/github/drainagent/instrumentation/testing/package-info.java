/** What the tests of instrumentations share: a stand-in for the engine, and a client. */
package io.github.drainagent.instrumentation.testing;
