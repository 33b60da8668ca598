package io.github.drainagent.engine.options;

/** The table of settings as text, for {@code java -jar drain-agent.jar} and for README. */
public final class OptionsTable {

  private OptionsTable() {}

  /** For a terminal. */
  public static String plain() {
    StringBuilder text = new StringBuilder();
    for (Option option : Option.values()) {
      String setting = option.key() + "=" + option.byDefault();
      text.append(String.format("  %-20s %s%n", setting, option.meaning()));
      text.append(String.format("  %-20s Takes %s.%n", "", option.accepts()));
    }
    return text.toString();
  }

  /** For README. */
  public static String markdown() {
    StringBuilder text =
        new StringBuilder("| setting | default | takes | meaning |\n| --- | --- | --- | --- |\n");
    for (Option option : Option.values()) {
      String byDefault = option.byDefault().isEmpty() ? " " : " `" + option.byDefault() + "` ";
      text.append("| `").append(option.key()).append("` |").append(byDefault).append("| ");
      text.append(option.accepts()).append(" | ").append(option.meaning()).append(" |\n");
    }
    return text.toString();
  }
}
