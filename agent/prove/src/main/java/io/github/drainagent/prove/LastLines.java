package io.github.drainagent.prove;

import io.github.drainagent.prove.child.Child;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a child's output, under an error. */
final class LastLines {

  private LastLines() {}

  static String of(@Nullable Child child) {
    if (child == null) {
      return "";
    }
    List<String> lines = child.output().lastLines();
    if (lines.isEmpty()) {
      return "\n(it printed nothing)";
    }
    StringBuilder text = new StringBuilder("\nIts last lines:");
    for (String line : lines) {
      text.append("\n  | ").append(line);
    }
    return text.toString();
  }
}
