using Microsoft.AspNetCore.Http;
using Mmei.Contracts.Api.V1;

namespace Mmei.Hosting.Tenancy;

/// <summary>
/// Whose request this is. Endpoints may take it as a parameter. The gateway sets it from the credential; a service behind the gateway
/// reads it from <see cref="HeaderName"/>.
/// </summary>
/// <param name="Tenant">1 to 64 letters, digits, '-', '_' or '.', starting with a letter or digit.</param>
public sealed record TenantContext(string Tenant)
{
    /// <summary>The header in which the gateway names the tenant. It must overwrite whatever a client sent under that name.</summary>
    public const string HeaderName = "X-Mmei-Tenant";

    public string Tenant { get; } = IsValid(Tenant)
        ? Tenant
        : throw new ArgumentException($"A tenant {Ids.TenantRule}.", nameof(Tenant));

    /// <summary>True when <paramref name="tenant"/> is a well-formed tenant name.</summary>
    public static bool IsValid(string? tenant) => Ids.IsTenant(tenant);

    /// <summary>Binds an endpoint parameter of this type.</summary>
    public static ValueTask<TenantContext?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<TenantContext?>(new(context.GetTenant()));
}
