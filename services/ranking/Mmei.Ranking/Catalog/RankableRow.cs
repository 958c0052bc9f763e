using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Json;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog;

/// <summary>
/// An encoded item as the database holds it, its profiles in single precision: the columns of <see cref="CatalogSql.RankableColumns"/>.
/// </summary>
internal sealed record RankableRow(
    string TenantId,
    string ItemId,
    ContentKind Kind,
    string Title,
    long EncodedRevision,
    DateTimeOffset CreatedAt,
    float[] Embedding,
    float[] EmotionProfile,
    float[] IntentProfile,
    string Model,
    float[]? Meaning,
    string Description,
    string Creator,
    string Language,
    string MediaUrl,
    string ThumbnailUrl,
    DateTimeOffset? ExpiresAt,
    string Tags,
    string Attributes)
{
    public static float[] ProfileOf(double[] profile) => Array.ConvertAll(profile, value => (float)value);

    public RankableItem ToItem() => new(
        TenantId,
        ItemId,
        Kind,
        Title,
        EncodedRevision,
        CreatedAt,
        Embedding,
        Array.ConvertAll(EmotionProfile, value => (double)value),
        Array.ConvertAll(IntentProfile, value => (double)value),
        Model,
        Meaning)
    {
        Description = Description.Length > 0 ? Description : null,
        Presentation = Presentation.Of(Creator, Language, MediaUrl, ThumbnailUrl),
        ExpiresAt = ExpiresAt,
        Tags = [.. JsonSerializer.Deserialize<string[]>(Tags, JsonDefaults.Options)!.Select(Tag.Name)],
        Attributes = AttributeRules.Read(Attributes),
    };
}
