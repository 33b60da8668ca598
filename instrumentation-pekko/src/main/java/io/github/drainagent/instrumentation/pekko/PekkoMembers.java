package io.github.drainagent.instrumentation.pekko;

import java.util.ArrayList;
import java.util.List;

/** What advice and adapter use of Pekko, beside the methods that are woven. */
final class PekkoMembers {

  private static final String ENGINE = "http.impl.engine.";
  private static final String CONTEXT = ENGINE + "rendering.ResponseRenderingContext";
  private static final String PARSER = ENGINE + "parsing.HttpMessageParser$#";
  private static final String CONTROLLER = ENGINE + "server.HttpServerBluePrint$ControllerStage";

  /** Without the package that they all are in. */
  private static final String[] REQUIRED = {
    "stream.stage.GraphStageLogic#interpreter",
    "stream.stage.GraphStageLogic#portToConn",
    "stream.stage.GraphStageLogic#inCount",
    "stream.impl.fusing.GraphInterpreter$#currentInterpreterOrNull",
    "stream.impl.fusing.GraphInterpreter#logics",
    "stream.impl.fusing.GraphInterpreter$Connection#portState",
    "stream.impl.fusing.GraphInterpreter$Connection#slot",
    "stream.impl.fusing.GraphInterpreter$Connection#inOwner",
    "stream.impl.io.TcpConnectionStage$TcpStreamLogic#role",
    "stream.impl.io.TcpConnectionStage$Inbound#connection",
    "actor.LocalActorRef#underlying",
    "actor.ActorCell#actor",
    "io.TcpConnection#channel",
    "io.TcpConnection#registration",
    PARSER + "CompletionOk",
    ENGINE + "parsing.HttpRequestParser$$anon$1#completionHandling",
    CONTROLLER + "$$anon$10#openRequests", // Scala 3
    ENGINE + "parsing.ParserOutput$RequestStart#method",
    ENGINE + "parsing.ParserOutput$RequestStart#uri",
    CONTEXT + "$CloseRequested$ForceClose$#MODULE$",
    "http.scaladsl.model.HttpResponse#status",
    "http.Version$#current",
  };

  /** Those whose names begin with where they were declared, as Scala does it. */
  private static final String[][] MANGLED = {
    {ENGINE + "parsing.HttpRequestParser$$anon$1", ENGINE + "parsing.HttpMessageParser", "result"},
    {
      "stream.impl.io.TcpConnectionStage$TcpStreamLogic",
      "stream.impl.io.TcpConnectionStage$TcpStreamLogic",
      "writeInProgress"
    },
  };

  /** Types that only Akka HTTP 10.1 has, and that have come since. */
  private static final String IN_10_1 = "http.impl.engine.client.PoolConductor?";

  private static final String SINCE_10_2 = "http.javadsl.ServerBuilder?";

  private PekkoMembers() {}

  static List<String> required() {
    List<String> members = new ArrayList<>();
    for (String prefix : PekkoFamily.PREFIXES) {
      for (String member : REQUIRED) {
        members.add(prefix + member);
      }
      for (String[] member : MANGLED) {
        String declared = (prefix + member[1]).replace('.', '$');
        members.add(prefix + member[0] + "#" + declared + "$$" + member[2]);
      }
      String controller = prefix + CONTROLLER;
      String declared = controller.replace('.', '$') + "$$anon";
      String inScala2 = controller + "$$anon$9#";
      members.add(prefix + IN_10_1 + inScala2 + declared + "$$openRequests");
      members.add(prefix + SINCE_10_2 + inScala2 + "openRequests");
    }
    return members;
  }
}
