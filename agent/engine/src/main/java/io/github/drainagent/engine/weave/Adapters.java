package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.lang.ref.WeakReference;
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
  private final Map<Object, WeakReference<Connector>> byLoader = new WeakHashMap<>();

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
    ClassLoader loader = server.getClassLoader();
    Object key = loader == null ? this : loader;
    synchronized (byLoader) {
      WeakReference<Connector> known = byLoader.get(key);
      Connector connector = known == null ? null : known.get();
      if (connector == null) {
        connector = create(server, loader);
        byLoader.put(key, new WeakReference<>(connector));
      }
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
  private Connector create(Class<?> server, @Nullable ClassLoader loader) {
    try {
      AdapterLoader adapterLoader = new AdapterLoader(loader, family.adapter());
      Class<?> adapter = adapterLoader.loadClass(family.adapter());
      opener.open(server, adapter);
      return (Connector) adapter.getConstructor().newInstance();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      DrainDispatcher.suppressed(e);
      return NoConnector.INSTANCE;
    }
  }
}
