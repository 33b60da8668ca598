/**
 * A network on one machine with a round-trip time of its own, so that a handshake takes as long as
 * it does between two hosts. Its traffic never leaves it: two network namespaces, in each one TUN
 * device, and between them nothing but a {@link io.github.drainagent.it.net.DelayLine} each way.
 */
package io.github.drainagent.it.net;
