package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Recognises a server that somebody has moved below a package of his own. */
final class Relocated {

  private final Map<String, ServerFamily> families = new LinkedHashMap<>();

  /** What the name of a class that is woven ends with. All classes that are loaded pass it. */
  private final String[] endings;

  Relocated(Collection<ServerFamily> families) {
    for (ServerFamily family : families) {
      if (!family.home().isEmpty()) {
        for (Weave weave : family.weaves()) {
          this.families.put("/" + weave.type.replace('.', '/'), family);
        }
      }
    }
    endings = this.families.keySet().toArray(new String[0]);
  }

  /**
   * Whether it would be woven, were it not for its package.
   *
   * @param name internal name
   */
  boolean isIn(String name) {
    for (String ending : endings) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** The copy of a server that a class {@link #isIn}. */
  Copy copyOf(String name) {
    for (Map.Entry<String, ServerFamily> known : families.entrySet()) {
      if (name.endsWith(known.getKey())) {
        String prefix = name.substring(0, name.length() - known.getKey().length() + 1);
        return new Copy(known.getValue(), prefix.replace('/', '.'));
      }
    }
    throw new IllegalArgumentException(name);
  }

  /**
   * What stands before {@code home} in the name of a server's class; empty where nothing does.
   *
   * @param home as {@link ServerFamily#home()}
   * @param name binary name
   */
  static String prefix(String home, String name) {
    int at = home.isEmpty() ? -1 : name.indexOf("." + home);
    return name.substring(0, at + 1);
  }
}
