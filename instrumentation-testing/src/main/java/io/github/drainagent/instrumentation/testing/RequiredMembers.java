package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/**
 * Looks up what a family needs in the class files of the version of its server that is on the class
 * path.
 */
public final class RequiredMembers {

  private static final TypePool POOL =
      TypePool.Default.of(
          ClassFileLocator.ForClassLoader.of(RequiredMembers.class.getClassLoader()));

  private final List<String> missing = new ArrayList<>();
  private final boolean typesToo;

  private RequiredMembers(boolean typesToo) {
    this.typesToo = typesToo;
  }

  /** Fails where any is missing, be it its type. */
  public static void allExist(ServerFamily family) {
    new RequiredMembers(true).allOf(family);
  }

  /** Fails where a type is there but a member of it is not, as the engine does. */
  public static void allExistOfTheTypesThatDo(ServerFamily family) {
    new RequiredMembers(false).allOf(family);
  }

  private void allOf(ServerFamily family) {
    for (Weave weave : family.weaves()) {
      if (weave.required && (typesToo || isThere(weave.type)) && places(weave) == 0) {
        missing.add(weave.type + "#" + weave.method);
      }
    }
    for (String member : family.members()) {
      int condition = member.indexOf('?');
      if (condition < 0 || isThere(member.substring(0, condition))) {
        need(member.substring(condition + 1));
      }
    }
    assertEquals(Collections.emptyList(), missing);
  }

  private void need(String member) {
    int hash = member.indexOf('#');
    String type = member.substring(0, hash);
    if (isThere(type)
        ? !has(POOL.describe(type).resolve(), member.substring(hash + 1))
        : typesToo) {
      missing.add(member);
    }
  }

  public static boolean isThere(String type) {
    return POOL.describe(type).isResolved();
  }

  /** How many methods this advice goes into. */
  public static int places(Weave weave) {
    return !isThere(weave.type)
        ? 0
        : (int)
            POOL.describe(weave.type).resolve().getDeclaredMethods().stream()
                .filter(method -> !method.isAbstract() && Woven.methods(weave).matches(method))
                .count();
  }

  private static boolean has(TypeDescription type, String member) {
    return type.getDeclaredFields().stream().anyMatch(f -> f.getName().equals(member))
        || type.getDeclaredMethods().stream()
            .anyMatch(
                m ->
                    member.equals(m.getInternalName())
                        || member.equals(m.getInternalName() + m.getDescriptor()));
  }
}
