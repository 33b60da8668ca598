package io.github.drainagent;

/**
 * Whether this JVM is one of the JDK's own tools: JAVA_TOOL_OPTIONS reaches them too. Since 9 the
 * launcher names the main module, on 8 only the command. A JVM that was not started by the launcher
 * has neither and is an application.
 */
final class JdkTool {

  private JdkTool() {}

  static boolean isRunning() {
    String module = System.getProperty("jdk.module.main");
    if (module != null) {
      // "java Server.java" runs inside the compiler's module, and is an application
      String main = System.getProperty("jdk.module.main.class", "");
      return (module.startsWith("jdk.") || module.startsWith("java."))
          && !main.startsWith("com.sun.tools.javac.launcher.");
    }
    // since 9 a tool has a main module; before, only its main class tells
    if (!System.getProperty("java.specification.version", "").startsWith("1.")) {
      return false;
    }
    String command = System.getProperty("sun.java.command", "");
    return !command.endsWith(".jar")
        && !command.contains(".jar ")
        && (command.startsWith("sun.") || command.startsWith("com.sun.tools."));
  }
}
