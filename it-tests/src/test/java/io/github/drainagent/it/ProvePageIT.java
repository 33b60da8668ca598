package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.app.FreePort;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page that prove writes, in a real browser. */
@Timeout(240)
class ProvePageIT {
  private static final int MILLIS = 150_000;

  @TempDir Path folder;

  @Test
  void itLoadsWithoutErrorsAndShowsDotsAndBands() throws Exception {
    Path page = folder.resolve("page.html");
    write(page);
    String browser = browser();
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    // says in the document what went wrong in it, and what the drawing's shapes really cover
    String probe =
        "<script>window.onerror=m=>document.body.dataset.error=m;addEventListener('load',()=>{"
            + "for(const s of document.querySelectorAll('svg path,svg circle,svg rect'))"
            + "{const b=s.getBoundingClientRect();"
            + "s.dataset.seen=b.height>0||b.width>0||s.classList.contains('dots');}"
            + "document.querySelector('.chart').dispatchEvent(new PointerEvent('pointermove'));"
            + "document.body.dataset.charts=document.querySelectorAll('svg.chart').length;});</script>";
    Files.writeString(page, Files.readString(page).replace("<head>", "<head>" + probe));
    open(browser, page, dom, log);
    String document = Files.readString(dom);
    assertTrue(document.contains("data-charts=\"2\""), Files.readString(log));
    assertTrue(!document.contains("data-error"), document);
    assertTrue(document.matches("(?s).*<rect class=\"band closing\"[^>]*data-seen=\"true\".*"));
    assertTrue(document.matches("(?s).*<rect class=\"band draining\"[^>]*data-seen=\"true\".*"));
    assertTrue(document.matches("(?s).*<path class=\"dots complete\"[^>]*data-seen=\"true\".*"));
    assertTrue(document.matches("(?s).*<circle class=\"story [^>]*data-seen=\"true\".*"));
    assertTrue(!Files.readString(log).contains("CONSOLE"), Files.readString(log));
  }

  private static void write(Path page) throws Exception {
    int port = FreePort.any();
    List<String> words = new ArrayList<>(ProveIT.options(port));
    words.addAll(List.of("--slow", ProveIT.url(port, "/slow?ms=1200")));
    words.addAll(List.of("--html", page.toString(), "--"));
    words.addAll(ProveIT.command(Jdks.running(), "HttpServerApp", port));
    try (ServerProcess prove = ProveIT.prove(words)) {
      assertEquals(0, prove.awaitExit(MILLIS), prove.output());
    }
  }

  private static void open(String browser, Path page, Path dom, Path log) throws Exception {
    Path profile = page.resolveSibling("profile");
    Process process =
        new ProcessBuilder(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=2000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser hangs");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  private static String browser() {
    List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
    List<Path> folders = Stream.of(System.getenv("PATH").split(":")).map(Path::of).toList();
    for (String name : names) {
      for (Path path : folders) {
        if (Files.isExecutable(path.resolve(name))) {
          return path.resolve(name).toString();
        }
      }
    }
    System.out.println("no Chromium in PATH: the page of prove is not looked at in a browser");
    Assumptions.abort("no Chromium");
    return "";
  }
}
