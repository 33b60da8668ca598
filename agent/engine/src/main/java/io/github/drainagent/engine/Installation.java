package io.github.drainagent.engine;

import io.github.drainagent.engine.drain.Drain;
import io.github.drainagent.engine.exit.ExitWeaves;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.socket.SocketWeaves;
import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import io.github.drainagent.engine.weave.Adapters;
import io.github.drainagent.engine.weave.LookBack;
import io.github.drainagent.engine.weave.ModuleOpener;
import io.github.drainagent.engine.weave.Transformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The second half of the boot, from where {@code DrainDispatcher} exists. */
final class Installation {

  private static final int FAMILIES = 32;

  final Transformer transformer;
  private final Instrumentation instrumentation;
  private final Drain drain;

  Installation(
      Options options, List<String> names, Instrumentation instrumentation, ModuleOpener opener)
      throws ReflectiveOperationException {
    this.instrumentation = instrumentation;
    List<ServerFamily> families = families(names);
    Adapters[] adapters = new Adapters[FAMILIES];
    for (ServerFamily family : families) {
      adapters[family.id()] = new Adapters(family, opener);
    }
    Engine engine = new Engine(options);
    for (ServerFamily family : families) {
      engine.listeners.addOperators(family.operators());
    }
    List<Weave> jdk = SocketWeaves.all();
    jdk.addAll(ExitWeaves.ALL);
    transformer = new Transformer(jdk, families);
    drain = engine.drain;
    DrainDispatcher.install(
        System.getSecurityManager() == null
            ? new EngineDispatcher(engine, adapters)
            : new PrivilegedDispatcher(engine, adapters));
    engine.trap.check();
  }

  /** See {@link Boot#accept}. */
  void lookBack(Collection<String> missed, Runnable whenJdkIsWoven) {
    new LookBack(instrumentation, transformer, missed).weave(whenJdkIsWoven);
  }

  /** Nothing is kept back before, nor for a thread that could not start. */
  void begin() {
    drain.getReady();
  }

  /** A family that can't be had is left out, and the others work. */
  private static List<ServerFamily> families(List<String> names) {
    List<ServerFamily> families = new ArrayList<>();
    for (String name : names) {
      try {
        families.add((ServerFamily) Class.forName(name).getConstructor().newInstance());
      } catch (ReflectiveOperationException | LinkageError e) {
        Log.warn(name + " can't be used, its servers are drained by their traffic alone: " + e);
      }
    }
    return families;
  }
}
