package io.github.drainagent.engine;

import io.github.drainagent.engine.close.PortCloser;
import io.github.drainagent.engine.close.SocketSwap;
import io.github.drainagent.engine.close.SynStop;
import io.github.drainagent.engine.close.WakeUp;
import io.github.drainagent.engine.drain.Drain;
import io.github.drainagent.engine.drain.IdleConnections;
import io.github.drainagent.engine.drain.InFlight;
import io.github.drainagent.engine.drain.Suppressed;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import io.github.drainagent.engine.exit.ExitGate;
import io.github.drainagent.engine.exit.SignalTrap;
import io.github.drainagent.engine.exit.Signals;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.ProcNet;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.socket.Listeners;

/** All parts of the engine, wired. */
final class Engine {

  final Suppressed suppressed = new Suppressed();
  final Exchanges exchanges = new Exchanges();
  final Connections connections = new Connections(exchanges);
  final Descriptors descriptors;
  final SynStop synStop;
  final WakeUp wakeUp;
  final Listeners listeners;
  final Drain drain;
  final SignalTrap trap;
  final ExitGate gate;

  Engine(Options options) throws ReflectiveOperationException {
    JdkNatives natives = new JdkNatives();
    descriptors = new Descriptors(natives);
    synStop = new SynStop(natives);
    wakeUp = new WakeUp(descriptors, synStop);
    listeners = new Listeners(descriptors, options.keep());
    PortCloser closer =
        new SocketSwap(natives, descriptors, new ProcNet(), listeners, synStop, wakeUp);
    InFlight inFlight = new InFlight(exchanges, connections);
    IdleConnections idle = new IdleConnections(natives, descriptors);
    drain = new Drain(options, listeners, inFlight, idle, closer, suppressed);
    trap = new SignalTrap(drain, new Signals(), options.on());
    gate = new ExitGate(drain, inFlight, options);
  }
}
