package io.github.drainagent.instrumentation.netty;

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
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/** Weaves a family into the servers of this JVM and stands in for the engine. */
final class Woven extends DrainDispatcher {

  final Connector connector;
  final Set<Object> connections = identitySet();
  final Set<Object> exchanges = identitySet();
  private final Map<Object, Object> owners = Collections.synchronizedMap(new IdentityHashMap<>());
  final ConcurrentLinkedQueue<Throwable> suppressed = new ConcurrentLinkedQueue<>();
  final AtomicInteger begun = new AtomicInteger();
  final AtomicInteger opened = new AtomicInteger();

  private Woven(ServerFamily family) throws ReflectiveOperationException {
    AgentBuilder agent =
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .ignore(ElementMatchers.none())
            .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
    for (Weave weave : family.weaves()) {
      agent =
          agent
              .type(ElementMatchers.named(weave.type))
              .transform(
                  (builder, type, loader, module, domain) ->
                      builder.visit(Advice.to(weave.advice).on(methods(weave))));
    }
    agent.installOn(ByteBuddyAgent.install());
    connector = (Connector) Class.forName(family.adapter()).getConstructor().newInstance();
    install(this);
  }

  static Woven into(ServerFamily family) {
    try {
      return new Woven(family);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static ElementMatcher<MethodDescription> methods(Weave weave) {
    return method ->
        method.getInternalName().equals(weave.method)
            && (weave.descriptor == null || weave.descriptor.equals(method.getDescriptor()));
  }

  void reset() {
    DrainDispatcher.closing = false;
    await("nothing in flight", () -> exchanges.isEmpty());
    begun.set(0);
    opened.set(0);
    suppressed.clear();
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
    exchanges.removeIf(exchange -> owners.get(exchange) == connection);
    connections.remove(connection);
  }

  @Override
  protected void onBegan(Object exchange, Object connection) {
    assertTrue(connections.contains(connection), "opened before began");
    begun.incrementAndGet();
    owners.put(exchange, connection);
    exchanges.add(exchange);
  }

  @Override
  protected void onEnded(Object exchange) {
    exchanges.remove(exchange);
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
