using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>POST /v1/observations</c>. At least one of text, image, audio.</summary>
public sealed record ObservationRequest
{
    [StringLength(Ids.MaxLength, MinimumLength = 1)]
    [RegularExpression(Ids.Printable)]
    public string? UserId { get; init; }

    [StringLength(Ids.MaxLength, MinimumLength = 1)]
    [RegularExpression(Ids.Printable)]
    public string? SessionId { get; init; }

    public string? Text { get; init; }

    /// <summary>JPEG, PNG, WebP, or a short WebM or MP4 video; base64 in JSON, or the multipart part <c>image</c>.</summary>
    public byte[]? Image { get; init; }

    /// <summary>A sound file, or a video of which the sound is heard; base64 in JSON, or the multipart part <c>audio</c>.</summary>
    public byte[]? Audio { get; init; }

    public ConsentRequest? Consent { get; init; }

    public ContextRequest? Context { get; init; }

    public OptionsRequest? Options { get; init; }
}
