package io.github.drainagent.instrumentation.netty;

import static io.github.drainagent.instrumentation.netty.Server.full;
import static io.github.drainagent.instrumentation.testing.Woven.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was encoded before a drain, and was not with the kernel when it began. */
@Tag("every-version")
class NettyOutputTest {

  private static final Woven woven = WovenNetty.WOVEN;

  /** Nanoseconds after which an event loop that has not looked is asked no more. */
  private static final long LONGER_THAN_PATIENCE = 400_000_000;

  private final Server server = new Server();

  @BeforeEach
  void fresh() {
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    woven.nothingIsLeft();
    server.close();
  }

  @Test
  void aSmallResponseIsOverWithoutATaskOnTheEventLoop() throws Exception {
    try (Client client = new Client(server.port)) {
      ChannelHandlerContext context = request(client);
      onItsLoop(
          context,
          () -> {
            context.writeAndFlush(full(200, "fine"));
            assertTrue(woven.exchanges.isEmpty(), "waits for the loop");
          });
      client.readTo("fine");
      woven.idle("as it was looked at");
    }
  }

  @Test
  void whatIsNotFlushedIsNotIdleAndTheDrainFlushesIt() throws Exception {
    try (Client client = new Client(server.port)) {
      ChannelHandlerContext context = request(client);
      onItsLoop(context, () -> context.write(full(200, "fine")));
      await("over", () -> woven.exchanges.isEmpty());
      DrainDispatcher.closing = true;
      Object connection = woven.onlyConnection();
      onItsLoop(context, () -> assertFalse(woven.connector.idle(connection)));
      client.readTo("fine");
      woven.idle("once it is flushed");
    }
  }

  @Test
  void inADrainAResponseIsNotOverBeforeItsFlush() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      ChannelHandlerContext context = request(client);
      onItsLoop(
          context,
          () -> {
            context.write(full(200, "fine"));
            assertEquals(1, woven.exchanges.size());
          });
      assertTrue(client.readAll().endsWith("fine"));
    }
  }

  @Test
  void anEventLoopThatIsStuckKeepsNoConnectionWhoseResponsesAreSent() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Client client = new Client(server.port)) {
      ChannelHandlerContext context = request(client);
      onItsLoop(context, () -> context.writeAndFlush(full(200, "fine")));
      client.readTo("fine");
      stick(context.executor(), go);
      assertFalse(woven.connector.idle(woven.onlyConnection()), "nobody has looked");
      woven.idle("though its loop is stuck");
    } finally {
      go.countDown();
    }
  }

  @Test
  void anEventLoopThatIsStuckKeepsAConnectionWithSomethingToFlush() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Client client = new Client(server.port);
        Client other = new Client(server.port)) {
      ChannelHandlerContext sent = request(other);
      onItsLoop(sent, () -> sent.writeAndFlush(full(200, "fine")));
      Object first = woven.onlyConnection();
      ChannelHandlerContext unsent = request(client);
      onItsLoop(unsent, () -> unsent.write(full(200, "fine")));
      stick(sent.executor(), go);
      stick(unsent.executor(), go);
      Object second = otherThan(first);
      assertFalse(woven.connector.idle(second));
      await("so much later", () -> woven.connector.idle(first));
      assertFalse(woven.connector.idle(second));
      go.countDown();
      client.readTo("fine");
    } finally {
      go.countDown();
    }
  }

  /** As one that shapes the traffic does: nothing waits in the channel meanwhile. */
  @Test
  void whatAHandlerHoldsIsNotSentHoweverLongItHoldsIt() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Client client = new Client(server.port)) {
      ChannelHandlerContext context = request(client);
      Object connection = woven.onlyConnection();
      onItsLoop(context, () -> context.pipeline().addFirst(new Holding(go)));
      onItsLoop(context, () -> context.writeAndFlush(full(200, "fine")));
      await("over", () -> woven.exchanges.isEmpty());
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < LONGER_THAN_PATIENCE) {
        assertFalse(woven.connector.idle(connection));
        Thread.yield();
      }
      go.countDown();
      client.readTo("fine");
      woven.idle("once it has left");
    }
  }

  /** Keeps what is written back, and passes it on in order. */
  private static final class Holding extends ChannelOutboundHandlerAdapter {
    private final CountDownLatch until;
    private final Queue<Runnable> held = new ArrayDeque<>();

    Holding(CountDownLatch until) {
      this.until = until;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      held.add(() -> context.writeAndFlush(message, promise));
      passOn(context);
    }

    private void passOn(ChannelHandlerContext context) {
      if (until.getCount() > 0) {
        context.executor().schedule(() -> passOn(context), 5, TimeUnit.MILLISECONDS);
        return;
      }
      for (Runnable next = held.poll(); next != null; next = held.poll()) {
        next.run();
      }
    }
  }

  private ChannelHandlerContext request(Client client) throws Exception {
    client.get("/held");
    return server.nextOpen();
  }

  private static Object otherThan(Object first) {
    await("two", () -> woven.connections.size() == 2);
    return woven.connections.stream().filter(each -> each != first).findFirst().get();
  }

  private static void stick(Executor loop, CountDownLatch until) throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    loop.execute(
        () -> {
          stuck.countDown();
          try {
            until.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    stuck.await();
  }

  private static void onItsLoop(ChannelHandlerContext context, Runnable task) throws Exception {
    context.executor().submit(task).get();
  }
}
