package io.github.drainagent.engine;

import io.github.drainagent.engine.exit.Signals;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.options.OptionsReader;
import io.github.drainagent.engine.socket.SocketWeaves;
import io.github.drainagent.engine.weave.FirstWeave;
import io.github.drainagent.engine.weave.ModuleOpener;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Brings the engine up in three steps, which the entry calls through types of the JDK: it shares no
 * others with the engine, and reflection is slow where nothing is warm. So are lambdas: there are
 * none on the way up.
 *
 * <p>No class of the engine that refers to {@code DrainDispatcher} may be touched before {@link
 * DispatcherClass} has defined it.
 */
public final class Boot
    implements BiFunction<Instrumentation, Map<String, String>, ClassFileTransformer>,
        BiConsumer<Collection<String>, Runnable>,
        Runnable {

  private @Nullable Installation installation;

  /**
   * Brings up all that is silent.
   *
   * @param given {@code argument}, the agent's; {@code families}, class names of the server
   *     families in the jar, separated by blanks; {@code version}; {@code remark}, something to say
   *     first
   * @return the transformer to hand classes to, or {@code null} where the agent stands down
   */
  @Override
  public @Nullable ClassFileTransformer apply(
      Instrumentation instrumentation, Map<String, String> given) {
    OptionsReader reader =
        new OptionsReader(given.get("argument"), System.getProperties(), System.getenv());
    Options options = reader.options();
    Log.open(options.logLevel());
    for (String complaint : reader.complaints()) {
      Log.warn(complaint);
    }
    String remark = given.get("remark");
    if (remark != null) {
      Log.warn(remark);
    }
    Log.info("drain-agent " + given.get("version") + " is in place; this JVM is " + text(options));
    List<String> families = Arrays.asList(given.getOrDefault("families", "").split(" "));
    try {
      return install(instrumentation, options, families);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  private static String text(Options options) {
    return "drained on " + String.join("+", options.on()) + ", within " + options.timeoutText();
  }

  private @Nullable ClassFileTransformer install(
      Instrumentation instrumentation, Options options, List<String> families) throws Throwable {
    ModuleOpener opener = new ModuleOpener(instrumentation);
    opener.open(Object.class, Boot.class, "java.lang", "java.net", "java.io", "sun.nio.ch");
    opener.open(Signals.type(), Boot.class);
    FirstWeave first = new FirstWeave(SocketWeaves.ofOurs()).begun();
    if (!DispatcherClass.define()) {
      Log.warn("another drain-agent is in this JVM; this one stands down");
      return null;
    }
    installation = new Installation(options, families, instrumentation, opener);
    first.await();
    return installation.transformer;
  }

  /**
   * Weaves what is loaded already; called when classes reach the transformer.
   *
   * @param missed names of classes that did not reach it while the first step was made
   * @param whenJdkIsWoven run when those of the JDK are; others may be locked by who waits for them
   */
  @Override
  public void accept(Collection<String> missed, Runnable whenJdkIsWoven) {
    if (installation != null) {
      installation.lookBack(missed, whenJdkIsWoven);
    }
  }

  /** There is going to be a listener: from now on this JVM may have to be drained, and is told. */
  @Override
  public void run() {
    if (installation != null) {
      installation.begin();
    }
    Log.begin();
  }
}
