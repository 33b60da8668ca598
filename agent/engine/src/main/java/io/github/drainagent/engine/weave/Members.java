package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.NamedElement;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server has what its instrumentation needs. A type that the loader can't see is no
 * obstacle, since nothing will be woven into it; a type that is there must have its members.
 */
final class Members {

  private final TypePool pool;
  private final List<String> missing = new ArrayList<>();

  private Members(TypePool pool) {
    this.pool = pool;
  }

  /** The members that are missing, as {@code type#member}; empty where all is well. */
  static List<String> missing(ServerFamily family, TypePool pool) {
    Members members = new Members(pool);
    for (Weave weave : family.weaves()) {
      if (weave.required) {
        members.need(weave.type, weave.method, weave.descriptor);
      }
    }
    for (String member : family.members()) {
      int hash = member.indexOf('#');
      int descriptor = member.indexOf('(', hash);
      members.need(
          member.substring(0, hash),
          member.substring(hash + 1, descriptor < 0 ? member.length() : descriptor),
          descriptor < 0 ? null : member.substring(descriptor));
    }
    return members.missing;
  }

  private void need(String type, String name, @Nullable String descriptor) {
    TypePool.Resolution resolution = pool.describe(type);
    if (resolution.isResolved() && !has(resolution.resolve(), name, descriptor)) {
      missing.add(type + "#" + name + (descriptor == null ? "" : descriptor));
    }
  }

  private static boolean has(TypeDescription type, String name, @Nullable String descriptor) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (method.getInternalName().equals(name)
          && (descriptor == null || method.getDescriptor().equals(descriptor))) {
        return true;
      }
    }
    for (FieldDescription field : type.getDeclaredFields()) {
      if (descriptor == null && ((NamedElement) field).getActualName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
