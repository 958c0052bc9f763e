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

    /// <summary>What it is for, in the caller's words. People at work or in education are not observed.</summary>
    [StringLength(ContextRequest.LabelCharacters)]
    [RegularExpression(Ids.Printable)]
    public string? Purpose { get; init; }
}
