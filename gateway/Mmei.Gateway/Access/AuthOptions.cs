using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Mmei.Gateway.Access;

/// <summary>Section <c>Auth</c>: who may call.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>
    /// Two keys of one tenant let it change from the old to the new one. A change of the configuration takes effect at once.
    /// </summary>
    [MinLength(1, ErrorMessage = "needs at least one key")]
    [ValidateEnumeratedItems]
    public IReadOnlyList<ApiKey> ApiKeys { get; init; } = [];
}
