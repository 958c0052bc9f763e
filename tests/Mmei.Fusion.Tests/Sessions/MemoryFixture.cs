using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Sessions;

namespace Mmei.Fusion.Tests.Sessions;

/// <summary>A memory on a manual clock, and builders for what it remembers.</summary>
internal sealed class MemoryFixture
{
    public MemoryFixture(int sessions = 100, int idleMinutes = 30) =>
        Memory = new SessionMemory(new SessionMemoryOptions { PerShard = sessions, IdleTimeout = TimeSpan.FromMinutes(idleMinutes) }, Time);

    public const double Confidence = 0.5;

    public static double[] Intent { get; } = [0.1, 0.2, 0.3, 0.2, 0.2];

    public FakeTimeProvider Time { get; } = new();

    public SessionMemory Memory { get; }

    public static OpenObservation Ticket(int number, string? session = "s-1", string tenant = "acme") => new()
    {
        ObservationId = new Guid(number, 0, 0x7000, new byte[8]),
        TenantId = tenant,
        SessionId = session,
        BudgetMs = 1000,
        Expected = [Modality.Text],
        Options = new RecommendationOptions(),
        ReplyAddress = new Uri("exchange:reply"),
    };

    /// <summary>An emotion that its observation's number can be told from: the first probability is a thousandth of it.</summary>
    public static double[] EmotionOf(int number) => [number / 1000.0, 1 - (number / 1000.0), 0, 0, 0, 0, 0];

    public EmotionTrajectory? Remember(int number, string? session = "s-1", string tenant = "acme") =>
        Memory.Remember(Ticket(number, session, tenant), EmotionOf(number), Intent, Confidence);

    /// <summary>The numbers of the observations that are recalled for a new one of the session.</summary>
    public int[] Recall(string? session = "s-1", string tenant = "acme") => Numbers(Memory.Recall(Ticket(999, session, tenant)));

    public static int[] Numbers(IEnumerable<PastObservation> past) => [.. past.Select(each => (int)Math.Round(1000 * each.Emotion[0]))];
}
