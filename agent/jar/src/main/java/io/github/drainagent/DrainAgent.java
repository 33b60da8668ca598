package io.github.drainagent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The way in: {@code -javaagent}, late attach, and {@code java -jar}. */
public final class DrainAgent {

  private static @Nullable ListenerWatch watch;

  private DrainAgent() {}

  /** {@code -javaagent:drain-agent.jar=argument}. Never throws: that would abort the JVM. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    begin(argument, instrumentation);
  }

  /** The same for a JVM that runs already. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    begin(argument, instrumentation);
  }

  private static synchronized void begin(
      @Nullable String argument, Instrumentation instrumentation) {
    try {
      if (watch != null) {
        watch.givenAgain();
      } else if (Switch.isEnabled(argument) && !JdkTool.isRunning()) {
        if (Switch.isStrict(argument)) {
          checkStrictly(argument);
        }
        watch = new ListenerWatch(jar(), argument, instrumentation);
        instrumentation.addTransformer(watch, true);
        watch.lookBack();
      }
    } catch (Throwable t) {
      System.err.println(
          "[drain] the agent could not be started, the application is not affected: " + t);
    }
  }

  private static void checkStrictly(@Nullable String argument) throws Exception {
    new EngineLoader(jar())
        .loadClass("io.github.drainagent.engine.Strict")
        .getMethod("check", String.class)
        .invoke(null, argument);
  }

  /** Prints the version and the settings. */
  public static void main(String[] arguments) throws Exception {
    EngineLoader loader = new EngineLoader(jar());
    System.out.println("drain-agent " + loader.version());
    System.out.println("Lets the servers of an unmodified JVM finish their work before it exits.");
    System.out.println();
    System.out.println("  java -javaagent:drain-agent.jar -jar app.jar");
    System.out.println("  java -javaagent:drain-agent.jar=timeout=20s,delay=5s -jar app.jar");
    System.out.println("  JAVA_TOOL_OPTIONS=-javaagent:/path/to/drain-agent.jar");
    System.out.println();
    System.out.println(
        "Settings, here with their defaults. Each can be given in the agent's argument,");
    System.out.println(
        "as a system property (-Ddrain.timeout=20s) or in the environment (DRAIN_TIMEOUT=20s):");
    System.out.println();
    System.out.print(settings(loader));
  }

  private static Object settings(EngineLoader loader) throws Exception {
    try {
      Class<?> table = loader.loadClass("io.github.drainagent.engine.options.OptionsTable");
      return table.getMethod("plain").invoke(null);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private static File jar() throws URISyntaxException {
    return new File(DrainAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
