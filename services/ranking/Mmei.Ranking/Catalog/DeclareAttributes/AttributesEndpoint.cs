using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Tenancy;

namespace Mmei.Ranking.Catalog.DeclareAttributes;

/// <summary><c>/v1/items:attributes</c>.</summary>
internal static class AttributesEndpoint
{
    public static async Task<AttributesAnswer> GetAsync(
        TenantContext tenant, IAttributeStore attributes, CancellationToken cancellationToken) =>
        Answer(await attributes.ReadAsync(tenant.Tenant, cancellationToken));

    public static async Task<AttributesAnswer> PutAsync(
        AttributesRequest request, TenantContext tenant, AttributeDeclarer declarer, CancellationToken cancellationToken)
    {
        var declared = DeclaredAttributes.Of(request);
        var (count, examples) = await declarer.DeclareAsync(tenant.Tenant, declared, cancellationToken);
        return Answer(declared) with { Contradicting = count, Examples = examples };
    }

    private static AttributesAnswer Answer(DeclaredAttributes declared) => new()
    {
        Attributes = new SortedDictionary<string, AttributeType>(declared.Types.ToDictionary(), StringComparer.Ordinal),
        OnlyDeclared = declared.OnlyDeclared,
    };
}
