package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import io.github.drainagent.engine.kernel.TcpInfo;
import io.github.drainagent.engine.kernel.libc.SocketCalls;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/**
 * Ends one direction of a connection from below, so that no part of the server is told: the client
 * hangs up, and the server reads the end of its input as it would at any other time.
 */
public final class Fin {

  /**
   * Milliseconds. A server's thread may lose its processor between reading the first byte of a
   * request and letting anybody know, so nothing may have come in for so long.
   */
  private static final int QUIET = 25;

  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final Libc libc;
  private final TcpInfo tcpInfo = new TcpInfo();
  private final ByteBuffer lastChunk = direct("0\r\n\r\n");
  private final ByteBuffer endOfChunkAndLast = direct("\r\n0\r\n\r\n");

  public Fin(JdkNatives natives, Descriptors descriptors, Libc libc) {
    this.natives = natives;
    this.descriptors = descriptors;
    this.libc = libc;
  }

  /** Ready to be called at once; takes some milliseconds. */
  void getReady() throws IllegalAccessException {
    natives.link();
  }

  private static ByteBuffer direct(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length);
    buffer.put(bytes);
    return buffer;
  }

  /** Sends a FIN if nothing waits to be read or sent and nothing came in a moment ago. */
  void whenQuiet(Connection connection) {
    whenQuiet(TcpInfo::sinceReceived, QUIET, connection);
  }

  /**
   * The same where nothing has come in or gone out for longer.
   *
   * @param millis for how long at least
   */
  void whenQuietFor(int millis, Connection connection) {
    whenQuiet(TcpInfo::sinceMoved, Math.max(QUIET, millis), connection);
  }

  private void whenQuiet(ToIntFunction<TcpInfo> since, int millis, Connection connection) {
    end(
        connection,
        fd -> natives.isStill(fd) && (!isTold(fd) || since.applyAsInt(tcpInfo) >= millis),
        natives::endOutput);
  }

  /** Lets the server read the end of its input, if nothing waits to be read or sent. */
  void ofInput(Connection connection) {
    end(connection, natives::isStill, natives::endInput);
  }

  /** Sends a FIN, whatever else is on its way. */
  void now(Connection connection) {
    end(connection, fd -> true, natives::endOutput);
  }

  /** Sends a last chunk and a FIN, if all that was written before has been sent. */
  void afterLastChunk(Connection connection) {
    after(lastChunk, connection);
  }

  /** The same where the end of the chunk before is still to be written. */
  void afterEndOfChunk(Connection connection) {
    after(endOfChunkAndLast, connection);
  }

  private void after(ByteBuffer last, Connection connection) {
    end(
        connection,
        natives::isWritable,
        fd -> {
          natives.write(fd, last);
          natives.endOutput(fd);
        });
  }

  private void end(Connection connection, Condition condition, Ending ending) {
    Object transport = connection.transport();
    try {
      connection.unlessGone(
          () -> {
            FileDescriptor fd = transport == null ? null : descriptors.of(transport);
            if (fd == null || condition.holds(fd)) {
              if (fd != null) {
                ending.end(fd);
              }
              connection.setLetGo();
            }
          });
    } catch (Exception unconnected) {
      // its peer reset it a moment ago; the server is about to see
    }
  }

  /** Whether the kernel told its record of the connection; where it can't be asked, FINs go out. */
  private boolean isTold(FileDescriptor fd) throws IllegalAccessException {
    SocketCalls calls = libc.calls();
    return calls != null && tcpInfo.read(calls, natives.number(fd));
  }

  /** What has to be true of it. */
  private interface Condition {
    boolean holds(FileDescriptor fd) throws IOException, IllegalAccessException;
  }

  /** What is done to it. */
  private interface Ending {
    void end(FileDescriptor fd) throws IOException;
  }
}
