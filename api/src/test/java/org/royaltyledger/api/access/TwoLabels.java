package org.royaltyledger.api.access;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.console.ServedStore;

/**
 * Two labels in two closed months, at a server. North has the artist Ann, who is its member until
 * December; South stands alone, and what is its own has no other name in common with North's.
 */
public final class TwoLabels {

  /** What nobody of North may read anywhere. */
  static final String[] OF_SOUTH = {"south", "South", "s-song", "S-LIC"};

  private TwoLabels() {}

  public static ServedStore served(Path folder) {
    ServedStore served = open(folder);
    served.run("close", "2026-10");
    served.run("close", "2026-12");
    served.run("payouts", "collect");
    return served;
  }

  /** Before anything was closed. */
  public static ServedStore open(Path folder, String... settings) {
    var served = new ServedStore(folder, settings);
    served.file(
        "parties.csv",
        "partyId,name,kind",
        "north,North,LABEL",
        "south,South,LABEL",
        "ann,Ann,ARTIST",
        "shop,Shop,SERVICE");
    served.file("memberships.csv", "partyId,memberOf,from,to", "ann,north,2026-01-01,2026-12-01");
    served.file("offerings.csv", "offering,service,scope", "remix,shop,PLAY");
    served.file(
        "assets.csv",
        "assetId,kind,controller",
        "n-song,RECORDING,north",
        "s-song,RECORDING,south");
    served.file(
        "splits.csv",
        "assetId,territory,partyId,share,from",
        "n-song,Worldwide,ann,60,2026-01-01",
        "n-song,Worldwide,north,40,2026-01-01",
        "s-song,Worldwide,south,100,2026-01-01");
    served.file(
        "consents.csv",
        "partyId,assetId,scope,from,decision",
        "north,*,PLAY,2026-01-01,OPT_IN",
        "south,*,PLAY,2026-01-01,OPT_IN");
    served.file(
        "licences.json",
        "["
            + licence("N-LIC", "north")
            + ","
            + licence("S-LIC", "south").replace("PRO_RATA", "USER_CENTRIC")
            + "]");
    served.file(
        "revenue.csv",
        "period,offering,territory,currency,netRevenue",
        "2026-10,remix,SE,EUR,1000.00",
        "2026-12,remix,SE,EUR,1000.00");
    served.file(
        "usages.ndjson",
        usage("both", "2026-10-03", "n-song", "0.5", "s-song", "0.5"),
        usage("souths", "2026-10-04", "s-song", "1", null, null),
        usage("late", "2026-12-04", "n-song", "1", null, null));
    served.importAll();
    return served;
  }

  private static String licence(String id, String licensor) {
    return """
    {"licenceId": "%s", "licensor": "%s", "offering": "remix", "useTypes": ["OnDemandStream"],
     "territories": ["SE"], "assets": "*", "modelVersions": "*", "from": "2026-01-01",
     "base": "SHARE", "parts": [{"terms": {"percentOf": ["netRevenue", "60"]}, "allocation": "PRO_RATA"}]}
    """
        .formatted(id, licensor)
        .replace("\n", " ");
  }

  private static String usage(
      String id,
      String day,
      String asset,
      String weight,
      @Nullable String other,
      @Nullable String rest) {
    return """
    {"usageId":"%s","usedAt":"%sT12:00:00Z","useType":"OnDemandStream","offering":"remix","territory":"SE","listener":"secret-listener","contributions":[{"asset":"%s","weight":%s}%s]}\
    """
        .formatted(
            id,
            day,
            asset,
            weight,
            other == null ? "" : ",{\"asset\":\"%s\",\"weight\":%s}".formatted(other, rest));
  }
}
