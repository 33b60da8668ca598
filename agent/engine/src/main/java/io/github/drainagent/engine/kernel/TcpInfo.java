package io.github.drainagent.engine.kernel;

import io.github.drainagent.engine.kernel.libc.SocketCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The kernel's own record of a connection: {@code struct tcp_info} of {@code
 * include/uapi/linux/tcp.h}.
 */
public final class TcpInfo {

  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  private static final int LAST_DATA_SENT = 44;
  private static final int LAST_DATA_RECEIVED = 52;
  private static final int BYTES_ACKED = 120;
  private static final int BYTES_RECEIVED = 128;
  private static final int BYTES_SENT = 200;
  private static final int BYTES_SENT_AGAIN = 208;

  private final ByteBuffer struct = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());
  private int length;

  /** Reads it anew; returns whether it could be read. */
  public boolean read(SocketCalls calls, int descriptor) {
    length = calls.getOption(descriptor, IPPROTO_TCP, TCP_INFO, struct.array());
    return length >= BYTES_RECEIVED + Long.BYTES;
  }

  public long bytesReceived() {
    return struct.getLong(BYTES_RECEIVED);
  }

  /** Before Linux 4.19 only those that have been acknowledged are known. */
  public long bytesSent() {
    return length >= BYTES_SENT_AGAIN + Long.BYTES
        ? struct.getLong(BYTES_SENT) - struct.getLong(BYTES_SENT_AGAIN)
        : struct.getLong(BYTES_ACKED);
  }

  /** Milliseconds since bytes last came in, in ticks of the kernel's clock. */
  public int sinceReceived() {
    return struct.getInt(LAST_DATA_RECEIVED);
  }

  /** Milliseconds since bytes last came in or went out, in ticks of the kernel's clock. */
  public int sinceMoved() {
    return Math.min(sinceReceived(), struct.getInt(LAST_DATA_SENT));
  }

  /**
   * Whether bytes came in after the last ones went out. The kernel's clock ticks every 1 to 10 ms:
   * what happened within one tick counts as answered.
   */
  public boolean isReceivedLast() {
    return struct.getInt(LAST_DATA_RECEIVED) < struct.getInt(LAST_DATA_SENT);
  }
}
