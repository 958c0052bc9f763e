using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>How fit a medium was for perceiving a person in it. Null stands for what does not apply to its kind.</summary>
public sealed record MediaQuality
{
    /// <summary>Of a picture: 0 sharp to 1 without any edge.</summary>
    public double? Blur { get; init; }

    /// <summary>Of a picture: 0 bright to 1 black.</summary>
    public double? Darkness { get; init; }

    /// <summary>Of a picture: how many faces are in it, of which the largest is read. Of a video: the most in one of its frames.</summary>
    public int? Faces { get; init; }

    /// <summary>Of a picture: where the face is that was read; absent where the picture had to be turned, and of a video.</summary>
    public FaceBox? Face { get; init; }

    /// <summary>Of a sound: the share of it in which somebody speaks, 0 to 1.</summary>
    public double? SpeechShare { get; init; }

    /// <summary>Of a sound: the share of its samples that the recording cut off, 0 to 1.</summary>
    public double? ClippedShare { get; init; }

    /// <summary>Of a sound: how much of it was perceived.</summary>
    public double? Seconds { get; init; }

    /// <summary>Of a text: the language that its words were taken for, as ISO 639-1; null where that is undecided.</summary>
    public string? Language { get; init; }

    /// <summary>Parts that were perceived each by itself and then averaged: windows of a sound, frames of a video.</summary>
    public int Parts { get; init; } = 1;

    public IReadOnlyList<QualityWarning> Warnings { get; init; } = [];
}
