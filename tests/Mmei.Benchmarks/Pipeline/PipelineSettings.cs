using Mmei.Messaging;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>How much is measured.</summary>
internal sealed record PipelineSettings
{
    /// <summary>How often everything is measured; ratios are of one round each.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>How long each measurement of a round takes.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>Observations without an answer, of the pipeline and of the raw client alike.</summary>
    public int InFlight { get; init; } = 64;

    /// <summary>How many joins are held open while the cost of one is measured, ascending; 100 among them.</summary>
    public IReadOnlyList<int> OpenJoins { get; init; } = [10, 100, 1_000, 10_000];

    /// <summary>Observations over which the cost is measured.</summary>
    public int Observations { get; init; } = 6_000;

    /// <summary>Of a picture and of a sound.</summary>
    public int ImageBytes { get; init; } = 16_000;

    public int AudioBytes { get; init; } = 100_000;

    /// <summary>Tokens of each part; the most that fusion takes.</summary>
    public int Tokens { get; init; } = 32;

    public int Seed { get; init; } = 1;

    /// <summary>The port of a RabbitMQ on this machine.</summary>
    public required int RabbitMqPort { get; init; }

    /// <summary>The repository's root.</summary>
    public required string Repository { get; init; }

    /// <summary>The settings of every process that takes part.</summary>
    public static Dictionary<string, string?> Bus(int rabbitMqPort) => new()
    {
        ["Bus:Transport"] = nameof(BusTransport.RabbitMq),
        ["Bus:QueueType"] = nameof(QueueType.Classic),
        ["Bus:Host"] = "127.0.0.1",
        ["Bus:Port"] = $"{rabbitMqPort}",
    };
}
