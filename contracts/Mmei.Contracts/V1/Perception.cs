using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>
/// What a person feels and wants, as far as it was recognised. Made once, by fusion; all that follows passes it on as it is.
/// </summary>
public sealed record Perception
{
    /// <summary>p_e (eq. 4): 7 probabilities in the order of <see cref="Taxonomy.Emotion"/>.</summary>
    public required IReadOnlyList<double> Emotion { get; init; }

    /// <summary>p_i (eq. 5): 5 probabilities in the order of <see cref="Taxonomy.Intent"/>.</summary>
    public required IReadOnlyList<double> Intent { get; init; }

    /// <summary>How sure the recognition is, 0 to 1, calibrated.</summary>
    public required double Confidence { get; init; }

    /// <summary>How the emotion of the session developed; null without a session.</summary>
    public SessionTrajectory? Session { get; init; }

    /// <summary>Every modality that was sent, with its weight or the reason it was not used.</summary>
    public required IReadOnlyList<ModalityResult> Modalities { get; init; }

    /// <summary>Whether something expected did not arrive by the deadline.</summary>
    public required bool Degraded { get; init; }

    /// <summary>The fusion model, as name@version.</summary>
    public required string Model { get; init; }

    /// <summary>Milliseconds from the last expected part to the start of fusion.</summary>
    public required double JoinMs { get; init; }

    /// <summary>Milliseconds of the fusion model run.</summary>
    public required double FusionMs { get; init; }

    /// <summary>The models that took part, as name@version, by modality and <c>fusion</c>.</summary>
    public Dictionary<string, string> ModelsByRole()
    {
        var models = Modalities
            .Where(result => result is { Status: ModalityStatus.Used, Model: not null })
            .ToDictionary(result => result.Modality.Name(), result => result.Model!);
        models["fusion"] = Model;
        return models;
    }
}
