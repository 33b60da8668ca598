package io.github.drainagent.it.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/** WireMock, which has a Jetty in its jar, below a package of its own. */
public final class WiremockApp {
  /** For every slow request, as it reads no query. */
  private static final int SLOW_MILLIS = 1_200;

  private WiremockApp() {}

  public static void main(String[] args) {
    Say.hook();
    WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    server.stubFor(get(urlMatching("/fast.*")).willReturn(aResponse().withBody("ok\n")));
    server.stubFor(
        get(urlMatching("/slow.*"))
            .willReturn(aResponse().withBody("done\n").withFixedDelay(SLOW_MILLIS)));
    server.start();
    Say.ready(server.port());
  }
}
