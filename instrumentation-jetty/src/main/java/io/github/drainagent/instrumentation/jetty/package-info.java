/**
 * Jetty 9.4 to 12.1. There are two generations: 9.4 to 11, where the channel is made of servlets,
 * and 12, which has them on top.
 *
 * <ul>
 *   <li>A connection is an {@code HttpConnection}, or the HTTP/2 connection that took its place. An
 *       upgrade closes it as far as we are concerned, while its socket lives on.
 *   <li>An exchange is an {@code HttpChannel}, in 12 an {@code HttpChannelState}, and each stream
 *       of HTTP/2 has one. It begins in {@code onRequest} and is used again for the next request of
 *       its connection.
 *   <li>Until 11 it ends in {@code onCompleted}, at its entry: after async work, dispatches and
 *       errors, when the last write has completed. A response that is aborted ends with its
 *       connection.
 *   <li>In 12 another thread may begin the next one as soon as {@code HttpStream.succeeded()} was
 *       called: so it ends <em>before</em> that, at the entry of {@code completeStream}, where the
 *       last write has already completed (Jetty completes a write when the channel has taken all of
 *       it), and never at an exit. An upgrade to HTTP/2 in clear text begins an exchange and
 *       completes no stream; {@code recycle()} is what it has in common with all the others.
 *   <li>The last response of a connection is made by its header, in 12 in {@code prepareResponse},
 *       which each final response of HTTP/1 goes through once and no 1xx does; until 11 in {@code
 *       sendResponse}, before the head is made of the headers, which are frozen from then on. Jetty
 *       then shuts the output down after the last byte and throws away what comes in until the
 *       client closes, so no response is lost to a reset. 9.4.0 and 12.0.0 were seen to close both
 *       ways at once now and then.
 *   <li>Where an answer is cut short, 12 closes the connection and then parses what it had read, so
 *       an exchange may begin behind the end of its connection. It ends as any other does.
 *   <li>Jetty has a switch for the same, {@code AbstractConnector.isShutdown()}. It is not used: it
 *       is asked again after the last write, and so shuts the output of a connection whose response
 *       has just promised the client that it may go on. A quick client's next request then gets no
 *       answer. What was committed before the drain is left open, and the drain lets it go as idle.
 *   <li>A response of unknown length that closes its connection would lose its chunks and be
 *       delimited by the end of the connection, where a client can't tell whole from half. It keeps
 *       them, but for 9.4.0, which has no chunks on a connection that closes.
 *   <li>12.0.0 to 12.0.25 have {@code completeStream} in {@code HandlerInvoker}; 12.0.32, 12.0.39
 *       and 12.1 in {@code HttpChannelState}.
 *   <li>A WebSocket is a connection in the place of the one that asked for it. In 9.4 its class is
 *       known to be a server's by its name, from 10 on by its lack of what a client makes masks
 *       with. A close frame of 1001 goes out on a thread of the server's; Jetty answers the
 *       client's by closing. One in a stream of HTTP/2 has no socket of its own, and is only told.
 *   <li>Until the next chunk begins, the one before lacks the line break at its end: who ends a
 *       response from below Jetty has to write that first.
 *   <li>GOAWAY: {@code HTTP2Session.shutdown()} (from 10 on) says the first, and the second as soon
 *       as no stream is open, without a round trip in between and, with a client that never stops,
 *       at no time. So the first is sent as a frame like any other, past the session's state, and
 *       the second by {@code close}, on the thread that reads the client's answer to a PING, so
 *       that it names the last stream exactly. A PING is written before what waits already, GOAWAY
 *       too: it is sent only when that has gone.
 *   <li>A stream of HTTP/2 takes one write at a time and refuses a second, so an end is sent by the
 *       same method that the application's data comes through. But nobody looks whether a stream
 *       was ended before: what is written behind would be sent, and be an error of the whole
 *       connection (RFC 9113, 5.1). So the question whether a queued frame is to be dropped, which
 *       is asked one frame after the other, is answered with yes behind our end. A response counts
 *       as committed shortly before its head is queued. A write that begins in the moment in which
 *       ours is on its way is refused as a second one (WritePendingException). It is not refused
 *       any earlier: until 11 Jetty answers with RST_STREAM, which has to stay behind our end.
 *   <li>9.4.0 and 9.4.20 end their output behind any GOAWAY; they know none that is graceful and
 *       have no {@code goAway} method. Their connections of HTTP/2 are let go when no stream is
 *       open.
 * </ul>
 */
package io.github.drainagent.instrumentation.jetty;
