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
    private const string WithoutNul = @"^[^\u0000]*$";

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
}
