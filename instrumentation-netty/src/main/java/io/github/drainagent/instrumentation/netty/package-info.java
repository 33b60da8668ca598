/**
 * Netty 4.1 and 4.2, HTTP/1.1 and HTTP/2, and so what is built on it: Reactor Netty, Vert.x,
 * Micronaut, Armeria and gRPC all put Netty's own HTTP decoder and encoder and its handler of
 * HTTP/2, or subclasses of them, into the pipeline.
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
 *       In a drain, and for what is large at any time, the end of an exchange is the completion of
 *       an empty write behind its last byte. Without a drain a small response is over when it is
 *       encoded, since a task on the event loop for each of them cost a twentieth of the
 *       throughput; what was over in this way and has not left keeps its connection from being
 *       idle.
 *   <li>Frameworks decide on keep-alive before they write, so the header alone closes nothing: the
 *       connection is closed here, output first, and what the client still sends is read and
 *       dropped until it closes too. A close with unread bytes would be a reset, and a reset takes
 *       the response out of the client's hands.
 *   <li>A response whose head went out before the drain began has promised keep-alive, and its
 *       client may send the next request the moment it has the last byte. A FIN right behind that
 *       byte would lose it, so the connection stays: its next response says close, or the engine
 *       lets it go as idle.
 *   <li>After 101, and after a tunnel made by CONNECT, the channel speaks something else. It is
 *       given back to the engine, which watches it by its bytes, unless Netty's encoder of
 *       WebSocket frames is in the pipeline by then: its handshaker puts it there before it writes
 *       the 101. The close frame is given to that encoder itself, past the handlers of the
 *       application.
 *   <li>A response of server-sent events is told by the headers that went out, which are looked at
 *       in a drain only.
 *   <li>That end is a FIN from below Netty: {@code shutdownOutput} fires an event, which Armeria
 *       warns of.
 *   <li>In HTTP/2 its type is looked for where the encoder is given the head, since Netty does not
 *       keep it; the end is given to that encoder itself, past the application's handlers. A second
 *       end, or data behind it, fails in the encoder, because the stream is closed by then.
 *   <li>Each stream of HTTP/2 is an exchange; what a stream sends is with the kernel some time
 *       after it is closed, as with an encoded response.
 *   <li>The drain says GOAWAY twice (RFC 9113, 6.8): first with the highest stream there can be, so
 *       that what is on its way is still served, and after a round trip with the last one that
 *       came. Only then can the connection be idle. The round trip is a PING, or a second where no
 *       answer comes. gRPC and Armeria do the same by themselves when their channel is closed.
 *   <li>The connection of a channel that was upgraded from HTTP/1.1 stays the same one; its 101 is
 *       an exchange and so is stream 1.
 *   <li>An accept on io_uring serves many clients and holds the socket that it was begun on; in a
 *       drain it is begun anew after each of them, so that the engine can take that socket away.
 *   <li>The classes of Netty 4.1.0 are Java 6: advice uses neither lambdas nor static interface
 *       methods.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package io.github.drainagent.instrumentation.netty;
