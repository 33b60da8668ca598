package io.github.drainagent.prove;

import io.github.drainagent.prove.child.Port;
import io.github.drainagent.prove.report.HtmlReport;
import io.github.drainagent.prove.report.JsonReport;
import io.github.drainagent.prove.report.Subject;
import io.github.drainagent.prove.report.TextReport;
import io.github.drainagent.prove.result.Comparison;
import io.github.drainagent.prove.result.NotMeasurable;
import io.github.drainagent.prove.result.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/** {@code java -jar drain-agent.jar prove}. */
public final class Prove {

  private static final int CLEAN = 0;
  private static final int NOT_CLEAN = 1;
  private static final int NOT_MEASURED = 2;

  private Prove() {}

  /**
   * Does it all.
   *
   * @param jar the agent's
   * @param words what follows {@code prove} on the command line
   * @return the exit code
   */
  public static int run(File jar, String version, String... words) throws InterruptedException {
    Progress progress = Progress.onStderr();
    try {
      Arguments arguments = new Arguments(words);
      if (arguments.has(Flag.HELP) || words.length == 0) {
        System.out.print(Usage.text());
        return words.length == 0 ? NOT_MEASURED : CLEAN;
      }
      if (!Port.canBeSeen()) {
        throw new NotMeasurable("processes can't be looked at: prove needs Linux and its /proc");
      }
      Settings settings = new Settings(arguments);
      Comparison comparison = new Campaign(settings, jar, progress).run();
      progress.end();
      return report(settings, version, comparison);
    } catch (NotMeasurable e) {
      progress.end();
      System.err.println("not measured: " + e.getMessage());
      return NOT_MEASURED;
    }
  }

  private static int report(Settings settings, String version, Comparison comparison)
      throws NotMeasurable {
    Subject subject = subject(settings, version);
    System.out.print(new TextReport(subject, comparison));
    write(settings.json, new JsonReport(subject, comparison));
    write(settings.html, new HtmlReport(subject, comparison));
    return new Verdict(comparison).isClean() ? CLEAN : NOT_CLEAN;
  }

  private static Subject subject(Settings settings, String version) {
    String what = settings.pid == 0 ? String.join(" ", settings.command) : "pid " + settings.pid;
    return new Subject(
        what, version, settings.method, settings.targets, settings.slow, settings.crowds);
  }

  private static void write(@Nullable String file, Object report) throws NotMeasurable {
    if (file == null) {
      return;
    }
    try {
      Files.write(Paths.get(file), report.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new NotMeasurable(file + " can't be written: " + e);
    }
  }
}
