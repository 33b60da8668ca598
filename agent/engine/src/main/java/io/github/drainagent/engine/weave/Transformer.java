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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Sees every class that is loaded from now on; all but a few names are passed on untouched. */
public final class Transformer implements ClassFileTransformer {

  /** What goes into one class, and for which family; {@code null} for the JDK itself. */
  private static final class Target {
    final @Nullable ServerFamily family;
    final List<Weave> weaves = new ArrayList<>();

    Target(@Nullable ServerFamily family) {
      this.family = family;
    }
  }

  private final Map<String, Target> targets = new HashMap<>();
  private final Map<ServerFamily, Map<Object, Boolean>> verdicts = new HashMap<>();
  private final Weaver weaver;

  public Transformer(ClassLoader engineLoader, List<Weave> jdk, Collection<ServerFamily> families) {
    weaver = new Weaver(engineLoader);
    add(null, jdk);
    for (ServerFamily family : families) {
      add(family, family.weaves());
      verdicts.put(family, Collections.synchronizedMap(new WeakHashMap<>()));
    }
  }

  private void add(@Nullable ServerFamily family, List<Weave> weaves) {
    for (Weave weave : weaves) {
      targets
          .computeIfAbsent(weave.type.replace('.', '/'), name -> new Target(family))
          .weaves
          .add(weave);
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    Target target = name == null ? null : targets.get(name);
    if (target == null || name == null) {
      return null;
    }
    try {
      String binaryName = name.replace('/', '.');
      if (target.family == null ? loader != null : !fits(target.family, loader)) {
        return null;
      }
      return weaver.weave(loader, binaryName, bytes, target.weaves);
    } catch (Throwable t) {
      DrainDispatcher.suppressed(t);
      return null;
    }
  }

  private boolean fits(ServerFamily family, @Nullable ClassLoader loader) {
    Object key = loader == null ? Transformer.class : loader;
    Map<Object, Boolean> known = verdicts.get(family);
    if (known == null) {
      return false;
    }
    Boolean verdict = known.get(key);
    if (verdict == null) {
      List<String> missing = Members.missing(family, Types.pool(Types.locator(loader)));
      verdict = missing.isEmpty();
      known.put(key, verdict);
      if (!verdict) {
        Log.warn(
            "this version of "
                + family.name()
                + " has no "
                + missing.get(0)
                + "; its exchanges are not known one by one, so its connections are drained by their"
                + " traffic alone");
      }
    }
    return verdict;
  }

  /** Weaves what was loaded before the agent looked. */
  public void retransform(Instrumentation instrumentation) {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (targets.containsKey(type.getName().replace('.', '/'))) {
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
