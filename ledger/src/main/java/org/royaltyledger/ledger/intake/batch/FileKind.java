package org.royaltyledger.ledger.intake.batch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.intake.FactReader;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.Rejects;
import org.royaltyledger.ledger.intake.UsageReader;
import org.royaltyledger.ledger.intake.csv.AdvancesCsv;
import org.royaltyledger.ledger.intake.csv.AssetsCsv;
import org.royaltyledger.ledger.intake.csv.BankDetailsCsv;
import org.royaltyledger.ledger.intake.csv.ClaimsCsv;
import org.royaltyledger.ledger.intake.csv.ConsentsCsv;
import org.royaltyledger.ledger.intake.csv.ExclusionsCsv;
import org.royaltyledger.ledger.intake.csv.MembershipsCsv;
import org.royaltyledger.ledger.intake.csv.MinimumsCsv;
import org.royaltyledger.ledger.intake.csv.OfferingsCsv;
import org.royaltyledger.ledger.intake.csv.PartiesCsv;
import org.royaltyledger.ledger.intake.csv.PayeesCsv;
import org.royaltyledger.ledger.intake.csv.PoliciesCsv;
import org.royaltyledger.ledger.intake.csv.RatesCsv;
import org.royaltyledger.ledger.intake.csv.RevenueCsv;
import org.royaltyledger.ledger.intake.csv.SplitsCsv;
import org.royaltyledger.ledger.intake.csv.TaxDetailsCsv;
import org.royaltyledger.ledger.intake.csv.TaxesCsv;
import org.royaltyledger.ledger.intake.dsr.DsrReport;
import org.royaltyledger.ledger.intake.json.ContractsJson;
import org.royaltyledger.ledger.intake.json.LicencesJson;
import org.royaltyledger.ledger.intake.ndjson.OutputLines;
import org.royaltyledger.ledger.intake.ndjson.UsagesNdjson;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;

/** The list of formats, in the order in which an import reads them. */
public enum FileKind {
  PARTIES("parties*.csv", new Facts(PartiesCsv::new)),
  MEMBERSHIPS("memberships*.csv", new Facts(MembershipsCsv::new)),
  OFFERINGS("offerings*.csv", new Facts(OfferingsCsv::new)),
  ASSETS("assets*.csv", new Facts(AssetsCsv::new)),
  SPLITS("splits*.csv", new Facts(SplitsCsv::new)),
  LICENCES("licences*.json", new Facts(LicencesJson::new)),
  CONSENTS("consents*.csv", new Facts(ConsentsCsv::new)),
  CLAIMS("claims*.csv", new Facts(ClaimsCsv::new)),
  POLICIES("policies*.csv", new Facts(PoliciesCsv::new)),
  REVENUE("revenue*.csv", new Facts(RevenueCsv::new)),
  RATES("rates*.csv", new Facts(RatesCsv::new)),
  CONTRACTS("contracts*.json", new Facts(ContractsJson::new)),
  ADVANCES("advances*.csv", new Facts(AdvancesCsv::new)),
  PAYEES("payees*.csv", new Facts(PayeesCsv::new)),
  MINIMUMS("minimums*.csv", new Facts(MinimumsCsv::new)),
  TAXES("taxes*.csv", new Facts(TaxesCsv::new)),
  BANKDETAILS("bankdetails*.csv", new Facts(BankDetailsCsv::new)),
  TAXDETAILS("taxdetails*.csv", new Facts(TaxDetailsCsv::new)),
  EXCLUSIONS("exclusions*.csv", new Facts(ExclusionsCsv::new)),
  OUTPUTS("outputs*.ndjson", new Facts(OutputLines::new)),
  USAGES("usages*.ndjson", new Usages((_, known) -> new UsagesNdjson(known))),
  DSR("DSR_*.tsv", new Usages(DsrReport::new));

  /** What the files of a kind hold, and what reads them. */
  public sealed interface Content {}

  /**
   * Facts.
   *
   * @param reader makes one for a file
   */
  public record Facts(Supplier<FactReader> reader) implements Content {}

  /**
   * Usages.
   *
   * @param reader makes one for a file, from its name and the facts known before it
   */
  public record Usages(BiFunction<String, FactBook, UsageReader> reader) implements Content {}

  private static final String PACKED = ".gz";

  private final String pattern;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference holds nothing
  private final Content content;

  FileKind(String pattern, Content content) {
    this.pattern = pattern;
    this.content = content;
  }

  /**
   * The kind of a file, by its name alone.
   *
   * @throws Refused FILE_UNREADABLE if it fits no format, or holds rejected lines
   */
  public static FileKind of(Path path) {
    String name = nameOf(path);
    if (name.startsWith(Rejects.PREFIX)) {
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

  public Content content() {
    return content;
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
