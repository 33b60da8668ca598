package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Weave;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server has what its instrumentation needs. A type that the loader can't see is no
 * obstacle, since nothing will be woven into it; a type that is there must have its members.
 */
final class Members {

  private final ClassFiles files;
  private final List<String> missing = new ArrayList<>();

  private Members(ClassFiles files) {
    this.files = files;
  }

  /** The members that are missing, as {@code type#member}; empty where all is well. */
  static List<String> missing(List<Weave> weaves, List<String> needed, ClassFiles files)
      throws IOException {
    Members members = new Members(files);
    for (Weave weave : weaves) {
      if (weave.required) {
        members.need(weave.type, weave.method, weave.descriptor);
      }
    }
    for (String member : needed) {
      int condition = member.indexOf('?');
      if (condition < 0 || files.get(member.substring(0, condition)) != null) {
        members.need(member.substring(condition + 1));
      }
    }
    return members.missing;
  }

  private void need(String member) throws IOException {
    int hash = member.indexOf('#');
    int descriptor = member.indexOf('(', hash);
    need(
        member.substring(0, hash),
        member.substring(hash + 1, descriptor < 0 ? member.length() : descriptor),
        descriptor < 0 ? null : member.substring(descriptor));
  }

  private void need(String type, String name, @Nullable String descriptor) throws IOException {
    ClassFile file = files.get(type);
    if (file != null && !file.has(name, descriptor)) {
      missing.add(type + "#" + name + (descriptor == null ? "" : descriptor));
    }
  }
}
