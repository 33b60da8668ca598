package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The adapters of one family: one beside each copy of the server. They are held by the server's
 * classes, so that they go when those go.
 */
public final class Adapters extends ClassValue<Connector> {

  private final ServerFamily family;
  private final ModuleOpener opener;
  private final Set<String> woven = new HashSet<>();
  private final Map<Object, Map<String, WeakReference<Connector>>> byLoader = new WeakHashMap<>();

  public Adapters(ServerFamily family, ModuleOpener opener) {
    this.family = family;
    this.opener = opener;
    for (Weave weave : family.weaves()) {
      woven.add(weave.type);
    }
  }

  /**
   * @param type the class of any object of the server, or an application's subclass of it
   */
  @Override
  protected Connector computeValue(Class<?> type) {
    Class<?> server = serverClass(type);
    String prefix = Relocated.prefix(family.home(), server.getName());
    ClassLoader loader = server.getClassLoader();
    Object key = loader == null ? this : loader;
    synchronized (byLoader) {
      Map<String, WeakReference<Connector>> byPrefix = byLoader.get(key);
      if (byPrefix == null) {
        byPrefix = new HashMap<>();
        byLoader.put(key, byPrefix);
      }
      WeakReference<Connector> known = byPrefix.get(prefix);
      Connector connector = known == null ? null : known.get();
      Copy copy = new Copy(family, prefix);
      if (connector == null) {
        connector = create(server, loader, copy);
        byPrefix.put(prefix, new WeakReference<>(connector));
      }
      open(type, connector.getClass(), copy);
      return connector;
    }
  }

  private Class<?> serverClass(Class<?> type) {
    Class<?> topmost = type;
    for (Class<?> t = type; t != null && t != Object.class; t = t.getSuperclass()) {
      if (woven.contains(t.getName())) {
        return t;
      }
      topmost = t;
    }
    return topmost;
  }

  /** One that can't be made is told once, and that server is drained by its traffic. */
  private Connector create(Class<?> server, @Nullable ClassLoader loader, Copy copy) {
    try {
      AdapterLoader adapterLoader = new AdapterLoader(loader, copy);
      Class<?> adapter = adapterLoader.loadClass(copy.adapter());
      opener.open(server, adapter, packages(copy));
      return (Connector) adapter.getConstructor().newInstance();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      DrainDispatcher.suppressed(e);
      return NoConnector.INSTANCE;
    }
  }

  /** A server may be several modules: WebSockets have one of their own, and Jetty's IO has. */
  private void open(Class<?> type, Class<?> adapter, Copy copy) {
    try {
      for (Class<?> t = type; t != null && t != Object.class; t = t.getSuperclass()) {
        if (woven.contains(t.getName())) {
          opener.open(t, adapter, packages(copy));
        }
      }
    } catch (RuntimeException e) {
      DrainDispatcher.suppressed(e);
    }
  }

  private static String[] packages(Copy copy) {
    Set<String> packages = new HashSet<>();
    for (Weave weave : copy.weaves()) {
      packages.add(weave.type.substring(0, Math.max(0, weave.type.lastIndexOf('.'))));
    }
    return packages.toArray(new String[0]);
  }
}
