using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>What a person agreed to, for all their observations: body of <c>PUT /v1/users/{id}/consent</c>.</summary>
public sealed record UserConsentRequest
{
    /// <summary>Whether their face may be read.</summary>
    public bool Image { get; init; }

    /// <summary>Whether their voice may be heard.</summary>
    public bool Audio { get; init; }

    /// <summary>What they agreed to, in the caller's words. People at work or in education are not observed.</summary>
    [StringLength(ContextRequest.LabelCharacters, MinimumLength = 1)]
    [RegularExpression(Ids.Printable)]
    public required string Purpose { get; init; }
}
