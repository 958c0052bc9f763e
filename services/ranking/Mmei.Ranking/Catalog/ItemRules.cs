using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog;

/// <summary>What an item must look like to enter the catalog.</summary>
internal static class ItemRules
{
    /// <summary>The checked item.</summary>
    /// <param name="item">What the client sent.</param>
    /// <param name="pathId">The id in the path, which the body may repeat but not contradict; null when the body alone has it.</param>
    /// <exception cref="InvalidInputFailure">It breaks a rule; every broken one is named.</exception>
    public static ItemContent Check(CatalogItem item, string? pathId)
    {
        var id = pathId ?? item.Id ?? "";
        var tags = item.Tags ?? [];
        new FieldErrors()
            .Require(Ids.IsItem(id), "id", id.Length == 0 ? "is required" : Ids.ItemRule)
            .Require(pathId is null || item.Id is null || item.Id == pathId, "id", "differs from the id in the path")
            .Require(item.Kind is not null, "kind", "is required: music, image, video or story")
            .Require(!string.IsNullOrWhiteSpace(item.Title), "title", "is required")
            .Require(IsText(item.Title, CatalogItem.TitleCharacters), "title", TextRule(CatalogItem.TitleCharacters))
            .Require(
                IsText(item.Description, CatalogItem.DescriptionCharacters),
                "description",
                TextRule(CatalogItem.DescriptionCharacters))
            .Require(tags.Count <= CatalogItem.MostTags, "tags", $"must be at most {CatalogItem.MostTags}")
            .Require(
                tags.All(tag => !string.IsNullOrWhiteSpace(tag) && IsText(tag, CatalogItem.TagCharacters)),
                "tags",
                $"must not be blank; each {TextRule(CatalogItem.TagCharacters)}")
            .ThrowIfAny();
        return new ItemContent(
            id, item.Kind!.Value, item.Title!.Trim(), item.Description?.Trim() ?? "", [.. tags.Select(tag => tag.Trim())]);
    }

    private static bool IsText(string? text, int most) =>
        text is null || (text.Length <= most && !text.Contains('\0', StringComparison.Ordinal));

    private static string TextRule(int most) => $"must have at most {most} characters, none of them NUL";
}
