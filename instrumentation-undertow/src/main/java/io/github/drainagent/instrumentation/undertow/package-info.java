/**
 * Undertow 1.4 to 2.3.
 *
 * <ul>
 *   <li>A connection is an {@code HttpServerConnection}. It stays the same object for its whole
 *       life; where it is upgraded, {@code getUpgradeListener()} is asked for who takes over, and
 *       it is no longer ours. A {@code WebSocketChannel} or an {@code Http2Channel} then is, from
 *       its constructor on. A connection of AJP is not reported: it is drained by its bytes.
 *   <li>An exchange is an {@code HttpServerExchange}, a new one for each request. It begins in
 *       {@code Connectors.executeRootHandler}, which is called again for each dispatch to another
 *       handler, and ends in {@code invokeExchangeCompleteListeners}, which every path calls once
 *       request and response are terminated: the response only after its flush succeeded. It may be
 *       called more than once.
 *   <li>The last response of a connection is made when its head is, in {@code getSinkConduit}. An
 *       exchange that isn't persistent does three things that lose data, and each is avoided:
 *       <ul>
 *         <li>Pipelined requests that were read already are thrown away. So, as long as there are
 *             any, the connection goes on: the last of them says {@code Connection: close}.
 *         <li>A request body that nobody has read is not read any more, and the close becomes a
 *             reset that may take the response with it. So the exchange stays persistent until it
 *             is over.
 *         <li>A response of unknown length has no chunks, and where it ends early no client can
 *             tell. So chunks are asked for by name.
 *       </ul>
 *   <li>What was committed before the drain has told its client that it may go on, so its
 *       connection stays open, and the drain lets it go as idle.
 *   <li>A WebSocket's output ends behind its close frame, which Undertow sees to by itself.
 *   <li>A chunk is handed to the kernel with its end. {@code ServerSentEventHandler} asks for a
 *       connection that closes and gets no chunks.
 *   <li>HTTP/2: {@code sendGoAway} closes the connection behind it, and its frame is flagged as the
 *       channel's last, behind which the output ends. So the frame is made here, twice, and in a
 *       drain it is not the last unless it reports an error. Each stream has a {@code
 *       ServerConnection} of its own; the {@code Http2Channel} below is the connection.
 *   <li>A stream of events in HTTP/2 is ended from 1.4.14 on, by a frame of ours behind a sink that
 *       was broken between two frames; {@code Http2ServerConnection.close} would reset it when the
 *       application's next write fails, and does nothing then.
 *   <li>{@code 100 Continue} has a sink of its own and doesn't come through here.
 * </ul>
 */
package io.github.drainagent.instrumentation.undertow;
