package io.github.drainagent.instrumentation.pekko;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Pekko HTTP, and Akka HTTP that it comes from, seen from outside its actors. */
public final class PekkoAdapter implements Connector {

  private volatile String name = "Pekko HTTP";

  private final PekkoGraphs graphs = new PekkoGraphs();
  private final PekkoWebSockets webSockets = new PekkoWebSockets();
  private final PekkoEventStreams streams = new PekkoEventStreams(graphs);

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable Object transport(Object connection) {
    try {
      Object actor = actor(connection);
      return actor == null ? null : Peek.call(actor, "channel");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Protocol protocol(Object connection) {
    return webSockets.isOne(connection) ? Protocol.WEBSOCKET : Protocol.HTTP_1;
  }

  @Override
  public void announceEnd(Object connection) {
    try {
      webSockets.announceEnd(connection);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public EventStream eventStream(Object exchange) {
    try {
      return streams.kind(exchange);
    } catch (ReflectiveOperationException e) {
      return EventStream.NO;
    }
  }

  /**
   * The selector takes the interest back before anybody reads, and gets it again once all that was
   * read has been parsed.
   */
  @Override
  public boolean idle(Object connection) {
    if (webSockets.isOne(connection)) {
      return false;
    }
    try {
      Object actor = actor(connection);
      if (actor == null) {
        return false;
      }
      Object registration = Peek.call(Peek.field(actor, "registration"), "get");
      SelectionKey key = Peek.only(registration, SelectionKey.class);
      PekkoGraph graph = graphs.around(connection);
      return (key.interestOps() & SelectionKey.OP_READ) != 0
          && graph != null
          && graph.isBetweenRequests();
    } catch (ReflectiveOperationException | CancelledKeyException closing) {
      return false;
    }
  }

  /** None once it has stopped: of that the stage is told a moment later. */
  private static @Nullable Object actor(Object connection) throws ReflectiveOperationException {
    Object reference = Peek.call(Peek.call(connection, "role"), "connection");
    return Peek.callOrNull(Peek.call(reference, "underlying"), "actor");
  }

  @Override
  public void event(int point, Object self, @Nullable Object argument) {
    try {
      switch (point) {
        case PekkoAdvice.STARTED:
          started(self);
          break;
        case PekkoAdvice.STOPPED:
          graphs.over(self);
          break;
        case PekkoAdvice.MOVED:
          moved(graphs.current(self));
          break;
        case PekkoAdvice.READ:
        case PekkoAdvice.SWITCHED:
          passed(point, graphs.current(self));
          break;
        case PekkoAdvice.WEBSOCKET:
          webSocket(self, graphs.current(self));
          break;
        case PekkoAdvice.RESPONSE:
          if (argument != null) {
            streams.responds(self, argument);
          }
          break;
        case PekkoAdvice.RESPONDING:
          if (argument != null) {
            responding(self, (Object[]) argument);
          }
          break;
        default:
          throw new IllegalArgumentException(String.valueOf(point));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void started(Object tcp) throws ReflectiveOperationException {
    if (graphs.begun(tcp)) {
      String prefix = PekkoGraph.prefix(tcp.getClass().getName());
      Object version = Peek.singleton(tcp.getClass().getClassLoader(), prefix + "http.Version");
      name = (prefix.equals("akka.") ? "Akka" : "Pekko") + " HTTP " + Peek.call(version, "current");
      DrainDispatcher.opened(PekkoFamily.ID, tcp);
    }
  }

  private void passed(int point, @Nullable PekkoGraph graph) {
    Object tcp = graph == null ? null : graph.tcp;
    if (tcp != null) {
      if (point == PekkoAdvice.READ) {
        DrainDispatcher.began(tcp, tcp);
      } else {
        DrainDispatcher.closed(tcp); // of protocols other than WebSocket only the bytes are known
        webSockets.switched(tcp);
      }
    }
  }

  /** As a client's, it has no server around it. */
  private void webSocket(Object merge, @Nullable PekkoGraph graph) {
    Object tcp = graph == null ? null : graph.tcp;
    if (tcp != null && webSockets.opened(tcp, merge)) {
      DrainDispatcher.opened(PekkoFamily.ID, tcp); // once more: it speaks something else
    }
  }

  private static void moved(@Nullable PekkoGraph graph) throws ReflectiveOperationException {
    Object tcp = graph == null ? null : graph.tcp;
    if (graph != null
        && tcp != null
        && !(Boolean) Peek.field(tcp, "writeInProgress")
        && graph.isAnswered()) {
      DrainDispatcher.ended(tcp);
    }
  }

  /** Not where the next request was read already: then that one's response says it. */
  private void responding(Object response, Object[] choice) throws ReflectiveOperationException {
    PekkoGraph graph = graphs.current(response);
    int status = (Integer) Peek.call(Peek.call(response, "status"), "intValue");
    if (status >= 200 && graph != null && !graph.hasNext() && !graph.isInHead()) {
      Class<?> type = response.getClass();
      choice[0] =
          Peek.singleton(
              type.getClassLoader(),
              PekkoGraph.prefix(type.getName())
                  + "http.impl.engine.rendering.ResponseRenderingContext"
                  + "$CloseRequested$ForceClose");
    }
  }

  @Override
  public @Nullable String describe(Object exchange) {
    try {
      PekkoGraph graph = graphs.around(exchange);
      Object request = graph == null ? null : graph.request();
      return request == null
          ? null
          : Peek.call(Peek.call(request, "method"), "value")
              + " "
              + Peek.call(Peek.call(request, "uri"), "path");
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
