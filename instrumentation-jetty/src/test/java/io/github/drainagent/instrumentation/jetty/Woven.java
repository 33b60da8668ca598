package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/** Weaves a family into the servers of this JVM and stands in for the engine. */
final class Woven extends DrainDispatcher {

  static final Woven JETTY = new Woven(new JettyFamily());

  final Connector connector;
  final Set<Object> connections = identitySet();
  final Map<Object, Object> exchanges = Collections.synchronizedMap(new IdentityHashMap<>());
  final ConcurrentLinkedQueue<Throwable> suppressed = new ConcurrentLinkedQueue<>();
  final AtomicInteger begun = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();
  final AtomicInteger opened = new AtomicInteger();

  private Woven(ServerFamily family) {
    AgentBuilder agent =
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .ignore(ElementMatchers.none())
            .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
    // Advice is looked at as bytes: loading it would load the class that is being woven.
    ClassFileLocator own = ClassFileLocator.ForClassLoader.of(Woven.class.getClassLoader());
    TypePool pool = TypePool.Default.of(own);
    for (Weave weave : family.weaves()) {
      agent =
          agent
              .type(ElementMatchers.named(weave.type))
              .transform(
                  (builder, type, loader, module, domain) ->
                      builder.visit(
                          Advice.to(pool.describe(weave.advice.getName()).resolve(), own)
                              .withExceptionHandler(report())
                              .on(methods(weave))));
    }
    agent.installOn(ByteBuddyAgent.install());
    try {
      connector = (Connector) Class.forName(family.adapter()).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    install(this);
  }

  private static Advice.ExceptionHandler report() {
    try {
      return new Advice.ExceptionHandler.Simple(
          MethodInvocation.invoke(
              new MethodDescription.ForLoadedMethod(
                  DrainDispatcher.class.getMethod("suppressed", Throwable.class))));
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  static ElementMatcher<MethodDescription> methods(Weave weave) {
    return method ->
        method.getInternalName().equals(weave.method)
            && (weave.descriptor == null || weave.descriptor.equals(method.getDescriptor()));
  }

  void reset() {
    DrainDispatcher.closing = false;
    exchanges.clear();
    begun.set(0);
    ended.set(0);
    opened.set(0);
    suppressed.clear();
  }

  void nothingIsLeft() {
    await("all exchanges over", () -> exchanges.isEmpty());
    await("all connections gone", () -> connections.isEmpty());
    assertTrue(suppressed.isEmpty(), () -> "suppressed: " + suppressed);
  }

  /** The exchange in flight. */
  Object onlyExchange() {
    await("one exchange", () -> exchanges.size() == 1);
    return exchanges.keySet().iterator().next();
  }

  Object onlyConnection() {
    await("one connection", () -> connections.size() == 1);
    return connections.iterator().next();
  }

  void idle(String when) {
    Object connection = onlyConnection();
    await("idle " + when, () -> connector.idle(connection));
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.yield();
    }
    assertTrue(condition.getAsBoolean(), what);
  }

  private static Set<Object> identitySet() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  @Override
  protected void onOpened(int family, Object connection) {
    opened.incrementAndGet();
    connections.add(connection);
  }

  @Override
  protected void onClosed(Object connection) {
    connections.remove(connection);
    exchanges.values().removeIf(owner -> owner == connection);
  }

  @Override
  protected void onBegan(Object exchange, Object connection) {
    assertTrue(connections.contains(connection), "opened before began");
    if (exchanges.put(exchange, connection) == null) {
      begun.incrementAndGet();
    }
  }

  @Override
  protected void onEnded(Object exchange) {
    if (exchanges.remove(exchange) != null) {
      ended.incrementAndGet();
    }
  }

  @Override
  protected void onEvent(int family, int point, Object self, Object argument) {
    connector.event(point, self, argument);
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
