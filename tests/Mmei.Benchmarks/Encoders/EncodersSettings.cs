using Mmei.Contracts.Taxonomy;

namespace Mmei.Benchmarks.Encoders;

/// <summary>How much is measured, and against what.</summary>
internal sealed record EncodersSettings
{
    /// <summary>How often everything is measured; ratios are of one round each.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How long each measurement of a round takes.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>Of every measurement before the first round, so that nothing is compiled or connected in one.</summary>
    public double WarmUpSeconds { get; init; } = 1.5;

    /// <summary>Makes the inputs and the intervals between them.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The port of a RabbitMQ on this machine.</summary>
    public required int RabbitMqPort { get; init; }

    /// <summary>The folder of the Node peer, with its packages.</summary>
    public required string Peer { get; init; }

    /// <summary>The repository's root.</summary>
    public required string Repository { get; init; }

    public IReadOnlyList<Modality> Modalities { get; init; } = [Modality.Image, Modality.Audio, Modality.Text];

    public string Artifacts => Path.Combine(Repository, "models", "artifacts");

    public string Samples => Path.Combine(Repository, "models", "samples", "media");
}
