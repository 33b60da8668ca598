package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.Protocol;
import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import io.github.drainagent.engine.weave.LookBack;
import io.github.drainagent.engine.weave.Transformer;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.Socket;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Weaves a family into the servers of this JVM and stands in for the engine. */
public final class Woven extends DrainDispatcher {

  public final Connector connector;

  /** The connector of a class, where more than one copy of the server is there. */
  public volatile Function<Class<?>, Connector> connectors;

  public final Set<Object> connections = identitySet();

  /** Those that are closed too: what was read before may be parsed after. */
  private final Set<Object> everOpened = identitySet();

  /** Those that were never opened, and yet had an exchange. */
  public final Set<Object> strangers = identitySet();

  public final Map<Object, Object> exchanges = Collections.synchronizedMap(new IdentityHashMap<>());

  /** Who was last seen to work on an exchange. */
  private final Map<Object, Thread> workers = Collections.synchronizedMap(new IdentityHashMap<>());

  public final ConcurrentLinkedQueue<Throwable> suppressed = new ConcurrentLinkedQueue<>();
  public final AtomicInteger begun = new AtomicInteger();
  public final AtomicInteger ended = new AtomicInteger();
  public final AtomicInteger opened = new AtomicInteger();

  /** Those that were reported again too. */
  public final AtomicInteger reported = new AtomicInteger();

  /** One for each JVM: what is woven stays woven. */
  public Woven(ServerFamily family) {
    Instrumentation instrumentation = ByteBuddyAgent.install();
    Transformer transformer =
        new Transformer(Collections.emptyList(), Collections.singletonList(family));
    instrumentation.addTransformer(transformer, true);
    new LookBack(instrumentation, transformer, Collections.emptyList()).weave(() -> {});
    try {
      connector = (Connector) Class.forName(family.adapter()).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    connectors = any -> connector;
    install(this);
  }

  public static ElementMatcher<MethodDescription> methods(Weave weave) {
    return method ->
        method.getInternalName().equals(weave.method)
            && (weave.descriptor == null || weave.descriptor.equals(method.getDescriptor()));
  }

  public void reset() {
    DrainDispatcher.closing = false;
    everOpened.clear();
    strangers.clear();
    exchanges.clear();
    workers.clear();
    begun.set(0);
    ended.set(0);
    opened.set(0);
    reported.set(0);
    suppressed.clear();
  }

  public void nothingIsLeft() {
    await(() -> "never over: " + exchanges + ", of " + everOpened, exchanges::isEmpty);
    await(() -> "still there: " + connections, this::isEveryConnectionClosed);
    assertTrue(strangers.isEmpty(), () -> "never opened: " + strangers);
    assertTrue(suppressed.isEmpty(), () -> "suppressed: " + suppressed);
  }

  /** The same of a server that misses some ends: what it leaves open is what the drain closes. */
  public void nothingIsLeftThatADrainWouldWaitFor() {
    await("all gone, or idle", () -> isEveryConnectionClosed() || nobodyIsBusy());
    connections.clear();
    nothingIsLeft();
  }

  /**
   * Closed by the server's word, or by its channel, which is not woven here as it is by the engine:
   * there its exchanges go with it.
   */
  private boolean isEveryConnectionClosed() {
    lookAtChannels();
    return connections.isEmpty();
  }

  /** Whether no exchange is left, on a server that misses some ends. */
  public boolean isEveryExchangeOver() {
    lookAtChannels();
    return exchanges.isEmpty();
  }

  private void lookAtChannels() {
    for (Object connection : connections.toArray()) {
      if (!hasOpenChannel(connection)) {
        onClosed(connection);
      }
    }
  }

  /** A transport of another kind counts as open: a server's native one says its own end. */
  public boolean hasOpenChannel(Object connection) {
    Object transport = connectors.apply(connection.getClass()).transport(connection);
    if (transport instanceof Socket) {
      return !((Socket) transport).isClosed();
    }
    return transport != null && !(transport instanceof Channel && !((Channel) transport).isOpen());
  }

  /** The exchange in flight. */
  public Object onlyExchange() {
    await("one exchange", () -> exchanges.size() == 1);
    return exchanges.keySet().iterator().next();
  }

  /** The thread that was last seen to work on an exchange. */
  public @Nullable Thread workerOf(Object exchange) {
    return workers.get(exchange);
  }

  public Object onlyConnection() {
    await("one connection", () -> connections.size() == 1);
    return connections.iterator().next();
  }

  /** The only connection, once it speaks that: some families have another object for it then. */
  public Object onlyConnectionOf(Protocol protocol) {
    List<Object> now = new ArrayList<>();
    await(
        "one connection of " + protocol,
        () -> {
          now.clear();
          now.addAll(Arrays.asList(connections.toArray()));
          return now.size() == 1 && connector.protocol(now.get(0)) == protocol;
        });
    return now.get(0);
  }

  public void idle(String when) {
    Object connection = onlyConnection();
    await("idle " + when, () -> connector.idle(connection));
  }

  /** In this order: what was idle and has no exchange a moment later has none. */
  public boolean isFree(Object connection) {
    return connector.idle(connection) && !exchanges.containsValue(connection);
  }

  /** Looks often, since there is no event to wait for. */
  public void neverFree(String when) {
    for (int i = 0; i < 2_000; i++) {
      assertTrue(new ArrayList<>(connections).stream().noneMatch(this::isFree), when);
      Thread.yield();
    }
  }

  public boolean nobodyIsBusy() {
    return new ArrayList<>(connections).stream().allMatch(this::isFree);
  }

  /** Each is asked whether it is idle: some notice only then that they were upgraded. */
  public boolean nobodySpeaksHttp() {
    return new ArrayList<>(connections)
        .stream().allMatch(c -> !connector.idle(c) && connector.protocol(c) == Protocol.WEBSOCKET);
  }

  public static void await(String what, BooleanSupplier condition) {
    await(() -> what, condition);
  }

  /** What is met is not asked again: some conditions hold for a moment only. */
  private static void await(Supplier<String> what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    boolean met = condition.getAsBoolean();
    while (!met && System.nanoTime() < deadline) {
      Thread.yield();
      met = condition.getAsBoolean();
    }
    assertTrue(met, what);
  }

  private static Set<Object> identitySet() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  @Override
  protected void onOpened(int family, Object connection) {
    everOpened.add(connection);
    reported.incrementAndGet();
    if (connections.add(connection)) { // some families say so twice
      opened.incrementAndGet();
    }
  }

  @Override
  protected void onClosed(Object connection) {
    // in this order: who sees no connection any more sees none of its exchanges either
    exchanges.values().removeIf(owner -> owner == connection);
    connections.remove(connection);
  }

  @Override
  protected void onBegan(Object exchange, Object connection) {
    if (!everOpened.contains(connection)) {
      strangers.add(connection);
    } else if (!connections.contains(connection)) {
      return; // as the engine has it
    }
    if (exchanges.put(exchange, connection) == null) {
      begun.incrementAndGet();
    }
    workers.put(exchange, Thread.currentThread());
    if (everOpened.contains(connection) && !connections.contains(connection)) {
      onEnded(exchange); // who closed it may have missed this one
    }
  }

  @Override
  protected void onWorksOn(Object exchange) {
    if (exchanges.containsKey(exchange)) {
      workers.put(exchange, Thread.currentThread());
    }
  }

  @Override
  protected void onEnded(Object exchange) {
    if (exchanges.remove(exchange) != null) {
      ended.incrementAndGet();
    }
  }

  @Override
  protected boolean onOutputEnds(Object connection) throws IOException {
    Object transport = connectors.apply(connection.getClass()).transport(connection);
    if (transport instanceof SocketChannel) {
      ((SocketChannel) transport).shutdownOutput();
    }
    return transport instanceof SocketChannel;
  }

  @Override
  protected void onEvent(int family, int point, Object self, Object argument) {
    connectors.apply(self.getClass()).event(point, self, argument);
  }

  @Override
  protected void onSuppressed(Throwable failure) {
    suppressed.add(failure);
  }

  @Override
  protected void onBound(Object listener) {}

  @Override
  protected void onUnbound(Object listener) {}

  @Override
  protected void onAccepted(Object listener, Object connection) {}

  @Override
  protected void onBytesIn(Object transport) {}

  @Override
  protected void onBytesOut(Object transport) {}

  @Override
  protected boolean onSignal(int signal) {
    return false;
  }

  @Override
  protected int onExit(int status) {
    return status;
  }

  @Override
  protected void onEnd() {}
}
