package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A server family under the names of one copy of its server: those of its makers, or those that
 * somebody gave it who packed it into a jar of his own ({@code org.acme.shaded.io.netty} for {@code
 * io.netty}). Two of them in one loader are two servers.
 */
final class Copy {

  private final ServerFamily family;
  private final Renaming renaming;
  private final Map<Object, Boolean> verdicts = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param prefix what was put before the names of the server's packages, {@code org.acme.shaded.};
   *     empty for the makers' own
   */
  Copy(ServerFamily family, String prefix) {
    this.family = family;
    renaming = new Renaming(family.home(), prefix);
  }

  List<Weave> weaves() {
    List<Weave> renamed = new ArrayList<>();
    for (Weave weave : family.weaves()) {
      String descriptor = weave.descriptor == null ? null : renaming.text(weave.descriptor);
      renamed.add(weave.renamed(renaming.text(weave.type), descriptor));
    }
    return renamed;
  }

  List<String> members() {
    List<String> renamed = new ArrayList<>();
    for (String member : family.members()) {
      renamed.add(renaming.text(member));
    }
    return renamed;
  }

  String adapter() {
    return family.adapter();
  }

  /**
   * A class of the instrumentation, made for this copy.
   *
   * @param name binary name
   */
  byte[] classFile(String name) throws IOException {
    return renaming.classFile(ClassBytes.of(name));
  }

  /**
   * Whether what the loader sees of the server has all that is needed; where it has not, that is
   * told once.
   */
  boolean fits(@Nullable ClassLoader loader) throws IOException {
    Object key = loader == null ? Copy.class : loader;
    Boolean verdict = verdicts.get(key);
    if (verdict == null) {
      List<String> missing = Members.missing(weaves(), members(), new ClassFiles(loader));
      verdict = missing.isEmpty();
      if (verdicts.putIfAbsent(key, verdict) == null && !verdict) {
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
}
