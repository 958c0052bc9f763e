using System.Text.Json;
using System.Text.Json.Nodes;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;

namespace Mmei.Ranking.Catalog.EditItems;

/// <summary>A merge patch (RFC 7396): members that are given replace, null takes away, what is not named stays.</summary>
internal static class ItemPatch
{
    public const string MediaType = "application/merge-patch+json";

    /// <summary>What the item is to be, unchecked.</summary>
    /// <exception cref="InvalidInputFailure">A member is not known here, or of another type.</exception>
    public static CatalogItem Apply(ItemContent item, JsonObject patch)
    {
        var target = JsonSerializer.SerializeToNode(item.ToCatalogItem(), JsonDefaults.Options)!.AsObject();
        Merge(target, patch);

        // A null was said of a member that is not there, which may be a misspelt one.
        foreach (var (name, _) in patch.Where(member => member.Value is null))
        {
            target[name] = null;
        }

        try
        {
            return target.Deserialize<CatalogItem>(JsonDefaults.Options)!;
        }
        catch (JsonException wrong)
        {
            throw UnreadableRequest.From(wrong);
        }
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                if (target[name] is not JsonObject merged)
                {
                    target[name] = merged = [];
                }

                Merge(merged, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
