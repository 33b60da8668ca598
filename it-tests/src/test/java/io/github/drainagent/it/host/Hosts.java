package io.github.drainagent.it.host;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Rows of hosts.csv x JDKs: in the default build the newest that each runs on, and 8. */
final class Hosts {
  static final boolean ALL = System.getProperty("drain.it.servers", "").equals("all");
  private static final String JDKS = System.getProperty("jdk", "");

  private Hosts() {}

  /** The rows whose names begin like this. */
  static Stream<Arguments> rowsAndJdks(String prefix) {
    return rowsAndJdks(ServerSpec.hosts(), prefix);
  }

  /** The same of other rows than those of hosts.csv. */
  static Stream<Arguments> rowsAndJdks(List<ServerSpec> rows, String prefix) {
    return rows.stream()
        .filter(row -> row.name().startsWith(prefix) && (ALL || row.inDefaultBuild()))
        .flatMap(row -> jdks(row).stream().map(jdk -> Arguments.of(row, jdk)));
  }

  static List<Jdk> jdks(ServerSpec row) {
    List<Jdk> able = Jdks.all().stream().filter(row::runsOn).toList();
    return able.stream()
        .filter(
            jdk ->
                JDKS.isEmpty()
                    ? ALL || jdk.version() == 8 || jdk == able.get(able.size() - 1)
                    : List.of(JDKS.split(",")).contains(Integer.toString(jdk.version())))
        .toList();
  }
}
