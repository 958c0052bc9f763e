using System.Text.RegularExpressions;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog.DeclareAttributes;

namespace Mmei.Ranking.Catalog;

/// <summary>What an item must look like to enter the catalog.</summary>
internal static partial class ItemRules
{
    /// <summary>The checked item.</summary>
    /// <param name="item">What the client sent.</param>
    /// <param name="pathId">The id in the path, which the body may repeat but not contradict; null when the body alone has it.</param>
    /// <param name="declared">What the tenant has declared of attributes.</param>
    /// <param name="now">An item must not have expired by then.</param>
    /// <exception cref="InvalidInputFailure">It breaks a rule; every broken one is named.</exception>
    public static ItemContent Check(CatalogItem item, string? pathId, DeclaredAttributes declared, DateTimeOffset now)
    {
        var id = pathId ?? item.Id ?? "";
        var errors = new FieldErrors()
            .Require(Ids.IsItem(id), "id", id.Length == 0 ? "is required" : Ids.ItemRule)
            .Require(pathId is null || item.Id is null || item.Id == pathId, "id", "differs from the id in the path");
        CheckWords(item, errors);
        CheckPresentation(item, errors);
        errors.Require(!(item.ExpiresAt <= now), "expiresAt", "must be in the future");
        AttributeRules.Check(item.Attributes, declared, errors);
        errors.ThrowIfAny();
        return new ItemContent(
            id, item.Kind!.Value, item.Title!.Trim(), item.Description?.Trim() ?? "", [.. (item.Tags ?? []).Select(tag => tag.Trim())])
        {
            Presentation = new Presentation(
                string.IsNullOrWhiteSpace(item.Creator) ? null : item.Creator.Trim(), item.Language, item.MediaUrl, item.ThumbnailUrl),
            ExpiresAt = item.ExpiresAt,
            Attributes = AttributeRules.InOrder(item.Attributes),
        };
    }

    private static void CheckWords(CatalogItem item, FieldErrors errors) => errors
        .Require(item.Kind is not null, "kind", "is required: music, image, video or story")
        .Require(!string.IsNullOrWhiteSpace(item.Title), "title", "is required")
        .Require(IsText(item.Title, CatalogItem.TitleCharacters), "title", TextRule(CatalogItem.TitleCharacters))
        .Require(IsText(item.Description, CatalogItem.DescriptionCharacters), "description", TextRule(CatalogItem.DescriptionCharacters))
        .Require(!(item.Tags?.Count > CatalogItem.MostTags), "tags", $"must be at most {CatalogItem.MostTags}")
        .Require(
            item.Tags?.All(tag => !string.IsNullOrWhiteSpace(tag) && IsText(tag, CatalogItem.TagCharacters)) is not false,
            "tags",
            $"must not be blank; each {TextRule(CatalogItem.TagCharacters)}");

    private static void CheckPresentation(CatalogItem item, FieldErrors errors) => errors
        .Require(
            item.Creator is not { } creator || (creator.Length <= CatalogItem.CreatorCharacters && !creator.Any(char.IsControl)),
            "creator",
            $"must have at most {CatalogItem.CreatorCharacters} characters, none of them a control character")
        .Require(
            item.Language is not { } language || IsLanguage(language),
            "language",
            "must be a language tag (BCP 47), as en or pt-BR")
        .Require(IsWebAddress(item.MediaUrl), "mediaUrl", AddressRule)
        .Require(IsWebAddress(item.ThumbnailUrl), "thumbnailUrl", AddressRule);

    private static readonly string AddressRule =
        $"must be an absolute http or https address of at most {CatalogItem.UrlCharacters} characters, with blanks and the like as %20";

    // A '$' lets a line feed follow.
    private static bool IsLanguage(string tag) => tag.Length > 0 && LanguageTag().Match(tag).Length == tag.Length;

    private static bool IsWebAddress(string? address) =>
        address is null
        || (address.Length <= CatalogItem.UrlCharacters
            && Uri.TryCreate(address, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.IsWellFormedOriginalString());

    private static bool IsText(string? text, int most) =>
        text is null || (text.Length <= most && !text.Contains('\0', StringComparison.Ordinal));

    private static string TextRule(int most) => $"must have at most {most} characters, none of them NUL";

    [GeneratedRegex(CatalogItem.LanguagePattern)]
    private static partial Regex LanguageTag();
}
