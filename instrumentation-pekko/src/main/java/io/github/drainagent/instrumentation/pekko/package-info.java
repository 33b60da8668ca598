/**
 * Pekko HTTP and Akka HTTP, which is the same in another package. Only names are used, so that one
 * adapter serves both, and each version of Scala that they are published for.
 *
 * <ul>
 *   <li>A server's connection runs as one graph of fused stages, from its socket to its requests. A
 *       connection is the stage at the socket, and so is its exchange: requests that are pipelined
 *       are one, from the first head to the last byte.
 *   <li>Behind TLS the stage at the socket is not fused with the rest, and with HTTP/2 switched on
 *       HTTP/1.1 is a graph inside another. These connections are drained by their bytes; their
 *       responses say close none the less.
 *   <li>An exchange begins where the parser makes what stands for a head, or for an error in one.
 *       It is over when nothing that was read is unanswered, the renderer asks for the next
 *       response, and the kernel has all that the stage at the socket was given. Which of these
 *       comes last depends on the response, so each has its advice: {@code connected} sees what the
 *       kernel took, {@code stopTransfer} the end of a stream, and {@code onPull} the renderer's
 *       asking.
 *   <li>A connection is idle where the selector waits for bytes on it, which it does once all that
 *       came was parsed, and no part of a head is among that.
 *   <li>The last response of a connection is one whose rendering is told to force the close. Not
 *       one behind which a request was read already, which would be thrown away, and none of 1xx.
 *   <li>A WebSocket is still the stage at the socket; it is known from {@code
 *       WebSocket$BypassMerge.createLogic}, which runs on the connection's thread right after the
 *       switch. It is closed by the element that Pekko's own {@code FrameHandler} makes to close
 *       actively, emitted by that stage on its own thread. After another upgrade a connection is
 *       drained by its bytes.
 *   <li>A stream of events is known by the type of the response that is rendered. It can be ended
 *       while the renderer has asked for the next event and the socket has taken the last one.
 *   <li>Pekko's own {@code terminate} is not used: it drops idle connections at once, and answers
 *       503 to the next request of the others.
 * </ul>
 */
package io.github.drainagent.instrumentation.pekko;
