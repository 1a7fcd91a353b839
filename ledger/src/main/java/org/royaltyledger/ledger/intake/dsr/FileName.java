package org.royaltyledger.ledger.intake.dsr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.royaltyledger.ledger.intake.Quoted;

/**
 * The name of a report: {@code DSR_Recipient_Sender_Service_Period_Territory_xofy_Created.tsv}, and
 * whether it says what HEAD says.
 */
final class FileName {

  private static final int PARTS = 8;
  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final Pattern PERIOD =
      Pattern.compile("[0-9]{4}(-[0-9]{2}|-Q[1-4]|-[Ww][0-9]{2})?|" + DAY + "(--" + DAY + ")?");
  private static final Pattern TERRITORY = Pattern.compile("[0-9]{1,4}|multi|worldwide|");
  private static final Pattern PLACE = Pattern.compile("([0-9]{1,9})of([0-9]{1,9})");
  private static final Pattern CREATED = Pattern.compile("[0-9]{8}T[0-9]{6}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Set<String> COUNTRIES =
      Set.copyOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));

  private FileName() {}

  /** What is odd about a name, each as a sentence; nothing of it keeps a file out. */
  static List<String> oddities(String name, Head head) {
    String[] parts = name.replaceFirst("\\.gz$", "").replaceFirst("\\.tsv$", "").split("_", -1);
    if (parts.length != PARTS) {
      return List.of(
          "the file's name has %d underscores where DSR_Recipient_Sender_Service_Period_Territory_xofy_Created.tsv has 7: it is taken by its HEAD alone"
              .formatted(parts.length - 1));
    }
    var odd = new ArrayList<String>();
    party(odd, "recipient", parts[1], head.recipientId(), head.recipientName());
    party(odd, "sender", parts[2], head.senderId(), head.senderName());
    differs(odd, "service", parts[3], "ServiceDescription", head.service());
    if (!PERIOD.matcher(parts[4]).matches()) {
      odd.add(form("period", parts[4], "like 2026, 2026-10, 2026-Q4, 2026-w40 or 2026-10-01"));
    }
    if (!COUNTRIES.contains(parts[5])
        && !TERRITORY.matcher(parts[5].toLowerCase(Locale.ROOT)).matches()) {
      odd.add(form("territory", parts[5], "an ISO or TIS code, multi, worldwide or empty"));
    }
    place(odd, parts[6], head);
    if (!CREATED.matcher(parts[7]).matches()) {
      odd.add(form("time of creation", parts[7], "like 20261105T120000"));
    } else if (!head.created().replaceAll("[-:]", "").startsWith(parts[7])) {
      differs(odd, "time of creation", parts[7], "MessageCreatedDateTime", head.created());
    }
    return odd;
  }

  private static void place(List<String> odd, String part, Head head) {
    Matcher place = PLACE.matcher(part);
    if (!place.matches()) {
      odd.add(form("place", part, "like 1of1"));
    } else if (!same(place.group(1), head.fileNumber())
        || !same(place.group(2), head.numberOfFiles())) {
      odd.add(
          "the file's name says %s where HEAD says file '%s' of '%s'"
              .formatted(
                  part, Quoted.shown(head.fileNumber()), Quoted.shown(head.numberOfFiles())));
    } else if (Integer.parseInt(place.group(1)) < 1
        || Integer.parseInt(place.group(1)) > Integer.parseInt(place.group(2))) {
      odd.add("there is no file %s".formatted(part));
    }
  }

  private static boolean same(String digits, String given) {
    return NUMBER.matcher(given).matches() && Integer.parseInt(given) == Integer.parseInt(digits);
  }

  private static void party(List<String> odd, String role, String part, String id, String name) {
    if (part.isEmpty() || (!part.equals(id) && !part.equals(name))) {
      odd.add(
          "the file's name has %s '%s' where HEAD has '%s', '%s'"
              .formatted(role, Quoted.shown(part), Quoted.shown(id), Quoted.shown(name)));
    }
  }

  private static void differs(
      List<String> odd, String what, String part, String cell, String value) {
    if (!part.equals(value)) {
      odd.add(
          "the file's name has %s '%s' where HEAD has %s '%s'"
              .formatted(what, Quoted.shown(part), cell, Quoted.shown(value)));
    }
  }

  private static String form(String what, String part, String form) {
    return "the file's name has %s '%s', which is not %s".formatted(what, Quoted.shown(part), form);
  }
}
