/**
 * Tomcat 8.5 to 11, NIO and NIO2, HTTP/1.1 and HTTP/2. Nothing of the servlet API is touched, so
 * that it does not matter whether that is {@code javax} or {@code jakarta}.
 *
 * <ul>
 *   <li>A connection is a {@code SocketWrapperBase}, a new one for each socket. The one call that
 *       all connectors of all versions make once the wrapper knows its socket, and before anybody
 *       reads from it, is {@code setKeepAliveLeft}. {@code ConnectionHandler.release} is called for
 *       each that ends. APR's are not reported; their exchanges are.
 *   <li>An upgrade makes an upgrade processor. With HTTP/2 and with Tomcat's own WebSocket the
 *       connection stays ours and is reported once more, since what it speaks has another end; any
 *       other protocol's is drained by its bytes.
 *   <li>A WebSocket gets the event {@code STOP}, which in all versions makes its handler send 1001
 *       with a reason of Tomcat's. A thread of the connector's does it, under the connection's
 *       lock: after the message that is being worked on, and a close that blocks blocks nobody
 *       else. The first 8.5 closes the socket of one whose client has vanished without a {@code
 *       release}; the engine sees the channel close.
 *   <li>HTTP/2 has {@code pause()}, which sends both GOAWAYs, but the second one only once another
 *       stream comes (until 9.0.1: another frame), and after the average of the last three round
 *       trips, by which a stream that took longer is lost. So both are sent from here, the second
 *       one on the thread that reads frames when the answer to a PING has come back. The state
 *       {@code PAUSED}, in which new streams are read and ignored, is Tomcat's. Nothing is sent
 *       before Tomcat's first PING, as its SETTINGS have to be the first frame.
 *   <li>Whether server-sent events are sent in chunks is told by the head that went out, and
 *       whether a chunk is whole by what the connection has still to write.
 *   <li>A stream of events in HTTP/2 is ended by the {@code end} of its {@code StreamOutputBuffer},
 *       under that one's {@code writeLock} (from 8.5.92, 9.0.79 and 10.1.12 on). The response has a
 *       note then, by which {@code setErrorState} knows that nothing is to be reset any more.
 *   <li>An exchange is a coyote {@code Request}, which belongs to a processor that goes from
 *       connection to connection. It begins in {@code prepareRequest}, when the head was read and
 *       whether or not it made sense; or earlier, where {@code fill} is called in the middle of
 *       one. It ends in {@code updateCounters}, which each path that finishes a response calls
 *       afterwards, and at the latest in {@code recycle}, without which no processor is used again.
 *   <li>A file that is sent by the kernel outlives its exchange. Its connection is not idle until
 *       then.
 *   <li>A partly read request is an exchange, so a connection that waits to be readable is idle
 *       where it has none. NIO waits with an interest, which the poller takes back before anybody
 *       reads; NIO2 with a pending read, whose bytes are in the buffer when it is over.
 *   <li>The last response of a connection is made by {@code keepAlive}, before the head is written.
 *       A response of unknown length keeps its chunks, as those depend on the application's own
 *       headers. Pipelined requests that were read already would be thrown away, so the connection
 *       goes on until there are none.
 *   <li>Without keep-alive the rest of an async request's body is not read, which would make the
 *       close a reset. So it is read as that of any other.
 *   <li>What was committed before the drain has told its client that it may go on, so its
 *       connection stays open, and the drain lets it go as idle.
 *   <li>At its own stop, Tomcat wakes its acceptor by a connection to its port, which is gone, and
 *       waits. The engine lets every acceptor go that sleeps in a closed port, so there is nothing
 *       to do here.
 *   <li>Tomcat's own {@code pause()} and graceful close are not used: they answer 503, or drop the
 *       next request of a kept-alive connection.
 * </ul>
 */
package io.github.drainagent.instrumentation.tomcat;
