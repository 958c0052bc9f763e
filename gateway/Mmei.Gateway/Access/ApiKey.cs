using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Access;

/// <summary>A key that a tenant calls with; only its hash is kept.</summary>
internal sealed class ApiKey : IValidatableObject
{
    [Required]
    public string Tenant { get; init; } = "";

    /// <summary>SHA-256 of the key's UTF-8 bytes, as 64 hexadecimal digits.</summary>
    [Required]
    [RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "must be the 64 hexadecimal digits of a SHA-256 hash")]
    public string Sha256 { get; init; } = "";

    /// <summary>What it may be used for; unset means everything. As text, since the binder drops what is no scope.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>When it ends; unset means never. The old one of two keys ends by itself with it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public IEnumerable<Scope> AllowedScopes => Scopes?.Select(Access.Scopes.Of).OfType<Scope>() ?? Access.Scopes.All;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Tenant.Length > 0 && !TenantContext.IsValid(Tenant))
        {
            yield return new ValidationResult(Ids.TenantRule, [nameof(Tenant)]);
        }

        foreach (var (place, scope) in (Scopes ?? []).Index().Where(named => Access.Scopes.Of(named.Item) is null))
        {
            yield return new ValidationResult(
                $"'{scope}' is none of {string.Join(", ", Access.Scopes.All.Select(Access.Scopes.Name))}", [$"{nameof(Scopes)}:{place}"]);
        }
    }
}
