package io.github.drainagent.prove.child;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables by which a JVM gets the agent, or surely does not. */
final class Environment {

  static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

  /** Where else a JVM or a launcher script finds options. */
  private static final String[] OTHERS = {
    "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "JAVA_OPTS", "JAVA_OPTIONS", "CATALINA_OPTS"
  };

  /** A word as the JVM splits the variable: what is in quotes does not end at a space. */
  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

  private final File jar;
  private final String settings;

  /**
   * @param settings of the agent, "" for none
   */
  Environment(File jar, String settings) {
    this.jar = jar;
    this.settings = settings;
  }

  /** Takes the agent out wherever it is, and puts it in where it is to be. */
  void set(Map<String, String> variables, boolean withAgent) {
    for (String name : OTHERS) {
      without(variables, name);
    }
    without(variables, TOOL_OPTIONS);
    if (withAgent) {
      String before = variables.containsKey(TOOL_OPTIONS) ? variables.get(TOOL_OPTIONS) + " " : "";
      variables.put(TOOL_OPTIONS, before + option());
      variables.remove("DRAIN_ENABLED");
    } else {
      variables.put("DRAIN_ENABLED", "false");
    }
  }

  private String option() {
    String path = jar.getAbsolutePath();
    String quoted = path.matches(".*\\s.*") ? "\"" + path + "\"" : path;
    return "-javaagent:" + quoted + (settings.isEmpty() ? "" : "=" + settings);
  }

  private void without(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null) {
      return;
    }
    List<String> words = new ArrayList<>();
    boolean found = false;
    for (Matcher matcher = WORD.matcher(value); matcher.find(); ) {
      if (isAgent(matcher.group())) {
        found = true;
      } else {
        words.add(matcher.group());
      }
    }
    if (words.isEmpty()) {
      variables.remove(name);
    } else if (found) {
      variables.put(name, String.join(" ", words));
    }
  }

  /** Whether an option of the JVM is this agent, whatever folder it lies in. */
  boolean isAgent(String option) {
    if (!option.startsWith("-javaagent:")) {
      return false;
    }
    String path = option.substring("-javaagent:".length()).replaceAll("[\"']", "");
    int equals = path.indexOf('=');
    String name = new File(equals < 0 ? path : path.substring(0, equals)).getName();
    return name.equals(jar.getName()) || name.matches("drain-agent.*\\.jar");
  }
}
