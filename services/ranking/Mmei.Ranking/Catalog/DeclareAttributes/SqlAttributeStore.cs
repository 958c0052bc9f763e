using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Json;
using Mmei.Ranking.Index;
using Mmei.Storage;

namespace Mmei.Ranking.Catalog.DeclareAttributes;

/// <summary>Declarations in SQLite or PostgreSQL.</summary>
internal sealed class SqlAttributeStore(ISqlDatabase database) : IAttributeStore
{
    public async Task<DeclaredAttributes> ReadAsync(string tenantId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync<(string Types, long OnlyDeclared)>(
            "SELECT types, only_declared FROM ranking_attributes WHERE tenant_id = @tenantId", new { tenantId }, cancellationToken);
        return rows is [var (types, onlyDeclared)] ? new DeclaredAttributes(Read(types), onlyDeclared == 1) : DeclaredAttributes.None;
    }

    public Task ReplaceAsync(string tenantId, DeclaredAttributes declared, CancellationToken cancellationToken) => database.RunAsync(
        """
        INSERT INTO ranking_attributes (tenant_id, types, only_declared) VALUES (@tenantId, @types, @onlyDeclared)
        ON CONFLICT (tenant_id) DO UPDATE SET types = excluded.types, only_declared = excluded.only_declared
        """,
        new
        {
            tenantId,
            types = JsonSerializer.Serialize(declared.Types, JsonDefaults.Options),
            onlyDeclared = declared.OnlyDeclared ? 1L : 0L,
        },
        cancellationToken);

    public async Task<IReadOnlyList<IndexedAttribute>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync<string>("SELECT types FROM ranking_attributes", new { }, cancellationToken);
        return [.. rows.SelectMany(types => Read(types)).Select(type => new IndexedAttribute(type.Key, type.Value)).Distinct()];
    }

    private static Dictionary<string, AttributeType> Read(string types) =>
        JsonSerializer.Deserialize<Dictionary<string, AttributeType>>(types, JsonDefaults.Options)!;
}
