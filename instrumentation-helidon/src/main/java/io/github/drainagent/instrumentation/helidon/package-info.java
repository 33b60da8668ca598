/**
 * Helidon 4: HTTP/1.1 on virtual threads. Its classes are Java 21's and ours Java 8's, so nothing
 * of it is compiled against: advice sees objects, and the adapter goes by name.
 *
 * <ul>
 *   <li>A connection is an {@code Http1Connection}, known from its constructor. That is as soon as
 *       the socket was accepted, or, beside HTTP/2 and in 4.0.0, when the first bytes have told
 *       what it is; before those it is drained by its bytes. It is gone at the end of {@code
 *       ConnectionHandler.run}, after the socket was closed.
 *   <li>HTTP/2, and what a connection was upgraded to, are drained by their bytes, but for
 *       WebSockets. An upgrade is noticed when the drain asks: no method that all versions have is
 *       called for it.
 *   <li>A WebSocket is a {@code WsConnection} behind an {@code Http1Connection}. It is closed by
 *       its own {@code close(int, String)}, on a virtual thread of the server's, once the message
 *       that is being worked on is answered. From 4.5 on a lock is taken for each frame (read, not
 *       run); before, advice on {@code send} says who is at it. That of Helidon MP is Tyrus's,
 *       whose session can't be closed from here; it is drained by its bytes.
 *   <li>A stream of events is known when {@code sendHeadersAndPrepare} has written its head. The
 *       {@code DataWriterSseSink} of 4.2.0 to 4.4.0 writes one of its own, without chunks; in other
 *       versions the sink leaves that to the response. One that was rerouted has another prologue
 *       than its exchange, and is not known.
 *   <li>An exchange is the {@code HttpPrologue} of a request, a new one for each. It begins in
 *       {@code route}, at whose normal end the response was written and the rest of the request was
 *       read. After anything thrown, Helidon still answers and then closes, so that exchange ends
 *       with its connection.
 *   <li>Before {@code route} a request that is partly read is told by the bytes that wait in the
 *       {@code DataReader}, and by the flag behind {@code canInterrupt} once its first line is
 *       whole. A virtual thread that has bytes to read is no longer parked, even before it reads
 *       them; so a connection is idle only while its thread is.
 *   <li>The last response of a connection says so by its header, set before each of the four places
 *       that write a head. Not where the next request waits already: then that one's response does.
 *   <li>Helidon never closes after such a response, whoever asked for it: it waits for the client
 *       to do so. Here the drain does it, as on any idle connection; what a client had sent before
 *       it saw the header is answered.
 *   <li>With that header Helidon does not read what the handler left of a request's body, but takes
 *       it for the next request, and 4.0.0 waits for ever for somebody else to read it. So the
 *       header is taken away again once it was sent.
 *   <li>4.0.0 answers some errors outside of its responses and then closes, without having said so.
 *   <li>The close and the stop of Helidon are not used: both interrupt handlers.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package io.github.drainagent.instrumentation.helidon;
