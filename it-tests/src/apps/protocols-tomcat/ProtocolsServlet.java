package io.github.drainagent.it.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** A thread for each request, which waits where there is to be waited. */
final class ProtocolsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Target target = new Target("GET", request.getRequestURI() + "?" + request.getQueryString());
    if (target.path.equals("/events") || target.path.equals("/flood")) {
      response.setContentType("text/event-stream");
      PrintWriter writer = response.getWriter();
      while (!writer.checkError()) {
        writer.print("data: tick\n\n");
        pause(target.path.equals("/flood") ? 1 : 100); // or all of it waits for the client
      }
    } else {
      pause(target.path.equals("/slow") ? target.number("ms", 100) : 0);
      response.getOutputStream().print("ok\n");
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
