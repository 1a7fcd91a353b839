package org.royaltyledger.ledger.intake;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.csv.AssetsCsv;
import org.royaltyledger.ledger.intake.csv.ConsentsCsv;
import org.royaltyledger.ledger.intake.csv.MembershipsCsv;
import org.royaltyledger.ledger.intake.csv.OfferingsCsv;
import org.royaltyledger.ledger.intake.csv.PartiesCsv;
import org.royaltyledger.ledger.intake.csv.RatesCsv;
import org.royaltyledger.ledger.intake.csv.RevenueCsv;
import org.royaltyledger.ledger.intake.csv.SplitsCsv;
import org.royaltyledger.ledger.intake.json.LicencesJson;
import org.royaltyledger.ledger.intake.ndjson.OutputLines;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;

/** The list of formats, in the order in which an import reads them. */
public enum FileKind {
  PARTIES("parties*.csv", PartiesCsv::new),
  MEMBERSHIPS("memberships*.csv", MembershipsCsv::new),
  OFFERINGS("offerings*.csv", OfferingsCsv::new),
  ASSETS("assets*.csv", AssetsCsv::new),
  SPLITS("splits*.csv", SplitsCsv::new),
  LICENCES("licences*.json", LicencesJson::new),
  CONSENTS("consents*.csv", ConsentsCsv::new),
  REVENUE("revenue*.csv", RevenueCsv::new),
  RATES("rates*.csv", RatesCsv::new),
  OUTPUTS("outputs*.ndjson", OutputLines::new),
  USAGES("usages*.ndjson", null);

  /** What the names of files with rejected lines begin with. */
  public static final String REJECTED = "rejected-";

  private static final String PACKED = ".gz";

  private final String pattern;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference holds nothing
  private final @Nullable Supplier<FactReader> facts;

  FileKind(String pattern, @Nullable Supplier<FactReader> facts) {
    this.pattern = pattern;
    this.facts = facts;
  }

  /**
   * The kind of a file, by its name alone.
   *
   * @throws Refused FILE_UNREADABLE if it fits no format, or holds rejected lines
   */
  public static FileKind of(Path path) {
    String name = nameOf(path);
    if (name.startsWith(REJECTED)) {
      throw new Refused(
          Refused.Code.FILE_UNREADABLE,
          "file '%s' holds lines that an import rejected: correct them where they came from, and import that file again"
              .formatted(Quoted.shown(name)));
    }
    for (FileKind kind : values()) {
      if (kind.fits(name)) {
        return kind;
      }
    }
    throw new Refused(
        Refused.Code.FILE_UNREADABLE,
        "file '%s' fits none of the names %s (each also with .gz): rename it after what it holds"
            .formatted(
                Quoted.shown(name),
                Arrays.stream(values()).map(FileKind::pattern).collect(Collectors.joining(", "))));
  }

  /**
   * The files in the order of reading: by kind, then by name, whatever the order given.
   *
   * @throws Refused FILE_UNREADABLE if one of them fits no format
   */
  public static List<Path> inOrder(Collection<Path> paths) {
    return paths.stream()
        .sorted(
            Comparator.comparing(FileKind::of)
                .thenComparing(FileKind::nameOf, Codes.ORDER)
                .thenComparing(Path::toString, Codes.ORDER))
        .toList();
  }

  /** The name of its files, with {@code *} for anything. */
  public String pattern() {
    return pattern;
  }

  /** As in reports, e.g. {@code parties}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A reader for one file of facts.
   *
   * @throws IllegalStateException if files of this kind hold no facts but usages
   */
  public FactReader facts() {
    if (facts == null) {
      throw new IllegalStateException(pattern + " holds no facts");
    }
    return facts.get();
  }

  public boolean holdsFacts() {
    return facts != null;
  }

  private boolean fits(String name) {
    int star = pattern.indexOf('*');
    String bare = name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
    return bare.length() >= pattern.length() - 1
        && bare.startsWith(pattern.substring(0, star))
        && bare.endsWith(pattern.substring(star + 1));
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
