package io.github.drainagent.it.servers;

import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.util.List;

/**
 * What the build runs before the tests: {@code target/servers/<name>} for every row of the build,
 * nothing of which is made again as long as what it was made of stays the same.
 */
public final class Prepare {
  private Prepare() {}

  /**
   * @param args "all", "default" or "none"; names of rows or lines that are wanted too, joined by
   *     commas, or nothing
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean all = args[0].equals("all");
    boolean usual = args[0].equals("default");
    List<String> also = List.of(args[1].split(","));
    List<ServerSpec> wanted =
        ServerSpec.everywhere()
            .filter(ServerSpec::hasJars)
            .filter(
                row ->
                    all || (usual && row.inDefaultBuild()) || also.stream().anyMatch(row::isCalled))
            .filter(row -> Jdks.all().stream().anyMatch(row::runsOn))
            .toList();
    Maven maven = new Maven();
    new Jars(maven).fetch(wanted);
    Compiler compiler = new Compiler();
    StringBuilder errors = new StringBuilder();
    for (ServerSpec row : wanted) {
      errors.append(compiler.compile(row));
    }
    if (errors.length() > 0) {
      throw new IllegalStateException(errors.toString());
    }
    for (ServerSpec row : wanted) {
      if (FatJar.isWanted(row)) {
        new FatJar(maven).make(row);
      }
    }
  }
}
