package io.github.drainagent.engine;

import io.github.drainagent.engine.close.Ladder;
import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.close.SocketSwap;
import io.github.drainagent.engine.close.WakeUp;
import io.github.drainagent.engine.drain.Drain;
import io.github.drainagent.engine.drain.Fin;
import io.github.drainagent.engine.drain.InFlight;
import io.github.drainagent.engine.drain.Linger;
import io.github.drainagent.engine.drain.Suppressed;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import io.github.drainagent.engine.exchange.NativeConnections;
import io.github.drainagent.engine.exit.ExitGate;
import io.github.drainagent.engine.exit.SignalTrap;
import io.github.drainagent.engine.exit.Signals;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.socket.Listeners;
import java.io.FileDescriptor;
import java.util.function.Consumer;

/** All parts of the engine, wired. */
final class Engine {

  final Suppressed suppressed = new Suppressed();
  final Exchanges exchanges = new Exchanges();
  final Connections connections = new Connections(exchanges);
  final JdkNatives natives;
  final Descriptors descriptors;
  final Ladder ladder;
  final WakeUp wakeUp;
  final Listeners listeners;
  final Linger linger;
  final Drain drain;
  final SignalTrap trap;
  final ExitGate gate;

  Engine(Options options) throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
    Libc libc = new Libc(options.nativeAccess());
    ladder = new Ladder(options.close(), natives, libc);
    wakeUp = new WakeUp(natives, descriptors);
    listeners = new Listeners(natives, descriptors, options.keep());
    PortCloser closer = new SocketSwap(natives, descriptors, listeners, ladder, wakeUp);
    InFlight inFlight = new InFlight(exchanges, connections);
    Fin fin = new Fin(natives, descriptors, libc);
    NativeConnections nativeOnes =
        new NativeConnections(
            connections,
            natives,
            descriptors,
            libc,
            new Consumer<FileDescriptor>() {
              @Override
              public void accept(FileDescriptor connection) {
                ladder.lift(connection);
              }
            });
    linger = new Linger(connections, descriptors, natives);
    drain =
        new Drain(options, listeners, nativeOnes, inFlight, fin, linger, closer, libc, suppressed);
    trap = new SignalTrap(drain, new Signals(), options.on());
    gate = new ExitGate(drain, inFlight, options);
  }
}
