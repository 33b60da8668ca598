package io.github.drainagent.engine.kernel;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Natives of {@code sun.nio.ch}: {@code InheritedChannel.dup} and {@code dup2} are dup(2) and
 * dup2(2), {@code Net.setIntOption0} is setsockopt(2) with an int, {@code SocketDispatcher.write0}
 * is write(2), {@code Net.poll} and {@code Net.shutdown} are what they say. The packages must have
 * been opened to this class's loader before.
 */
public final class JdkNatives {

  /** {@code include/uapi/asm-generic/poll.h}. */
  private static final int POLLIN = 1;

  private static final int POLLOUT = 4;

  /** {@code include/uapi/asm-generic/socket.h}. */
  public static final int SOL_SOCKET = 1;

  private static final int SO_TYPE = 3;
  private static final int SO_DOMAIN = 39;

  /** {@code include/linux/net.h}, {@code include/linux/socket.h}. */
  private static final int SOCK_STREAM = 1;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private static final String WRITE = "write0";

  private final JdkMethod dup;
  private final JdkMethod dup2;
  private final JdkMethod setIntOption;
  private final JdkMethod getIntOption;
  private final JdkMethod localAddress;
  private final JdkMethod poll;
  private final JdkMethod shutdown;
  private final JdkMethod listen;
  private final JdkMethod write;
  private final JdkMethod address;
  private final Field descriptorNumber;

  /**
   * @throws ReflectiveOperationException where this JVM has them under other names
   */
  public JdkNatives() throws ReflectiveOperationException {
    Class<?> net = Class.forName("sun.nio.ch.Net");
    Class<?> inherited = Class.forName("sun.nio.ch.InheritedChannel");
    dup = JdkMethod.of(inherited, "dup", int.class);
    dup2 = JdkMethod.of(inherited, "dup2", int.class, int.class);
    setIntOption =
        JdkMethod.of(
            net,
            "setIntOption0",
            FileDescriptor.class,
            boolean.class,
            int.class,
            int.class,
            int.class,
            boolean.class);
    getIntOption =
        JdkMethod.of(
            net, "getIntOption0", FileDescriptor.class, boolean.class, int.class, int.class);
    localAddress = JdkMethod.of(net, "localAddress", FileDescriptor.class);
    poll = JdkMethod.of(net, "poll", FileDescriptor.class, int.class, long.class);
    shutdown = JdkMethod.of(net, "shutdown", FileDescriptor.class, int.class);
    listen = JdkMethod.of(net, "listen", FileDescriptor.class, int.class);
    write = JdkMethod.of(writer(), WRITE, FileDescriptor.class, long.class, int.class);
    address = JdkMethod.of(Class.forName("sun.nio.ch.DirectBuffer"), "address");
    descriptorNumber = FileDescriptor.class.getDeclaredField("fd");
    descriptorNumber.setAccessible(true);
  }

  /**
   * In 19 it moved from the dispatcher of files to that of sockets. It is not asked for by name: an
   * exception's text is dear here.
   */
  private static Class<?> writer() throws ClassNotFoundException {
    Class<?> since19 = Class.forName("sun.nio.ch.SocketDispatcher");
    for (Method method : since19.getDeclaredMethods()) {
      if (method.getName().equals(WRITE)) {
        return since19;
      }
    }
    return Class.forName("sun.nio.ch.FileDispatcherImpl");
  }

  /** Links all that a drain will call; not on a thread of the application's. */
  public void link() throws IllegalAccessException {
    for (JdkMethod method :
        new JdkMethod[] {
          dup,
          dup2,
          setIntOption,
          getIntOption,
          localAddress,
          poll,
          shutdown,
          listen,
          write,
          address
        }) {
      method.handle();
    }
  }

  /**
   * Makes {@code target} a second number for what {@code source} is; what it was before is closed.
   */
  public void dup2(int source, int target) throws IOException {
    try {
      dup2.handle().invokeExact(source, target);
    } catch (Throwable t) {
      throw new IOException("dup2: " + t, t);
    }
  }

  /** A second number for the same open socket or file; who closes it is up to the caller. */
  public FileDescriptor duplicate(FileDescriptor fd) throws IOException, IllegalAccessException {
    int number;
    try {
      number = (int) dup.handle().invokeExact(number(fd));
    } catch (Throwable t) {
      throw new IOException("dup: " + t, t);
    }
    return descriptor(number);
  }

  /** setsockopt(2); returns whether the kernel took it. */
  public boolean setOption(FileDescriptor fd, int level, int option, int value) {
    try {
      setIntOption.handle().invokeExact(fd, false, level, option, value, false);
      return true;
    } catch (Throwable refused) {
      return false;
    }
  }

  /** getsockopt(2) of an int, or -1 where the kernel has none to give. */
  public int getOption(FileDescriptor fd, int level, int option) {
    try {
      return (int) getIntOption.handle().invokeExact(fd, false, level, option);
    } catch (Throwable refused) {
      return -1;
    }
  }

  /**
   * getsockname(2) of a TCP socket, or {@code null} for any other. The JDK does not ask what kind
   * of address it was given: of a Unix-domain socket, such as the one that its own close uses, it
   * makes one of what is left on the stack, which is the last socket's.
   */
  public @Nullable InetSocketAddress localAddress(FileDescriptor fd) {
    try {
      return isTcp(fd) ? (InetSocketAddress) localAddress.handle().invokeExact(fd) : null;
    } catch (Throwable refused) {
      return null;
    }
  }

  private boolean isTcp(FileDescriptor fd) {
    int domain = getOption(fd, SOL_SOCKET, SO_DOMAIN);
    return (domain == AF_INET || domain == AF_INET6)
        && getOption(fd, SOL_SOCKET, SO_TYPE) == SOCK_STREAM;
  }

  /** Whether there is something to accept or to read, at this instant. */
  public boolean isReadable(FileDescriptor fd) throws IOException {
    return is(fd, POLLIN);
  }

  /** Whether the kernel would take something to send: if not, the peer is still reading. */
  public boolean isWritable(FileDescriptor fd) throws IOException {
    return is(fd, POLLOUT);
  }

  /** Whether there is nothing to read and the kernel would take something to send. */
  public boolean isStill(FileDescriptor fd) throws IOException {
    return poll(fd, POLLIN | POLLOUT) == POLLOUT;
  }

  private boolean is(FileDescriptor fd, int event) throws IOException {
    return poll(fd, event) != 0;
  }

  private int poll(FileDescriptor fd, int events) throws IOException {
    try {
      return (int) poll.handle().invokeExact(fd, events, 0L) & events;
    } catch (Throwable t) {
      throw new IOException("poll: " + t, t);
    }
  }

  /** shutdown(2): no more is read from it; its owner reads what is there, then the end. */
  public void endInput(FileDescriptor fd) throws IOException {
    end(fd, 0);
  }

  /** shutdown(2): a FIN goes out. */
  public void endOutput(FileDescriptor fd) throws IOException {
    end(fd, 1);
  }

  private void end(FileDescriptor fd, int how) throws IOException {
    try {
      shutdown.handle().invokeExact(fd, how);
    } catch (Throwable t) {
      throw new IOException("shutdown: " + t, t);
    }
  }

  /**
   * write(2) of a few bytes, of which the kernel takes all or none where {@link #isWritable}.
   *
   * @param direct a direct buffer; all that is in it is written
   */
  public void write(FileDescriptor fd, ByteBuffer direct) throws IOException {
    try {
      Object written =
          write.handle().invoke(fd, (long) address.handle().invoke(direct), direct.capacity());
      if (!written.equals(direct.capacity())) {
        throw new IOException("written: " + written);
      }
    } catch (Throwable t) {
      throw new IOException("write: " + t, t);
    }
  }

  /**
   * listen(2): of a socket that listens already it changes how long its queues may get, at most
   * {@code net.core.somaxconn}.
   */
  public void listen(FileDescriptor fd, int backlog) throws IOException {
    try {
      listen.handle().invokeExact(fd, backlog);
    } catch (Throwable t) {
      throw new IOException("listen: " + t, t);
    }
  }

  public int number(FileDescriptor fd) throws IllegalAccessException {
    return descriptorNumber.getInt(fd);
  }

  /** A descriptor object for a number that somebody else owns; it never closes it. */
  public FileDescriptor descriptor(int number) throws IllegalAccessException {
    FileDescriptor fd = new FileDescriptor();
    descriptorNumber.setInt(fd, number);
    return fd;
  }
}
