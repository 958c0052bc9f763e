using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Mmei.Gateway.Access;

/// <summary>Section <c>Auth</c>: who may call.</summary>
internal sealed class AuthOptions : IValidatableObject
{
    public const string Section = "Auth";

    /// <summary>
    /// Keys, each with `Tenant`, `Sha256`, and where wanted `Scopes` (observe, feedback, catalog, admin; all of them unless set) and
    /// `ExpiresAt`. Two keys of one tenant let it change from the old to the new one. A change of the configuration takes effect at once.
    /// </summary>
    [ValidateEnumeratedItems]
    public IReadOnlyList<ApiKey> ApiKeys { get; init; } = [];

    /// <summary>
    /// A file with further keys, as `mmei keys` keeps it: JSON, in which each stands under `Auth:ApiKeys` by its name. It is read again
    /// when it changes, and has to be there at the start.
    /// </summary>
    public string? KeysFile { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // One key in two hands would be one tenant's or another's by the order of the settings.
        if (ApiKeys.GroupBy(key => key.Sha256, StringComparer.OrdinalIgnoreCase).Any(same => same.Key.Length > 0 && same.Count() > 1))
        {
            yield return new ValidationResult("must not hold the same hash twice", [nameof(ApiKeys)]);
        }
    }
}
