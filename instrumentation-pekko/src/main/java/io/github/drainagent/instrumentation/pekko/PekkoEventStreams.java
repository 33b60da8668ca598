package io.github.drainagent.instrumentation.pekko;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/** Which connections are sending server-sent events, and whether all of them so far is sent. */
final class PekkoEventStreams {

  /** Of the last response, by the stage at the socket: where it was one. */
  private final WeakIdentityMap<EventStream> kinds = new WeakIdentityMap<>();

  private final PekkoGraphs graphs;

  PekkoEventStreams(PekkoGraphs graphs) {
    this.graphs = graphs;
  }

  /**
   * A response is about to be rendered. Most have their body with them.
   *
   * @param protocol that of its request: HTTP/1.0 is given no chunks
   */
  void responds(Object response, Object protocol) throws ReflectiveOperationException {
    Object entity = Peek.call(response, "entity");
    EventStream kind = kindOf(entity.getClass().getName());
    if (kind != EventStream.NO) {
      PekkoGraph graph = graphs.current(response);
      Object tcp = graph == null ? null : graph.tcp;
      if (tcp != null) {
        boolean chunks = "HTTP/1.1".equals(Peek.call(protocol, "value"));
        note(tcp, !isOfEvents(entity) ? EventStream.NO : chunks ? kind : EventStream.UNTIL_CLOSE);
      }
    }
  }

  private void note(Object tcp, EventStream kind) {
    kinds.forgetCollected();
    if (kind == EventStream.NO) {
      kinds.remove(tcp);
    } else {
      kinds.put(tcp, kind);
    }
  }

  private static EventStream kindOf(String entity) {
    if (entity.endsWith(".HttpEntity$Chunked")) {
      return EventStream.CHUNKED;
    }
    return entity.endsWith(".HttpEntity$CloseDelimited") ? EventStream.UNTIL_CLOSE : EventStream.NO;
  }

  private static boolean isOfEvents(Object entity) throws ReflectiveOperationException {
    return EventStream.isNamedBy(Peek.call(entity, "contentType").toString());
  }

  /** Only between two events: a part of one may wait until the client has taken more. */
  EventStream kind(Object tcp) throws ReflectiveOperationException {
    EventStream kind = kinds.get(tcp);
    PekkoGraph graph = kind == null ? null : graphs.around(tcp);
    @Nullable Object writing = kind == null ? null : Peek.fieldOrNull(tcp, "writeInProgress");
    return kind != null && graph != null && graph.waitsForMore() && Boolean.FALSE.equals(writing)
        ? kind
        : EventStream.NO;
  }
}
