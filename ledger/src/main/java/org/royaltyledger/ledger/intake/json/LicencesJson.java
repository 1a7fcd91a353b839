package org.royaltyledger.ledger.intake.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Line;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.licence.TermText;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;
import tools.jackson.databind.JsonNode;

/** {@code licences*.json}: an array of licences; one that is wrong is rejected alone. */
public final class LicencesJson extends JsonFacts {

  /** Terms may be nested 32 deep, each up to three values; a licence adds a few. */
  private static final int DEEPEST = 110;

  private final Map<String, Set<String>> membersOf = new HashMap<>();

  /** A reader of licences. */
  public LicencesJson() {
    super("licences", DEEPEST);
  }

  @Override
  void offer(JsonNode node, Line line, FactIntake intake) {
    Licence licence = licence(node, intake);
    warnOfOthersAssets(licence, line, intake);
    intake.offer(licence.recorded(), line);
  }

  private static Licence licence(JsonNode node, FactIntake intake) {
    JsonFields it =
        JsonFields.of(
            "a licence",
            node,
            "licenceId",
            "licensor",
            "offering",
            "useTypes",
            "territories",
            "assets",
            "modelVersions",
            "from",
            "to",
            "base",
            "withoutListener",
            "parts",
            "minimumGuarantee",
            "mostFavoured",
            "comparable");
    var id = new LicenceId(it.text("licenceId"));
    List<String> assets = it.textsOrAll("assets");
    List<String> modelVersions = it.textsOrAll("modelVersions");
    String withoutListener = it.optional("withoutListener");
    return new Licence(
        id,
        intake.known(new PartyId(it.text("licensor"))),
        intake.known(new OfferingId(it.text("offering"))),
        codes("use type", it.texts("useTypes")),
        it.texts("territories").stream()
            .map(Territory::new)
            .collect(Collectors.toCollection(TreeSet::new)),
        assets == null
            ? null
            : assets.stream()
                .map(code -> intake.known(new AssetId(code)))
                .collect(Collectors.toCollection(TreeSet::new)),
        modelVersions == null ? null : codes("model version", modelVersions),
        Values.window(it.text("from"), it.optional("to")),
        Values.oneOf("base", it.text("base"), Licence.Base.class),
        withoutListener == null
            ? Licence.WithoutListener.REFUSE
            : Values.oneOf("withoutListener", withoutListener, Licence.WithoutListener.class),
        parts(it),
        LicenceRules.minimum(it),
        LicenceRules.group(it, "mostFavoured"),
        LicenceRules.group(it, "comparable"));
  }

  private static SortedSet<String> codes(String what, List<String> codes) {
    return codes.stream()
        .map(code -> Codes.require(what, code))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Licence.Part> parts(JsonFields licence) {
    var parts = new ArrayList<Licence.Part>();
    for (JsonNode item : licence.items("parts")) {
      JsonFields part =
          JsonFields.of("a part", item, "terms", "allocation", "guaranteed", "fallback");
      JsonNode terms = part.value("terms");
      if (terms == null) {
        throw JsonFields.missing("terms");
      }
      Licence.Allocation allocation =
          Values.oneOf("allocation", part.text("allocation"), Licence.Allocation.class);
      parts.add(
          new Licence.Part(
              TermText.read(terms),
              allocation,
              part.flag("guaranteed"),
              LicenceRules.fallback(part, allocation)));
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts is empty: give one or more");
    }
    return parts;
  }

  private void warnOfOthersAssets(Licence licence, Line line, FactIntake intake) {
    SortedSet<AssetId> assets = licence.assets();
    if (assets == null) {
      return;
    }
    String licensor = licence.licensor().code();
    Set<String> members =
        membersOf.computeIfAbsent(licensor, party -> members(party, intake.known()));
    for (AssetId asset : assets) {
      String controller = controller(asset, intake.known());
      if (!members.contains(controller)) {
        intake.warn(
            line,
            "licence '%s' lists asset '%s', which %s licenses, not %s or a member of it: it is not covered"
                .formatted(licence.id(), asset, controller, licensor));
      }
    }
  }

  private static String controller(AssetId asset, FactBook known) {
    FactEvent found =
        Objects.requireNonNull(known.newest(Key.of("asset", asset.code())), "known above");
    return ((CatalogueEvent.AssetRecorded) found).controller();
  }

  /** A party and all who are members of it, directly or through others, on any day. */
  private static Set<String> members(String party, FactBook known) {
    var direct = new HashMap<String, List<String>>();
    for (var it : known.all(PartyEvent.MembershipRecorded.class)) {
      direct.computeIfAbsent(it.memberOf(), _ -> new ArrayList<>()).add(it.partyId());
    }
    var members = new HashSet<>(Set.of(party));
    var next = new ArrayDeque<>(members);
    while (!next.isEmpty()) {
      for (String member : direct.getOrDefault(next.remove(), List.of())) {
        if (members.add(member)) {
          next.add(member);
        }
      }
    }
    return members;
  }
}
