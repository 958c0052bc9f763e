using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mmei.Contracts;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;
using Mmei.Testing;

namespace Mmei.Fusion.Tests.Join;

/// <summary>A join table on a manual clock, and builders for what it joins.</summary>
internal sealed class JoinFixture : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public JoinFixture(int orphanSeconds = 15) => Table = new JoinTable(
        Options.Create(new FusionOptions { OrphanSeconds = orphanSeconds }),
        Time,
        new FusionInstruments(_services.GetRequiredService<IMeterFactory>()));

    public ManualTime Time { get; } = new();

    public JoinTable Table { get; }

    public Guid Id { get; } = Guid.Parse("01930000-0000-7000-8000-000000000001");

    public OpenObservation Ticket(int budgetMs = 1000, params Modality[] expected) => new()
    {
        ObservationId = Id,
        TenantId = "t",
        BudgetMs = budgetMs,
        Expected = expected,
        Options = new RecommendationOptions(),
        ReplyAddress = new Uri("exchange:reply"),
    };

    public ModalityEncoded Part(Modality modality, int rows = 2) => new()
    {
        ObservationId = Id,
        TenantId = "t",
        Modality = modality,
        Tokens = TensorCodec.Pack(Enumerable.Repeat(0.5f, rows * 256).ToArray(), rows, 256),
        Model = "m@1",
        Timings = new EncodeTimings { PreprocessMs = 1, QueueMs = 0, InferMs = 2, TotalMs = 3 },
    };

    public ModalityRejected Rejection(Modality modality, RejectionCode code = RejectionCode.Undecodable) => new()
    {
        ObservationId = Id,
        TenantId = "t",
        Modality = modality,
        Code = code,
        Reason = "not a picture",
    };

    /// <summary>Everything that is ready now.</summary>
    public List<JoinedObservation> Ready()
    {
        List<JoinedObservation> ready = [];
        while (Table.Ready.TryRead(out var joined))
        {
            ready.Add(joined);
        }

        return ready;
    }

    public void Dispose()
    {
        Table.Dispose();
        _services.Dispose();
    }
}
