package io.github.drainagent.instrumentation.httpserver;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What advice and adapter use of the server besides the methods with advice. */
final class HttpServerMembers {

  static final List<String> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              "sun.net.httpserver.HttpConnection#chan",
              "sun.net.httpserver.HttpConnection#closed",
              "sun.net.httpserver.HttpConnection#state",
              "sun.net.httpserver.HttpConnection#sslStreams",
              "sun.net.httpserver.HttpConnection#raw",
              "sun.net.httpserver.HttpConnection#rawout",
              "sun.net.httpserver.ExchangeImpl#connection",
              "sun.net.httpserver.ExchangeImpl#close",
              "sun.net.httpserver.ExchangeImpl#method",
              "sun.net.httpserver.ExchangeImpl#uri",
              "sun.net.httpserver.ExchangeImpl#rspHdrs",
              "sun.net.httpserver.ExchangeImpl#sentHeaders",
              "sun.net.httpserver.ExchangeImpl#reqContentLen",
              "sun.net.httpserver.ExchangeImpl#uis_orig",
              "sun.net.httpserver.LeftOverInputStream#isEOF()Z",
              "sun.net.httpserver.ServerImpl$Exchange#tx",
              "sun.net.httpserver.ServerImpl$Exchange#connection"));

  private HttpServerMembers() {}
}
