package io.github.drainagent.instrumentation.pekko;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one connection, which are fused: they run one after the other, on one thread at a
 * time.
 */
final class PekkoGraph {

  /** Bits of the {@code portState} in front of a stage that is not waiting for a push. */
  private static final int IN_READY = 1;

  private static final int PUSHING = 4;
  private static final int IN_CLOSED = 16;
  private static final int OUT_CLOSED = 32;

  /** More than there are between the parser and the controller: one that maps, in all versions. */
  private static final int STAGES = 4;

  /** The one at the socket; {@code null} where TLS or HTTP/2 is between. */
  final @Nullable Object tcp;

  private final Object parser;
  private final Object controller;
  private final Object renderer;

  /** What is between the parser and the controller; looked up by the graph's own thread. */
  private @Nullable List<Object> parsed;

  private PekkoGraph(@Nullable Object tcp, Object parser, Object controller, Object renderer) {
    this.tcp = tcp;
    this.parser = parser;
    this.controller = controller;
    this.renderer = renderer;
  }

  /** That of an interpreter, or {@code null} where it is none of an HTTP server. */
  static @Nullable PekkoGraph of(Object interpreter) throws ReflectiveOperationException {
    Object tcp = null;
    Object parser = null;
    Object controller = null;
    Object renderer = null;
    for (Object logic : (Object[]) Peek.call(interpreter, "logics")) {
      switch (Stage.OF.get(logic.getClass())) {
        case TCP:
          tcp = isInbound(logic) ? logic : tcp;
          break;
        case PARSER:
          parser = logic;
          break;
        case CONTROLLER:
          controller = logic;
          break;
        case RENDERER:
          renderer = logic;
          break;
        default:
      }
    }
    return parser == null || controller == null || renderer == null
        ? null
        : new PekkoGraph(tcp, parser, controller, renderer);
  }

  /** The package that all of Pekko is in, with its dot. */
  static String prefix(String name) {
    return name.startsWith("akka.") ? "akka." : "org.apache.pekko.";
  }

  private static boolean isInbound(Object tcp) throws ReflectiveOperationException {
    return Peek.call(tcp, "role").getClass().getName().endsWith("$Inbound");
  }

  /** Whether the renderer has got rid of all that it was given, and has nothing to come. */
  boolean isAnswered() throws ReflectiveOperationException {
    Object responses = ((Object[]) Peek.call(renderer, "portToConn"))[0];
    int state = (Integer) Peek.call(responses, "portState");
    return (state & (IN_READY | PUSHING | IN_CLOSED | OUT_CLOSED)) == 0 && !hasNext();
  }

  /**
   * Whether a response is being streamed, its head and what there is of its body is on the way, and
   * the socket asks for more.
   */
  boolean waitsForMore() throws ReflectiveOperationException {
    Object sink = Peek.field(renderer, "transferSink");
    return (Boolean) Peek.call(sink, "isDefined")
        && (Boolean) Peek.call(Peek.call(sink, "get"), "hasBeenPulled");
  }

  /** Whether there are requests that were read and not answered. */
  boolean hasNext() throws ReflectiveOperationException {
    return Peek.fieldOrNull(parser, "result") != null
        || !(Boolean) Peek.call(requests(), "isEmpty")
        || isRequestOnItsWay();
  }

  /** Whether the parser has let go of a head that the controller has not been given yet. */
  private boolean isRequestOnItsWay() throws ReflectiveOperationException {
    for (Object behind : parsed()) {
      if (((Integer) Peek.call(behind, "portState") & PUSHING) != 0
          && isHead(Peek.call(behind, "slot"))) {
        return true;
      }
    }
    return false;
  }

  private List<Object> parsed() throws ReflectiveOperationException {
    List<Object> known = parsed;
    if (known == null) {
      known = new ArrayList<>(STAGES);
      Object stage = parser;
      while (known.size() < STAGES && stage != controller) {
        Object behind =
            ((Object[]) Peek.call(stage, "portToConn"))[(Integer) Peek.call(stage, "inCount")];
        known.add(behind);
        stage = Peek.call(behind, "inOwner");
      }
      parsed = known;
    }
    return known;
  }

  /** Of a request, or of what can't be one and is answered with an error. */
  private static boolean isHead(Object parsed) {
    String name = parsed.getClass().getName();
    return name.endsWith("$RequestStart") || name.endsWith("$MessageStartError");
  }

  /** Whether nothing of a further request was read. */
  boolean isBetweenRequests() throws ReflectiveOperationException {
    return parserIs("CompletionOk");
  }

  /** Whether a part of a further request's head was read. */
  boolean isInHead() throws ReflectiveOperationException {
    return parserIs("CompletionIsMessageStartError");
  }

  private boolean parserIs(String handling) throws ReflectiveOperationException {
    String name = parser.getClass().getName();
    Object companion =
        Peek.singleton(
            parser.getClass().getClassLoader(),
            prefix(name) + "http.impl.engine.parsing.HttpMessageParser");
    return Peek.field(parser, "completionHandling") == Peek.call(companion, handling);
  }

  private Object requests() throws ReflectiveOperationException {
    return Peek.field(controller, "openRequests");
  }

  /** The request that is worked on, or {@code null} where its response is on its way. */
  @Nullable Object request() throws ReflectiveOperationException {
    Object requests = requests();
    return (Boolean) Peek.call(requests, "isEmpty") ? null : Peek.call(requests, "head");
  }

  /** What a stage's class tells of it. */
  private enum Stage {
    TCP,
    PARSER,
    CONTROLLER,
    RENDERER,
    OTHER;

    private static final ClassValue<Stage> OF =
        new ClassValue<Stage>() {
          @Override
          protected Stage computeValue(Class<?> type) {
            String name = type.getName();
            if (name.endsWith(".TcpConnectionStage$TcpStreamLogic")) {
              return TCP;
            } else if (name.contains(".parsing.HttpRequestParser$")) {
              return PARSER;
            } else if (name.contains(".HttpServerBluePrint$ControllerStage$")) {
              return CONTROLLER;
            }
            return name.contains(".HttpResponseRendererFactory$") ? RENDERER : OTHER;
          }
        };
  }
}
