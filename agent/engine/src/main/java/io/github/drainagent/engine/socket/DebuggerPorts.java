package io.github.drainagent.engine.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the JVM waits for a debugger. The socket that it opened at its start is one of those that
 * were there before the agent; but each time a debugger has gone it opens another, from native
 * code, and complains of whoever connects to it and is none.
 */
final class DebuggerPorts {

  private static final String DEBUGGER = "jdwp";

  /** Of {@code -agentlib:jdwp=...} and the older {@code -Xrunjdwp:...}, with or without a host. */
  private static final String ADDRESS =
      DEBUGGER + "[=:](?:[^\\x00\\s]*,)?address=(?:[^,\\x00\\s]*:)?(\\d+)";

  private static final String[] VARIABLES = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  private DebuggerPorts() {}

  /** Those that this JVM's options name. */
  static Set<Integer> ofThisJvm() {
    Set<Integer> ports = new HashSet<>();
    try {
      byte[] commandLine = Files.readAllBytes(Paths.get("/proc/self/cmdline"));
      ports.addAll(in(new String(commandLine, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      // not to be told
    }
    for (String variable : VARIABLES) {
      String options = System.getenv(variable);
      if (options != null) {
        ports.addAll(in(options));
      }
    }
    return ports;
  }

  /**
   * @param options of a JVM, with blanks or zero bytes between them
   */
  static Set<Integer> in(String options) {
    Set<Integer> ports = new HashSet<>();
    if (!options.contains(DEBUGGER)) {
      return ports; // nearly always, and before the first regular expression of most JVMs
    }
    Matcher matcher = Pattern.compile(ADDRESS).matcher(options);
    while (matcher.find()) {
      ports.add(Integer.valueOf(matcher.group(1)));
    }
    return ports;
  }
}
