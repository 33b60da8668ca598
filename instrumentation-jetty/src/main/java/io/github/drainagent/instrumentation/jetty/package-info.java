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
 *   <li>{@code HttpConnection} asks its connector {@code isShutdown()} before each write. Where the
 *       answer is yes, the response says {@code Connection: close}, or, when it was committed
 *       before, the output is shut down after its last byte. Input is then read and thrown away
 *       until the client closes, so no response is lost to a reset. {@code LocalConnector} asks the
 *       same to decide whether it still works at all, and is left alone.
 *   <li>A response of unknown length that closes its connection would lose its chunks and be
 *       delimited by the end of the connection, where a client can't tell whole from half. It keeps
 *       them.
 *   <li>12.0.0 to 12.0.25 have {@code completeStream} in {@code HandlerInvoker}; 12.0.32, 12.0.39
 *       and 12.1 in {@code HttpChannelState}.
 * </ul>
 */
package io.github.drainagent.instrumentation.jetty;
