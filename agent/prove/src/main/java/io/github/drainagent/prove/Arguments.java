package io.github.drainagent.prove;

import io.github.drainagent.prove.result.NotMeasurable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the command line, sorted into options and the command that follows {@code --}. */
final class Arguments {

  private final Map<Flag, List<String>> values = new EnumMap<>(Flag.class);
  private final List<String> command;

  /**
   * @throws NotMeasurable with a sentence that says what is wrong
   */
  Arguments(String... words) throws NotMeasurable {
    int i = 0;
    for (; i < words.length && !words[i].equals("--"); i++) {
      // --rate=50 is --rate 50
      int equals = words[i].indexOf('=');
      boolean joined = words[i].startsWith("--") && equals > 0;
      Flag flag = flag(joined ? words[i].substring(0, equals) : words[i]);
      if (!flag.takesValue()) {
        add(flag, "true");
      } else if (joined) {
        add(flag, words[i].substring(equals + 1));
      } else if (i + 1 == words.length || words[i + 1].equals("--")) {
        throw new NotMeasurable(flag + " needs a value: " + flag.synopsis());
      } else {
        add(flag, words[++i]);
      }
    }
    command = Arrays.asList(words).subList(Math.min(words.length, i + 1), words.length);
  }

  private static Flag flag(String word) throws NotMeasurable {
    Flag flag = Flag.of(word);
    if (flag != null) {
      return flag;
    }
    throw new NotMeasurable(
        word.startsWith("-")
            ? "there is no option " + word + "; --help lists them"
            : "put -- before the command: prove [options] -- " + word + " ...");
  }

  private void add(Flag flag, String value) throws NotMeasurable {
    List<String> before = values.computeIfAbsent(flag, f -> new ArrayList<>());
    if (!before.isEmpty() && !flag.isRepeatable()) {
      throw new NotMeasurable(flag + " is given twice");
    }
    before.add(value);
  }

  List<String> command() {
    return command;
  }

  boolean has(Flag flag) {
    return values.containsKey(flag);
  }

  /** What was given, or else the default; {@code null} where there is neither. */
  @Nullable String get(Flag flag) {
    List<String> all = all(flag);
    return all.isEmpty() ? null : all.get(0);
  }

  List<String> all(Flag flag) {
    List<String> given = values.get(flag);
    if (given != null) {
      return given;
    }
    return flag.byDefault().isEmpty() ? new ArrayList<>() : Arrays.asList(flag.byDefault());
  }

  /** A whole number within bounds. */
  int number(Flag flag, int least, int most) throws NotMeasurable {
    String value = String.valueOf(get(flag));
    if (value.matches("\\d{1,9}")) {
      int number = Integer.parseInt(value);
      if (least <= number && number <= most) {
        return number;
      }
    }
    throw new NotMeasurable(
        flag + " takes a number from " + least + " to " + most + ", not " + value);
  }

  /** Milliseconds; a time has a unit, 500ms, 4s or 2m. */
  int millis(Flag flag, int least, int most) throws NotMeasurable {
    String value = String.valueOf(get(flag));
    if (value.matches("\\d{1,6}(ms|s|m)")) {
      long number = Long.parseLong(value.replaceAll("\\D", ""));
      long millis = value.endsWith("ms") ? number : number * (value.endsWith("s") ? 1_000 : 60_000);
      if (least <= millis && millis <= most) {
        return (int) millis;
      }
    }
    throw new NotMeasurable(
        flag + " takes a time with its unit (500ms, 4s, 2m), not " + value + "; " + flag.meaning());
  }
}
