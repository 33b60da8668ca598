package io.github.drainagent.engine.kernel;

import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the kernel's descriptor under a socket or channel of the JDK. */
public final class Descriptors {

  private final JdkNatives natives;
  private final FieldOf socketImpl = new FieldOf("impl");
  private final FieldOf delegate = new FieldOf("delegate");
  private final FieldOf descriptor = new FieldOf("fd");

  public Descriptors(JdkNatives natives) {
    this.natives = natives;
  }

  /**
   * What identifies a connection or a listener: a channel itself; for a socket its innermost {@code
   * SocketImpl}, since that is where it is read and written; a descriptor's number.
   */
  public Object transport(Object socket) throws IllegalAccessException {
    Object impl = null;
    if (socket instanceof Socket) {
      impl = ((Socket) socket).getChannel();
    } else if (!(socket instanceof ServerSocket)) {
      return socket;
    }
    if (impl == null) {
      impl = socketImpl.in(socket);
    }
    return impl == null ? socket : innermost(impl);
  }

  /** A SOCKS or HTTP-proxy implementation wraps the one that does the work (JDK 13 and later). */
  private Object innermost(Object impl) throws IllegalAccessException {
    Object inner = delegate.in(impl);
    return inner == null ? impl : innermost(inner);
  }

  /**
   * The descriptor, or {@code null} where it is closed or unknown.
   *
   * @param transport what {@link #transport} gave
   */
  public @Nullable FileDescriptor of(Object transport) throws IllegalAccessException {
    if (transport instanceof Integer) {
      return natives.descriptor((Integer) transport);
    }
    Object fd = descriptor.in(transport);
    return fd instanceof FileDescriptor && ((FileDescriptor) fd).valid()
        ? (FileDescriptor) fd
        : null;
  }

  /** A field by name, wherever in an object's class or above it is declared. */
  private static final class FieldOf extends ClassValue<Optional<Field>> {

    private final String name;

    FieldOf(String name) {
      this.name = name;
    }

    @Nullable Object in(Object object) throws IllegalAccessException {
      Optional<Field> field = get(object.getClass());
      return field.isPresent() ? field.get().get(object) : null;
    }

    @Override
    protected Optional<Field> computeValue(Class<?> type) {
      for (Class<?> t = type; t != null; t = t.getSuperclass()) {
        try {
          Field field = t.getDeclaredField(name);
          field.setAccessible(true);
          return Optional.of(field);
        } catch (NoSuchFieldException e) {
          continue; // perhaps in the class above
        } catch (RuntimeException closedToUs) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    }
  }
}
