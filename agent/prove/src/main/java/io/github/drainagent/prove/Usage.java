package io.github.drainagent.prove;

/** The help. */
final class Usage {

  private static final int COLUMN = 26;

  private Usage() {}

  static String text() {
    StringBuilder text = new StringBuilder();
    text.append("java -jar drain-agent.jar prove [options] -- java -jar app.jar ...\n\n");
    text.append(
        "Starts the command, puts it under load, sends TERM, and counts how every attempt of\n");
    text.append("its clients ended: once as it is, once with the agent.\n\n");
    for (Flag flag : Flag.values()) {
      String synopsis = "  " + flag.synopsis();
      text.append(synopsis);
      for (int i = synopsis.length(); i < COLUMN; i++) {
        text.append(' ');
      }
      text.append(' ').append(flag.meaning());
      text.append(flag.byDefault().isEmpty() ? "" : "; " + flag.byDefault()).append('\n');
    }
    text.append("\nExit code: 0 the run with the agent is clean, 1 it is not, 2 not measured.\n");
    return text.toString();
  }

  /** The same as a table for docs/prove.md, which has to agree with it. */
  static String markdown() {
    StringBuilder text = new StringBuilder("| option | default | meaning |\n| --- | --- | --- |\n");
    for (Flag flag : Flag.values()) {
      text.append("| `").append(flag.synopsis().replace("|", "\\|")).append("` | ");
      text.append(flag.byDefault().isEmpty() ? "" : "`" + flag.byDefault() + "` ");
      text.append("| ").append(flag.meaning()).append(" |\n");
    }
    return text.toString();
  }
}
