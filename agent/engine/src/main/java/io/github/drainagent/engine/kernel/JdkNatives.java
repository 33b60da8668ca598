package io.github.drainagent.engine.kernel;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Natives of {@code sun.nio.ch}: {@code InheritedChannel.dup2} is dup2(2), {@code
 * Net.setIntOption0} is setsockopt(2) with an int, {@code Net.poll} and {@code Net.shutdown} are
 * what they say. The packages must have been opened to this class's loader before.
 */
public final class JdkNatives {

  /** {@code include/uapi/asm-generic/poll.h}. */
  private static final int POLLIN = 1;

  private static final int POLLOUT = 4;

  private final MethodHandle dup2;
  private final MethodHandle setIntOption;
  private final MethodHandle poll;
  private final MethodHandle shutdown;
  private final Field descriptorNumber;

  /**
   * @throws ReflectiveOperationException where this JVM has them under other names
   */
  public JdkNatives() throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Class<?> net = Class.forName("sun.nio.ch.Net");
    Class<?> inherited = Class.forName("sun.nio.ch.InheritedChannel");
    dup2 = lookup.unreflect(method(inherited, "dup2", int.class, int.class));
    setIntOption =
        lookup.unreflect(
            method(
                net,
                "setIntOption0",
                FileDescriptor.class,
                boolean.class,
                int.class,
                int.class,
                int.class,
                boolean.class));
    poll = lookup.unreflect(method(net, "poll", FileDescriptor.class, int.class, long.class));
    shutdown = lookup.unreflect(method(net, "shutdown", FileDescriptor.class, int.class));
    descriptorNumber = open(FileDescriptor.class.getDeclaredField("fd"));
  }

  private static Method method(Class<?> owner, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    return open(owner.getDeclaredMethod(name, parameters));
  }

  private static <T extends AccessibleObject> T open(T member) {
    member.setAccessible(true);
    return member;
  }

  /**
   * Makes {@code target} a second number for what {@code source} is; what it was before is closed.
   */
  public void dup2(int source, int target) throws IOException {
    try {
      dup2.invokeExact(source, target);
    } catch (Throwable t) {
      throw new IOException("dup2", t);
    }
  }

  /** setsockopt(2); returns whether the kernel took it. */
  public boolean setOption(FileDescriptor fd, int level, int option, int value) {
    try {
      setIntOption.invokeExact(fd, false, level, option, value, false);
      return true;
    } catch (Throwable refused) {
      return false;
    }
  }

  /** Whether there is something to accept or to read, at this instant. */
  public boolean isReadable(FileDescriptor fd) throws IOException {
    return is(fd, POLLIN);
  }

  /** Whether the kernel would take something to send: if not, the peer is still reading. */
  public boolean isWritable(FileDescriptor fd) throws IOException {
    return is(fd, POLLOUT);
  }

  private boolean is(FileDescriptor fd, int event) throws IOException {
    try {
      return ((int) poll.invokeExact(fd, event, 0L) & event) != 0;
    } catch (Throwable t) {
      throw new IOException("poll", t);
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
      shutdown.invokeExact(fd, how);
    } catch (Throwable t) {
      throw new IOException("shutdown", t);
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
