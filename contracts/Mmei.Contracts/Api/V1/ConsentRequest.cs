using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>
/// What the person agreed to; a modality that is false is dropped unseen. Absent means the caller holds consent for what it sends.
/// </summary>
public sealed record ConsentRequest
{
    public bool Text { get; init; } = true;

    public bool Image { get; init; } = true;

    public bool Audio { get; init; } = true;

    [StringLength(ContextRequest.LabelCharacters)]
    [RegularExpression(Ids.Printable)]
    public string? Purpose { get; init; }
}
