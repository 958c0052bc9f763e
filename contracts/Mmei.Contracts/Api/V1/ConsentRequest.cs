using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>
/// What the person agreed to. A face or a voice is read only where they agreed to it for a purpose; words are read unless they are refused.
/// </summary>
public sealed record ConsentRequest
{
    public bool Text { get; init; } = true;

    /// <summary>Whether they agreed that their face is read; not said, it is not.</summary>
    public bool? Image { get; init; }

    /// <summary>Whether they agreed that their voice is heard; not said, it is not.</summary>
    public bool? Audio { get; init; }

    /// <summary>
    /// What they agreed to, in the caller's words; an agreement without one does not count. People at work or in education are not
    /// observed.
    /// </summary>
    [StringLength(ContextRequest.LabelCharacters)]
    [RegularExpression(Ids.Printable)]
    public string? Purpose { get; init; }
}
