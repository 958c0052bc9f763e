using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Media;

namespace Mmei.Gateway.Access;

/// <summary>Section <c>Gateway:Limits</c>: what a client may send. Published at <c>GET /v1/limits</c>.</summary>
internal sealed class GatewayLimits
{
    public const string Section = "Gateway:Limits";

    [Range(1, 100_000)]
    public int TextCharacters { get; init; } = 4_000;

    [Range(1, MediaLimits.MaxBytes)]
    public int ImageBytes { get; init; } = MediaLimits.MaxBytes;

    [Range(1, MediaLimits.MaxBytes)]
    public int AudioBytes { get; init; } = MediaLimits.MaxBytes;

    /// <summary>The body of any call but an import; holds an image and a sound as base64.</summary>
    [Range(1, 64 << 20)]
    public int RequestBytes { get; init; } = 14 << 20;

    [Range(1, 100)]
    public int MaxK { get; init; } = 100;

    [Range(1, 1_000)]
    public int ItemsPerRequest { get; init; } = 200;

    [Range(1, 60_000)]
    public int MinDeadlineMs { get; init; } = 100;

    [Range(1, 60_000)]
    public int MaxDeadlineMs { get; init; } = 10_000;

    /// <summary>The feedback service's setting <c>Feedback:MaxSignals</c>, which counts them.</summary>
    [Range(1, 10_000)]
    public int SignalsPerRequest { get; init; } = 1_000;

    /// <summary>The body of an import; at most the ranking service's setting <c>Catalog:ImportBytes</c>.</summary>
    [Range(1, 1 << 30)]
    public int ImportBytes { get; init; } = 32 << 20;

    /// <summary>Formats that are let through to the image encoder; unset means all that are read here.</summary>
    public IReadOnlyList<MediaType>? ImageTypes { get; init; }

    /// <summary>Formats that are let through to the audio encoder; unset means all that are read here.</summary>
    public IReadOnlyList<MediaType>? AudioTypes { get; init; }

    public IReadOnlyList<MediaType> AllowedImageTypes => ImageTypes ?? MediaTypes.Pictures;

    public IReadOnlyList<MediaType> AllowedAudioTypes => AudioTypes ?? MediaTypes.Sounds;

    public Contracts.Api.V1.Limits ToAnswer(LearningLimits learning) => new()
    {
        TextCharacters = TextCharacters,
        ImageBytes = ImageBytes,
        AudioBytes = AudioBytes,
        RequestBytes = RequestBytes,
        MaxK = MaxK,
        ItemsPerRequest = ItemsPerRequest,
        MinDeadlineMs = MinDeadlineMs,
        MaxDeadlineMs = MaxDeadlineMs,
        SignalsPerRequest = SignalsPerRequest,
        RewardWindowSeconds = (int)learning.RewardWindow.TotalSeconds,
        ImportBytes = ImportBytes,
        ImageTypes = [.. AllowedImageTypes.Select(type => type.PictureType())],
        AudioTypes = [.. AllowedAudioTypes.Select(type => type.ContentType())],
    };
}
