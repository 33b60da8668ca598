package io.github.drainagent.engine;

import io.github.drainagent.engine.exit.Signals;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.options.OptionsReader;
import io.github.drainagent.engine.thread.Daemon;
import io.github.drainagent.engine.weave.ModuleOpener;
import io.github.drainagent.engine.weave.Transformer;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the engine up, on the thread that loads the first class of a listener and before that
 * class exists. No class of the engine that refers to {@code DrainDispatcher} may be touched before
 * {@link DispatcherClass} has defined it.
 */
public final class Boot {

  private static final long PATIENCE_MILLIS = 10_000;

  private Boot() {}

  /**
   * @param argument the agent's argument
   * @param families class names of the server families in the jar
   * @param remark something to say first, or {@code null}
   * @return the transformer to hand classes to, or {@code null} where the agent stands down
   */
  public static @Nullable ClassFileTransformer start(
      Instrumentation instrumentation,
      @Nullable String argument,
      List<String> families,
      String version,
      @Nullable String remark)
      throws Throwable {
    OptionsReader reader = new OptionsReader(argument, System.getProperties(), System.getenv());
    Options options = reader.options();
    Log.open(options.logLevel());
    for (String complaint : reader.complaints()) {
      Log.warn(complaint);
    }
    if (remark != null) {
      Log.warn(remark);
    }
    Log.info("drain-agent " + version + " is in place; this JVM is drained on " + text(options));
    return install(new ModuleOpener(instrumentation), options, families);
  }

  private static String text(Options options) {
    return String.join("+", options.on()) + ", within " + options.timeoutText();
  }

  private static @Nullable ClassFileTransformer install(
      ModuleOpener opener, Options options, List<String> families) throws Throwable {
    opener.open(Object.class, Boot.class, "java.lang", "java.net", "java.io", "sun.nio.ch");
    opener.open(Signals.type(), Boot.class);
    if (!DispatcherClass.define()) {
      Log.warn("another drain-agent is in this JVM; this one stands down");
      return null;
    }
    return Installation.install(options, families, opener);
  }

  /**
   * Weaves what is loaded already; called when classes reach the transformer, and returns when it
   * is done. It takes a thread of its own: the JVM gives no class to a transformer on a thread that
   * is inside one (JPLISAgent.c, the reentrancy token), and this is called from inside.
   */
  public static void lookBack(Instrumentation instrumentation, ClassFileTransformer transformer)
      throws InterruptedException {
    Thread thread =
        Daemon.thread(
            "drain-agent-start",
            () -> {
              try {
                Class.forName("java.lang.Shutdown", true, null); // loaded now, not on the way out
                ((Transformer) transformer).retransform(instrumentation);
              } catch (Throwable t) {
                DrainDispatcher.suppressed(t);
              }
            });
    thread.start();
    thread.join(PATIENCE_MILLIS);
  }
}
