package io.github.drainagent.engine.kernel.libc;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.log.Log;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Finds a way to libc. */
public final class NativeAccess {

  private static final int SO_TYPE = 3;
  private static final int EBADF = 9;

  private NativeAccess() {}

  /**
   * The first way that works here, tried by a real getsockopt; {@code null} where none does. It may
   * take some 100 ms and touch the temporary folder: to be called on a thread of the agent's own.
   *
   * @param setting {@code auto}, {@code foreign}, {@code jna} or {@code none}
   */
  public static @Nullable SocketCalls find(String setting) {
    for (Way way : Way.values()) {
      if (!way.isIn(setting)) {
        continue;
      }
      try {
        SocketCalls calls = way.open();
        check(calls);
        Log.info("native access: " + calls.name());
        return calls;
      } catch (Throwable t) {
        Log.debug("native access: not by " + way + ": " + t);
      }
    }
    Log.info(
        "native access: none; ports are closed without it, native transports are watched less closely");
    return null;
  }

  private static void check(SocketCalls calls) throws ReflectiveOperationException, IOException {
    JdkNatives natives = new JdkNatives();
    byte[] type = new byte[Integer.BYTES];
    try (SocketChannel socket = SocketChannel.open()) {
      FileDescriptor fd = new Descriptors(natives).of(socket);
      int number = fd == null ? -1 : natives.number(fd);
      int length = calls.getOption(number, LibcCalls.SOL_SOCKET, SO_TYPE, type);
      int bad = calls.getOption(-1, LibcCalls.SOL_SOCKET, SO_TYPE, type);
      if (length != type.length || bad != -EBADF) {
        throw new IOException("getsockopt returned " + length + " and " + bad);
      }
    }
  }
}
