using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>PUT /v1/items/{id}</c>, and a row of <c>POST /v1/items:import</c> (which carries the id).</summary>
public sealed record CatalogItem
{
    public const int TitleCharacters = 300;
    public const int DescriptionCharacters = 4000;
    public const int MostTags = 32;
    public const int TagCharacters = 64;
    public const int CreatorCharacters = 200;

    public const int UrlCharacters = 2048;
    public const int MostAttributes = 32;
    public const int AttributeCharacters = 256;

    /// <summary>The name of an attribute: 1 to 64 letters, digits, '_' or '-', starting with a letter.</summary>
    public const string AttributeNamePattern = "^[A-Za-z][A-Za-z0-9_-]{0,63}$";

    /// <summary>
    /// A well-formed language tag of BCP 47 (RFC 5646), as long as that asks to be kept at least, and none of the irregular ones that it
    /// keeps for old times' sake.
    /// </summary>
    public const string LanguagePattern =
        "^(?=.{2,35}$)(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
        + "(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?$";

    private const string WithoutNul = @"^[^\u0000]*$";
    private const string WebAddress = "^[Hh][Tt][Tt][Pp][Ss]?://";

    /// <summary>Unique within the tenant. In PUT the path decides; a different one in the body is an error.</summary>
    [StringLength(Ids.MaxLength, MinimumLength = 1)]
    [RegularExpression(Ids.ItemPattern)]
    public string? Id { get; init; }

    [Required]
    public ContentKind? Kind { get; init; }

    [Required]
    [StringLength(TitleCharacters, MinimumLength = 1)]
    [RegularExpression(WithoutNul)]
    public string? Title { get; init; }

    [StringLength(DescriptionCharacters)]
    [RegularExpression(WithoutNul)]
    public string? Description { get; init; }

    /// <summary>None of them blank.</summary>
    [MaxLength(MostTags)]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Who made it, as a page shows it.</summary>
    [StringLength(CreatorCharacters)]
    [RegularExpression(Ids.Printable)]
    public string? Creator { get; init; }

    /// <summary>The language of the item, as a tag of BCP 47: <c>en</c>, <c>pt-BR</c>.</summary>
    [RegularExpression(LanguagePattern)]
    public string? Language { get; init; }

    /// <summary>Where the item itself is: an absolute address, http or https.</summary>
    [StringLength(UrlCharacters)]
    [RegularExpression(WebAddress)]
    public string? MediaUrl { get; init; }

    /// <summary>Where a small picture of it is: an absolute address, http or https.</summary>
    [StringLength(UrlCharacters)]
    [RegularExpression(WebAddress)]
    public string? ThumbnailUrl { get; init; }

    /// <summary>From then on the item is not recommended; later it is deleted. In the future; absent: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// What else the tenant says of it, by names of its own, in the types that were declared (<c>/v1/items:attributes</c>); no two names
    /// differ in case alone.
    /// </summary>
    public IReadOnlyDictionary<string, AttributeValue>? Attributes { get; init; }
}
