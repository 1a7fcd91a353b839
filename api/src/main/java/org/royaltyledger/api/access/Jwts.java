package org.royaltyledger.api.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.store.AccessBook;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Tokens that an organisation's own issuer signed. Roles and parties are claims of theirs; what is
 * no role here is passed over.
 */
@Component
class Jwts {

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  private final @Nullable NimbusJwtDecoder decoder;
  private final AccessBook book;
  private final String prefix;
  private final String rolesClaim;
  private final String partiesClaim;

  /**
   * @param issuer empty if there is none
   * @param keys the address of its keys (JWK set), or a file of them
   * @param audience that tokens must be made for
   * @param prefix before each name that the issuer gives, so that none is that of a user here
   */
  Jwts(
      AccessBook book,
      @Value("${royalty-ledger.jwt.issuer:}") String issuer,
      @Value("${royalty-ledger.jwt.keys:}") String keys,
      @Value("${royalty-ledger.jwt.audience:}") String audience,
      @Value("${royalty-ledger.jwt.prefix:org:}") String prefix,
      @Value("${royalty-ledger.jwt.roles-claim:roles}") String rolesClaim,
      @Value("${royalty-ledger.jwt.parties-claim:parties}") String partiesClaim) {
    this.book = book;
    this.prefix = prefix;
    this.rolesClaim = rolesClaim;
    this.partiesClaim = partiesClaim;
    List<String> given = List.of(issuer, keys, audience);
    if (given.stream().allMatch(String::isBlank)) {
      decoder = null;
      return;
    }
    if (given.stream().anyMatch(String::isBlank)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "tokens of an issuer need three settings, and not all are given:"
              + " royalty-ledger.jwt.issuer, royalty-ledger.jwt.keys and"
              + " royalty-ledger.jwt.audience");
    }
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source(keys)));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // below
    decoder = new NimbusJwtDecoder(processor);
    var expiring = new JwtTimestampValidator(Duration.ZERO);
    expiring.setAllowEmptyExpiryClaim(false);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            expiring, new JwtIssuerValidator(issuer), new JwtAudienceValidator(audience)));
  }

  /** Whether there is an issuer. */
  boolean isTrusted() {
    return decoder != null;
  }

  private static JWKSource<SecurityContext> source(String keys) {
    try {
      return keys.startsWith("https:") || keys.startsWith("http:")
          ? JWKSourceBuilder.create(URI.create(keys).toURL()).retrying(true).build()
          : new ImmutableJWKSet<>(JWKSet.load(Path.of(keys).toFile()));
    } catch (IOException | ParseException | RuntimeException e) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "royalty-ledger.jwt.keys '%s' cannot be read (%s): name the address of a JWK set, or a file"
              .formatted(keys, e.getMessage()));
    }
  }

  /** Who a token is, null if it is none of the issuer's, or not any more. */
  @Nullable Caller of(String token, Memberships members) {
    if (decoder == null) {
      return null;
    }
    try {
      Jwt jwt = decoder.decode(token);
      Set<Role> roles = roles(jwt.getClaimAsStringList(rolesClaim));
      if (jwt.getSubject() == null || jwt.getSubject().isBlank()) {
        return null; // nobody in particular
      }
      String name = Signature.said(prefix + jwt.getSubject(), null).who();
      if (book.grants().kinds().containsKey(name)) {
        return null; // somebody else's in this log
      }
      if (roles.contains(Role.PARTNER) && roles.size() > 1) {
        return null; // as no grant here has it
      }
      return Caller.proven(name, roles, members.sight(parties(jwt)));
    } catch (JwtException | IllegalArgumentException e) {
      return null;
    }
  }

  private Collection<PartyId> parties(Jwt jwt) {
    var parties = new TreeSet<PartyId>();
    List<String> claimed = jwt.getClaimAsStringList(partiesClaim);
    if (claimed != null) {
      claimed.forEach(it -> parties.add(new PartyId(it)));
    }
    return parties;
  }

  private static Set<Role> roles(@Nullable List<String> claimed) {
    var roles = EnumSet.noneOf(Role.class);
    for (Role it : Role.values()) {
      if (claimed != null && claimed.contains(it.written())) {
        roles.add(it);
      }
    }
    return roles;
  }
}
