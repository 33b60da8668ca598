/**
 * The JDK's own HTTP server, {@code com.sun.net.httpserver}, on 8 to 25.
 *
 * <p>What was found, and what follows from it:
 *
 * <ul>
 *   <li>A connection is an {@code HttpConnection}: known when it gets its channel, gone when that
 *       channel is closed. Its {@code state} says what it waits for.
 *   <li>An exchange is an {@code ExchangeImpl}. The JDK's own counter leaks when a handler throws,
 *       so it isn't used. An event object is made for the dispatcher exactly when the last byte of
 *       a response was flushed to the kernel: its constructor is the end. All else ends with the
 *       connection.
 *   <li>A handler that throws an {@code Error} leaves its connection open for ever. Nobody will
 *       answer on it: the exchange is ended, and the connection counts as idle.
 *   <li>A header {@code Connection: close} alone closes nothing on 8 and 11; the field {@code
 *       close} of the exchange does, on all of them.
 *   <li>After a response the server reads at most 64 KiB of a request body that the handler left
 *       unread, and closes. Bytes beyond that turn the close into a reset, which can take the
 *       response with it. In a drain the close is therefore put off: output first, then what still
 *       comes is read until the client closes or two seconds have passed.
 *   <li>A stream of events is one whose head is out. Until 21 that is when {@code sentHeaders} is
 *       set; on 25 the head waits for the first flush, so that a stream which flushes nothing for
 *       as long as {@code stream} is ended before its head: its client has an error either way.
 *   <li>Everything in {@code sun.net.httpserver} is package-private: advice sees objects, and the
 *       adapter goes by method handles.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package io.github.drainagent.instrumentation.httpserver;
