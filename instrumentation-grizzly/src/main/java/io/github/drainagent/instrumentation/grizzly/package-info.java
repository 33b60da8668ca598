/**
 * Grizzly 2.3, 2.4 and 4.0, HTTP/1.1: its own server, and Jersey, Payara and GlassFish on top of
 * it.
 *
 * <ul>
 *   <li>A connection is a {@code TCPNIOConnection}, a new one for each socket. One that is accepted
 *       for a chain with the HTTP codec in it is known at once. Where ports are unified the codec
 *       comes into the chain with the first bytes, so it is known when its keep-alive begins.
 *   <li>An exchange is the request packet, which is pooled. It begins with the first bytes of its
 *       head. It ends at the event that all responses end with, suspended ones too; what ends
 *       without it ends with its connection. By then the last bytes may still be in the
 *       connection's own queue, so a connection is not idle until that is empty.
 *   <li>A selector's thread reads the head, and a worker may run the handler: told of at what both
 *       do right before, so that it is the worker whose stack is shown and whose {@code
 *       System.exit} is that request's.
 *   <li>A connection waits for a request while its interest in reads is on: a worker has it off
 *       from the moment it is told of bytes until it has done with them. One that is partly read is
 *       an attribute of the connection, and so is one whose body is read on after its response.
 *   <li>The last response of a connection is made by the keep-alive flag of its request, before the
 *       head is written. Grizzly reads the rest of the request's body first and then closes. Not
 *       where the next request was read already: that is told when the chain is given the bytes
 *       behind a whole request.
 *   <li>A response with 101 and the preface of HTTP/2 make it a connection that is drained by its
 *       bytes.
 *   <li>Grizzly's own graceful shutdown is not used: it answers 503.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package io.github.drainagent.instrumentation.grizzly;
