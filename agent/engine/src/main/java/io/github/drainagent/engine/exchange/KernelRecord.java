package io.github.drainagent.engine.exchange;

import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.OpenFiles;
import io.github.drainagent.engine.kernel.TcpInfo;
import io.github.drainagent.engine.kernel.libc.SocketCalls;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells of the traffic on a connection whose reads and writes no class of the JDK sees. */
final class KernelRecord {

  private final int descriptor;
  private final long inode;
  private final OpenFiles files;
  private final JdkNatives natives;
  private final @Nullable SocketCalls calls;
  private final TcpInfo info = new TcpInfo();
  private long received;
  private long sent;

  KernelRecord(
      int descriptor,
      long inode,
      OpenFiles files,
      JdkNatives natives,
      @Nullable SocketCalls calls) {
    this.descriptor = descriptor;
    this.inode = inode;
    this.files = files;
    this.natives = natives;
    this.calls = calls;
  }

  /** Whether native code has closed it. */
  boolean isGone() {
    return files.inode(descriptor) != inode;
  }

  /** Brings the traffic up to date; called by the drain's thread only. */
  void tell(Traffic traffic) {
    if (calls == null || !info.read(calls, descriptor)) {
      return;
    }
    boolean in = info.bytesReceived() > received;
    boolean out = info.bytesSent() > sent;
    received = info.bytesReceived();
    sent = info.bytesSent();
    boolean receivedLast = in && (!out || info.isReceivedLast());
    if (out && receivedLast) {
      traffic.out();
    }
    if (in) {
      traffic.arrived();
    }
    if (out && !receivedLast) {
      traffic.out();
    }
    if (traffic.reader() == null && (sent > 0 || (received > 0 && !isUnread()))) {
      traffic.isRead();
    }
  }

  private boolean isUnread() {
    try {
      return natives.isReadable(natives.descriptor(descriptor));
    } catch (IOException | IllegalAccessException e) {
      return false;
    }
  }
}
