package io.github.drainagent.engine.exchange;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import io.github.drainagent.engine.kernel.OpenFiles;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Connections that native code has accepted and no connector has claimed. Nobody tells of them, so
 * the drain looks for them among the process's descriptors.
 */
public final class NativeConnections {

  /** {@code include/uapi/asm-generic/socket.h}: 1 for a socket that listens. */
  private static final int SO_ACCEPTCONN = 30;

  private final Connections connections;
  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final Libc libc;
  private final Consumer<FileDescriptor> whenFound;
  private final OpenFiles files = new OpenFiles();
  private final Map<Connection, KernelRecord> records = new HashMap<>();

  /**
   * @param whenFound what is to be done to each that is found. A thread may lose its processor
   *     inside of accept(2), between the queue and the table of descriptors: what it accepts is
   *     seen some time after the port was closed
   */
  public NativeConnections(
      Connections connections,
      JdkNatives natives,
      Descriptors descriptors,
      Libc libc,
      Consumer<FileDescriptor> whenFound) {
    this.connections = connections;
    this.natives = natives;
    this.descriptors = descriptors;
    this.libc = libc;
    this.whenFound = whenFound;
  }

  /** Enters those that are open now and not known. */
  public void look(Set<Integer> ports) {
    if (ports.isEmpty()) {
      return;
    }
    Set<Integer> known = known();
    files
        .sockets()
        .forEach(
            (inode, descriptor) -> {
              if (!known.contains(descriptor)) {
                enterIfConnection(descriptor, inode, ports);
              }
            });
  }

  private void enterIfConnection(int descriptor, long inode, Set<Integer> ports) {
    try {
      FileDescriptor fd = natives.descriptor(descriptor);
      if (isConnection(fd, ports)) {
        whenFound.accept(fd);
        Connection found = connections.numbered().found(descriptor);
        if (found != null) {
          records.put(found, new KernelRecord(descriptor, inode, files, natives, libc.calls()));
        }
      }
    } catch (IllegalAccessException e) {
      DrainDispatcher.suppressed(e);
    }
  }

  /** Asked of each socket: the table of all has ten thousands of rows on a busy machine. */
  private boolean isConnection(FileDescriptor fd, Set<Integer> ports) {
    InetSocketAddress address = natives.localAddress(fd);
    return address != null
        && ports.contains(address.getPort())
        && natives.getOption(fd, JdkNatives.SOL_SOCKET, SO_ACCEPTCONN) == 0;
  }

  private Set<Integer> known() {
    Set<Integer> numbers = new HashSet<>();
    connections.each(
        connection -> {
          Object transport = connection.transport();
          try {
            FileDescriptor fd = transport == null ? null : descriptors.of(transport);
            if (fd != null) {
              numbers.add(natives.number(fd));
            }
          } catch (IllegalAccessException e) {
            DrainDispatcher.suppressed(e);
          }
        });
    return numbers;
  }

  /** Asks the kernel what became of them. */
  public void sample() {
    records
        .entrySet()
        .removeIf(
            entry -> {
              Connection connection = entry.getKey();
              if (connection.connector() != null) {
                return true; // it tells of them itself
              }
              if (entry.getValue().isGone()) {
                connections.numbered().vanished(connection);
                return true;
              }
              entry.getValue().tell(connection.traffic());
              return false;
            });
  }
}
