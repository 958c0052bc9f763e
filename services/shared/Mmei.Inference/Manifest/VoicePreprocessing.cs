namespace Mmei.Inference.Manifest;

/// <summary>
/// Mono at SampleRate in windows of Window samples behind Context of the one before, zeros around the whole; and how the model's answers
/// are read.
/// </summary>
public sealed record VoicePreprocessing : Preprocessing
{
    /// <summary>Hertz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Samples.</summary>
    public required int Window { get; init; }

    /// <summary>Samples.</summary>
    public required int Context { get; init; }

    /// <summary>The least probability of a window in which somebody speaks.</summary>
    public required double Threshold { get; init; }

    /// <summary>In a sound with fewer such windows nobody speaks.</summary>
    public required int MinWindows { get; init; }

    /// <summary>How much of the room before and after speech belongs to it.</summary>
    public required double MarginSeconds { get; init; }
}
