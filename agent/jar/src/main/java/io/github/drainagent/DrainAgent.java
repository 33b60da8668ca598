package io.github.drainagent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The way in: {@code -javaagent} and late attach. The JVM loads the types of all methods of this
 * class in order to find one, so there are none that are needed elsewhere: see {@link CommandLine}.
 */
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
        if (Switch.isNow(argument)) {
          watch.start();
        } else {
          watch.lookBack();
        }
      }
    } catch (Throwable t) {
      sayNotStarted(t);
    }
  }

  static void sayNotStarted(Throwable failure) {
    System.err.println(
        "[drain] the agent could not be started, the application is not affected: "
            + failure
            + (failure instanceof SecurityException
                ? "; the security manager's policy has to grant its jar java.security.AllPermission"
                : ""));
  }

  private static void checkStrictly(@Nullable String argument) throws Exception {
    new EngineLoader(jar(), EngineLoader.ENGINE)
        .loadClass("io.github.drainagent.engine.Strict")
        .getMethod("check", String.class)
        .invoke(null, argument);
  }

  static File jar() {
    return new File(
        URI.create(
            DrainAgent.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
