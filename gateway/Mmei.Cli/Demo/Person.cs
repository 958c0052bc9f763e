using System.Text.Json.Serialization;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Demo;

/// <summary>Someone the demonstration perceives.</summary>
internal sealed record Person
{
    public required string UserId { get; init; }

    public string? SessionId { get; init; }

    public string? Text { get; init; }

    /// <summary>Where the picture is from.</summary>
    public string? Image { get; init; }

    /// <summary>Where the recording is from.</summary>
    public string? Audio { get; init; }

    public string? Note { get; init; }

    /// <summary>What those who made the data say the person feels; null for samples that nobody labelled.</summary>
    public Emotion? TrueEmotion { get; init; }

    [JsonIgnore]
    public byte[]? ImageBytes { get; init; }

    [JsonIgnore]
    public byte[]? AudioBytes { get; init; }
}
