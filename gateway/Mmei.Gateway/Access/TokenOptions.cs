using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.Access;

/// <summary>Section <c>Auth:Tokens</c>: whose tokens (JWT, RFC 9068) are taken beside keys.</summary>
internal sealed class TokenOptions : IValidatableObject
{
    public const string Section = "Auth:Tokens";

    /// <summary>
    /// The issuer, exactly as its tokens name it (`iss`). Its keys are found by OpenID Connect discovery below it. Unset, no tokens are
    /// taken, and nothing is fetched.
    /// </summary>
    [Url]
    public string? Issuer { get; init; }

    /// <summary>Where the issuer's discovery document is, if not at `.well-known/openid-configuration` below it.</summary>
    public Uri? Discovery { get; init; }

    /// <summary>Whom tokens must be meant for (`aud`). Required with an issuer.</summary>
    public string? Audience { get; init; }

    /// <summary>
    /// Signatures that are taken: of RS, PS and ES, which nobody can make who only knows the issuer's public keys; unset means all of them.
    /// </summary>
    public IReadOnlyList<string>? Algorithms { get; init; }

    /// <summary>The claim that names the tenant.</summary>
    [Required]
    public string TenantClaim { get; init; } = "tenant";

    /// <summary>The claim that names the scopes: a string separated by blanks, or several. Names that are not ours say nothing.</summary>
    [Required]
    public string ScopeClaim { get; init; } = "scope";

    /// <summary>How far the clocks of issuer and gateway may differ.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How soon after the last time the issuer's keys are fetched again when a token names one that is not known.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan KeyRefresh { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the issuer's keys are fetched over TLS alone. Off, whoever sits in between can make tokens.</summary>
    public bool RequireTls { get; init; } = true;

    public static IReadOnlyList<string> Asymmetric { get; } =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public IReadOnlyList<string> AllowedAlgorithms => Algorithms ?? Asymmetric;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Issuer is not null && string.IsNullOrWhiteSpace(Audience))
        {
            yield return new ValidationResult("is required where an issuer is set", [nameof(Audience)]);
        }

        if (AllowedAlgorithms.FirstOrDefault(algorithm => !Asymmetric.Contains(algorithm, StringComparer.Ordinal)) is { } other)
        {
            yield return new ValidationResult($"'{other}' is none of {string.Join(", ", Asymmetric)}", [nameof(Algorithms)]);
        }

        var asked = Discovery ?? (Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer) ? issuer : null);
        if (RequireTls && asked is { Scheme: not "https" })
        {
            yield return new ValidationResult(
                "must begin with https://, or RequireTls be off", [Discovery is null ? nameof(Issuer) : nameof(Discovery)]);
        }
    }
}
