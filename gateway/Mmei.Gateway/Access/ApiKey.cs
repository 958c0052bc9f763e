using System.ComponentModel.DataAnnotations;
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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Tenant.Length > 0 && !TenantContext.IsValid(Tenant))
        {
            yield return new ValidationResult("must be 1 to 64 letters, digits, '-', '_' or '.', starting with a letter or digit", [nameof(Tenant)]);
        }
    }
}
