using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Json;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog;

/// <summary>What the index wants of an encoded item: the columns of <see cref="CatalogSql.IndexedColumns"/>.</summary>
internal sealed record IndexedRow(
    string TenantId,
    string ItemId,
    ContentKind Kind,
    long EncodedRevision,
    float[] Embedding,
    float[] EmotionProfile,
    float[] IntentProfile,
    float[]? Meaning,
    string Tags,
    string Creator,
    string Language,
    string Attributes)
{
    public IndexedItem ToItem() => new(
        TenantId,
        ItemId,
        Kind,
        EncodedRevision,
        IndexVector.Of(
            Embedding,
            Meaning,
            IndexVector.Profile(
                Array.ConvertAll(EmotionProfile, value => (double)value), Array.ConvertAll(IntentProfile, value => (double)value))))
    {
        Tags = [.. JsonSerializer.Deserialize<string[]>(Tags, JsonDefaults.Options)!.Select(Tag.Name)],
        Facts = Presentation.Of(Creator, Language, mediaUrl: "", thumbnailUrl: "").FactsWith(AttributeRules.Read(Attributes)),
    };
}
