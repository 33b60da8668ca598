/**
 * Netty 4.1 and 4.2, HTTP/1.1, and so what is built on it: Reactor Netty, Vert.x, Micronaut and
 * Armeria all put Netty's own HTTP decoder and encoder, or subclasses of them, into the pipeline.
 *
 * <p>What was found, and what follows from it:
 *
 * <ul>
 *   <li>A connection is a {@code Channel} whose parent is a {@code ServerChannel}. It is claimed
 *       when its decoder gets the first byte. Before that it is watched by its bytes, because
 *       nobody knows yet what it will speak: HTTP/2 with prior knowledge takes the HTTP/1.1 codec
 *       out.
 *   <li>An exchange is one decoded {@code HttpRequest}. Several can be pending on a channel, and
 *       the first one pending is answered by the next final response. A 1xx answers nothing, even
 *       though a full 100 is a {@code LastHttpContent} too.
 *   <li>Encoded is not sent: a response can wait in the channel for a slow reader, or for a flush.
 *       The end of an exchange is the completion of an empty write behind its last byte.
 *   <li>Frameworks decide on keep-alive before they write, so the header alone closes nothing: the
 *       connection is closed here, output first, and what the client still sends is read and
 *       dropped until it closes too. A close with unread bytes would be a reset, and a reset takes
 *       the response out of the client's hands.
 *   <li>A response whose head went out before the drain began has promised keep-alive, and its
 *       client may send the next request the moment it has the last byte. A FIN right behind that
 *       byte would lose it, so the connection stays: its next response says close, or the engine
 *       lets it go as idle.
 *   <li>After 101, and after a tunnel made by CONNECT, the channel speaks something else. It is
 *       given back to the engine, which watches it by its bytes.
 *   <li>The classes of Netty 4.1.0 are Java 6: advice uses neither lambdas nor static interface
 *       methods.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package io.github.drainagent.instrumentation.netty;
