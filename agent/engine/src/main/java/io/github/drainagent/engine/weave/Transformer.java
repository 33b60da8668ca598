package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
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
  private final Endings endings = new Endings();
  private final Relocated relocated;

  public Transformer(List<Weave> jdk, Collection<ServerFamily> families) {
    add(null, jdk);
    for (ServerFamily family : families) {
      Copy copy = new Copy(family, "");
      add(copy, copy.weaves());
    }
    relocated = new Relocated(families);
  }

  private void add(@Nullable Copy copy, List<Weave> weaves) {
    Map<String, Target> added = new HashMap<>();
    for (Weave weave : weaves) {
      endings.add(weave.type);
      added
          .computeIfAbsent(weave.type.replace('.', '/'), name -> new Target(copy))
          .weaves
          .add(weave);
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

  /** Weaves what was loaded before the agent looked. */
  public void retransform(Instrumentation instrumentation) {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (target(type.getName()) != null) {
        try {
          instrumentation.retransformClasses(type);
          Log.debug(type.getName() + " was loaded before and is woven now");
        } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
          DrainDispatcher.suppressed(e);
        }
      }
    }
  }
}
