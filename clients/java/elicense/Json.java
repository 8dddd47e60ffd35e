// SPDX-License-Identifier: Apache-2.0
package elicense;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON (RFC 8259) as maps, lists, strings, longs, doubles, booleans and null, because no JDK brings it. */
public final class Json {
  private static final int MAX_DEPTH = 64;
  private static final String ESCAPES = "\"\\/bfnrt", ESCAPED = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  public static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value(1);
    if (json.at != text.length()) throw json.wrong();
    return value;
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  /** The objects in a list of an object. */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> list(Map<String, Object> object, String name) {
    return (List<Map<String, Object>>) object.get(name);
  }

  public static String write(Object value) {
    if (value instanceof Map<?, ?> map)
      return map.entrySet().stream().map(one -> write(one.getKey()) + ":" + write(one.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    if (value instanceof List<?> list) return list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
    return value instanceof String string ? quoted(string) : String.valueOf(value);
  }

  private static String quoted(String string) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : string.toCharArray())
      quoted.append(c < 0x20 ? String.format("\\u%04x", (int) c) : c == '"' || c == '\\' ? "\\" + c : String.valueOf(c));
    return quoted.append('"').toString();
  }

  private Object value(int depth) {
    if (depth > MAX_DEPTH) throw wrong();
    blanks();
    Object value = take('{') ? object(depth) : take('[') ? array(depth) : take('"') ? string() : literal();
    blanks();
    return value;
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    blanks();
    if (take('}')) return object;
    do {
      blanks();
      need('"');
      String name = string();
      blanks();
      need(':');
      object.put(name, value(depth + 1));
    } while (take(','));
    need('}');
    return object;
  }

  private List<Object> array(int depth) {
    List<Object> array = new ArrayList<>();
    blanks();
    if (take(']')) return array;
    do array.add(value(depth + 1));
    while (take(','));
    need(']');
    return array;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) string.append(c == '\\' ? escape(next()) : c);
    return string.toString();
  }

  private char escape(char mark) {
    if (mark != 'u') {
      if (ESCAPES.indexOf(mark) < 0) throw wrong();
      return ESCAPED.charAt(ESCAPES.indexOf(mark));
    }
    if (at + 4 > text.length()) throw wrong();
    at += 4;
    return (char) Integer.parseInt(text, at - 4, at, 16);
  }

  private Object literal() {
    int start = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) at++;
    String word = text.substring(start, at);
    return switch (word) {
      case "true", "false" -> Boolean.valueOf(word);
      case "null" -> null;
      default -> number(word);
    };
  }

  private Number number(String word) {
    if (!word.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) throw wrong();
    if (word.matches("-?\\d{1,18}")) return Long.valueOf(word);
    return Double.valueOf(word);
  }

  private char next() {
    if (at == text.length()) throw wrong();
    return text.charAt(at++);
  }

  private boolean take(char mark) {
    if (at == text.length() || text.charAt(at) != mark) return false;
    at++;
    return true;
  }

  private void need(char mark) {
    if (!take(mark)) throw wrong();
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("not JSON, at " + at);
  }
}
