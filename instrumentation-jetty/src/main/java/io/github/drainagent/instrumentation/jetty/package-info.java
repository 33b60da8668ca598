/**
 * Jetty 12.0 and 12.1, HTTP/1.1 and what of HTTP/2 goes through the same methods.
 *
 * <ul>
 *   <li>A connection is an {@code HttpConnection}, or the HTTP/2 connection that took its place. An
 *       upgrade closes it as far as we are concerned, while its socket lives on.
 *   <li>An exchange is an {@code HttpChannelState}. It begins in {@code onRequest} and is used
 *       again for the next request of its connection, which another thread may begin as soon as
 *       {@code HttpStream.succeeded()} was called: so it ends <em>before</em> that, at the entry of
 *       {@code completeStream}, where the last write has already completed (Jetty completes a write
 *       when the channel has taken all of it), and never at an exit.
 *   <li>An upgrade to HTTP/2 in clear text begins an exchange and completes no stream; {@code
 *       recycle()} is what it has in common with all the others.
 *   <li>The last response of a connection is made by its header, in {@code prepareResponse}, which
 *       each final response of HTTP/1 goes through once and no 1xx does. Jetty then shuts the
 *       output down after the last byte and throws away what comes in until the client closes, so
 *       no response is lost to a reset.
 *   <li>Jetty has a switch for the same, {@code AbstractConnector.isShutdown()}. It is not used: it
 *       is asked again after the last write, and so shuts the output of a connection whose response
 *       has just promised the client that it may go on. A quick client's next request then gets no
 *       answer. What was committed before the drain is left open, and the drain lets it go as idle.
 *   <li>A response of unknown length that closes its connection would lose its chunks and be
 *       delimited by the end of the connection, where a client can't tell whole from half. It keeps
 *       them.
 *   <li>12.0.0 to 12.0.25 have {@code completeStream} in {@code HandlerInvoker}; 12.0.32, 12.0.39
 *       and 12.1 in {@code HttpChannelState}.
 * </ul>
 */
package io.github.drainagent.instrumentation.jetty;
