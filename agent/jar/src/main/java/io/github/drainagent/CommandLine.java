package io.github.drainagent;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** What {@code java -jar drain-agent.jar} does. */
public final class CommandLine {

  private CommandLine() {}

  /** Runs {@code prove}, or prints the version and the settings. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("prove")) {
      System.exit(prove(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
    EngineLoader loader = new EngineLoader(DrainAgent.jar(), EngineLoader.ENGINE);
    System.out.println("drain-agent " + loader.version());
    System.out.println("Lets the servers of an unmodified JVM finish their work before it exits.");
    System.out.println();
    System.out.println("  java -javaagent:drain-agent.jar -jar app.jar");
    System.out.println("  java -javaagent:drain-agent.jar=timeout=20s,delay=5s -jar app.jar");
    System.out.println("  JAVA_TOOL_OPTIONS=-javaagent:/path/to/drain-agent.jar");
    System.out.println();
    System.out.println("See what it does for your application:");
    System.out.println();
    System.out.println(
        "  java -jar drain-agent.jar prove --url http://127.0.0.1:8080/ -- java -jar app.jar");
    System.out.println();
    System.out.println(
        "Settings, here with their defaults. Each can be given in the agent's argument,");
    System.out.println(
        "as a system property (-Ddrain.timeout=20s) or in the environment (DRAIN_TIMEOUT=20s):");
    System.out.println();
    System.out.print(settings(loader));
  }

  private static int prove(String[] words) throws Exception {
    EngineLoader loader = new EngineLoader(DrainAgent.jar(), EngineLoader.PROVE);
    return (Integer)
        loader
            .loadClass("io.github.drainagent.prove.Prove")
            .getMethod("run", File.class, String.class, String[].class)
            .invoke(null, DrainAgent.jar(), "drain-agent " + loader.version(), words);
  }

  private static Object settings(EngineLoader loader) throws Exception {
    try {
      Class<?> table = loader.loadClass("io.github.drainagent.engine.options.OptionsTable");
      return table.getMethod("plain").invoke(null);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }
}
