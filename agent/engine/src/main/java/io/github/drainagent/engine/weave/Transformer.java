package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sees every class that is loaded from now on; all but a few names are passed on untouched. */
public final class Transformer implements ClassFileTransformer {

  /** What goes into one class, and for which server; {@code null} for the JDK itself. */
  private static final class Target {
    final @Nullable Copy copy;
    final List<Weave> weaves = new ArrayList<>();

    Target(@Nullable Copy copy) {
      this.copy = copy;
    }
  }

  private final Map<String, Target> targets = new ConcurrentHashMap<>();

  /** By a name of {@link ServerFamily#firstClasses}. */
  private final Map<String, Copy> firstClasses = new HashMap<>();

  private final Endings endings = new Endings();
  private final Relocated relocated;

  public Transformer(List<Weave> jdk, Collection<ServerFamily> families) {
    add(null, jdk);
    for (ServerFamily family : families) {
      Copy copy = new Copy(family, "");
      add(copy, copy.weaves());
      for (String name : family.firstClasses()) {
        firstClasses.put(name, copy);
      }
    }
    relocated = new Relocated(families);
  }

  private void add(@Nullable Copy copy, List<Weave> weaves) {
    Map<String, Target> added = new HashMap<>();
    for (Weave weave : weaves) {
      endings.add(weave.type);
      String name = weave.type.replace('.', '/');
      Target target = added.get(name);
      if (target == null) {
        target = new Target(copy);
        added.put(name, target);
      }
      target.weaves.add(weave);
    }
    targets.putAll(added);
  }

  /**
   * @param name of a class, internal or binary
   */
  private @Nullable Target target(String name) {
    return endings.maybeOf(name) ? find(name.replace('.', '/')) : null;
  }

  private @Nullable Target find(String name) {
    Target known = targets.get(name);
    if (known != null || !relocated.isIn(name)) {
      return known;
    }
    synchronized (relocated) {
      if (!targets.containsKey(name)) {
        Copy copy = relocated.copyOf(name);
        add(copy, copy.weaves());
      }
      return targets.get(name);
    }
  }

  /**
   * Whether a class may be one that something is woven into.
   *
   * @param name internal or binary
   */
  boolean isTarget(String name) {
    return target(name) != null;
  }

  /**
   * Looks at a server that is in sight before a class of it has to wait for that.
   *
   * @param type any that is loaded
   */
  void look(Class<?> type) throws IOException {
    Copy copy = firstClasses.get(type.getName());
    if (copy != null) {
      copy.fits(type.getClassLoader());
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    Target target = name == null ? null : target(name);
    if (target == null || name == null) {
      return null;
    }
    try {
      String binaryName = name.replace('/', '.');
      if (target.copy == null ? loader != null : !target.copy.fits(loader)) {
        return null;
      }
      return Weaver.weave(loader, binaryName, bytes, target.copy, target.weaves);
    } catch (Throwable t) {
      DrainDispatcher.suppressed(t);
      return null;
    }
  }
}
