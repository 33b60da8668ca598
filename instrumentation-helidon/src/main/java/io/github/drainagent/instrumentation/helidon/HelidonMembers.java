package io.github.drainagent.instrumentation.helidon;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What advice and adapter use of Helidon, beside the methods that are woven. */
final class HelidonMembers {

  private static final String CONNECTION = "io.helidon.webserver.http1.Http1Connection#";
  private static final String RESPONSE = "io.helidon.webserver.http1.Http1ServerResponse";

  static final List<String> REQUIRED =
      Collections.unmodifiableList(
          Arrays.asList(
              // advice
              "io.helidon.webserver.ConnectionHandler#connection",
              RESPONSE + "#ctx",
              RESPONSE + "#headers",
              RESPONSE + "$BlockingOutputStream#ctx",
              RESPONSE + "$BlockingOutputStream#headers",
              RESPONSE + "$BlockingOutputStream#firstByte",
              RESPONSE + "$BlockingOutputStream#request",
              // adapter
              "io.helidon.webserver.ConnectionHandler#socket",
              CONNECTION + "ctx",
              CONNECTION + "reader",
              CONNECTION + "myThread",
              CONNECTION + "upgradeConnection",
              CONNECTION + "currentlyReadingPrologue",
              CONNECTION + "currentEntitySize",
              CONNECTION + "currentEntitySizeRead",
              "io.helidon.webserver.http.ServerResponse#headers()"
                  + "Lio/helidon/http/ServerResponseHeaders;",
              "io.helidon.common.buffers.DataReader#available()I",
              "io.helidon.webserver.ConnectionContext#executor()"
                  + "Ljava/util/concurrent/ExecutorService;",
              RESPONSE + "#request",
              "io.helidon.webserver.http.HttpRequest#prologue()Lio/helidon/http/HttpPrologue;",
              "io.helidon.webserver.http.ServerRequest#isSecure()Z",
              "io.helidon.http.Headers#first(Lio/helidon/http/HeaderName;)Ljava/util/Optional;",
              "io.helidon.http.HeaderNames#CONTENT_TYPE",
              "io.helidon.http.HeaderNames#CONTENT_LENGTH",
              "io.helidon.http.HeaderNames#TRANSFER_ENCODING",
              "io.helidon.http.WritableHeaders#set(Lio/helidon/http/Header;)"
                  + "Lio/helidon/http/WritableHeaders;",
              "io.helidon.http.WritableHeaders#remove(Lio/helidon/http/HeaderName;)"
                  + "Lio/helidon/http/WritableHeaders;",
              "io.helidon.http.HeaderValues#CONNECTION_CLOSE",
              "io.helidon.http.HeaderNames#CONNECTION",
              "io.helidon.http.HttpPrologue#method()Lio/helidon/http/Method;",
              "io.helidon.http.HttpPrologue#uriPath()Lio/helidon/common/uri/UriPath;",
              "io.helidon.http.Method#text()Ljava/lang/String;",
              "io.helidon.common.uri.UriPath#rawPath()Ljava/lang/String;"));

  private HelidonMembers() {}
}
