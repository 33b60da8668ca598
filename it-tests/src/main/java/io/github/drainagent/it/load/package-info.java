/**
 * The load client: precise about how each attempt ended, since "an error" is not the same to a
 * client that may retry and to one that may not. Plain Java 8 on blocking sockets, loopback and the
 * test network only, bounded in time and count.
 */
package io.github.drainagent.it.load;
