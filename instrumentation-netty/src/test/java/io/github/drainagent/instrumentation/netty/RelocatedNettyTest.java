package io.github.drainagent.instrumentation.netty;

import static io.github.drainagent.instrumentation.testing.Woven.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.weave.Adapters;
import io.github.drainagent.engine.weave.ModuleOpener;
import io.github.drainagent.engine.weave.Transformer;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import io.netty.channel.ChannelHandlerContext;
import java.lang.instrument.Instrumentation;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Netty under other names, woven by the engine itself, beside Netty under its own. */
class RelocatedNettyTest {

  private static final Woven woven = new Woven(new NettyFamily());

  private static final Adapters adapters;

  static {
    Instrumentation instrumentation = ByteBuddyAgent.install();
    adapters = new Adapters(new NettyFamily(), new ModuleOpener(instrumentation));
    Transformer transformer =
        new Transformer(Collections.emptyList(), Collections.singletonList(new NettyFamily()));
    instrumentation.addTransformer(transformer);
    woven.connectors =
        type -> type.getName().startsWith("io.netty.") ? woven.connector : adapters.get(type);
  }

  private final RelocatedServer server = new RelocatedServer();

  @AfterEach
  void nothingIsLeftBehind() {
    woven.nothingIsLeft();
    server.close();
  }

  @Test
  void theResponseInFlightSaysCloseAndItsConnectionEnds() throws Exception {
    woven.reset();
    try (Client client = new Client(server.port)) {
      client.get("/slow?x=1");
      server.awaitRequest();
      Object connection = woven.onlyConnection();
      Connector connector = adapters.get(connection.getClass());
      assertNotSame(woven.connector, connector);
      assertEquals("GET /slow?x=1", connector.describe(woven.onlyExchange()));
      assertFalse(connector.idle(connection));
      assertInstanceOf(SocketChannel.class, connector.transport(connection));
      assertTrue(connector.name().startsWith("Netty"), connector.name());
      DrainDispatcher.closing = true;
      server.answer("fine");
      String answer = client.readAll();
      assertTrue(answer.toLowerCase().contains("connection: close"), answer);
      assertTrue(answer.endsWith("fine"), answer);
      assertEquals(1, woven.begun.get());
    }
  }

  @Test
  void twoCopiesInOneLoaderAreTwoServers() throws Exception {
    woven.reset();
    try (Server own = new Server();
        Client one = new Client(own.port);
        Client other = new Client(server.port)) {
      one.get("/one");
      ChannelHandlerContext context = own.nextOpen();
      other.get("/other");
      server.awaitRequest();
      await("both", () -> woven.exchanges.size() == 2);
      context.writeAndFlush(Server.full(200, "of its own"));
      one.readTo("of its own");
      await("one is over", () -> woven.exchanges.size() == 1);
      server.answer("of the copy");
      other.readTo("of the copy");
      await("both are over", () -> woven.exchanges.isEmpty());
    }
  }
}
