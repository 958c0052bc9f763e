using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.Access;

/// <summary>Section <c>Gateway:Browsers</c>: pages of other origins that may call (CORS).</summary>
internal sealed class BrowserOptions : IValidatableObject
{
    public const string Section = "Gateway:Browsers";

    /// <summary>Origins, as `https://app.example`; none unless set. There is no "all": a key in a page is anybody's.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (place, origin) in Origins.Index())
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
                || address.GetLeftPart(UriPartial.Authority) != origin)
            {
                yield return new ValidationResult($"'{origin}' must be scheme and host, as https://app.example", [$"{nameof(Origins)}:{place}"]);
            }
        }
    }
}
