using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.Tests.Join;

/// <summary>A join table on a manual clock, and builders for what it joins.</summary>
internal sealed class JoinFixture : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private readonly Channel<JoinedObservation> _joined = Channel.CreateUnbounded<JoinedObservation>();

    public JoinFixture(int orphanSeconds = 15)
    {
        Time = new FakeTimeProvider();
        var instruments = new FusionInstruments(_services.GetRequiredService<IMeterFactory>());
        Table = new JoinTable(shard: 0, TimeSpan.FromSeconds(orphanSeconds), _joined.Writer, new TokenPool(Memory), Time, instruments);
    }

    public FakeTimeProvider Time { get; }

    public JoinTable Table { get; }

    public CountedPool Memory { get; } = new();

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

    public ModalityEncoded Encoded(Modality modality, int rows = 2) => new()
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

    public HeldDelivery Open(OpenObservation ticket, TimeSpan age = default, bool redelivered = false) => Deliver(ticket, age, redelivered);

    public HeldDelivery Add(ModalityEncoded encoded) => Deliver(encoded);

    public HeldDelivery Reject(ModalityRejected rejection) => Deliver(rejection);

    /// <summary>Everything that is ready now.</summary>
    public List<JoinedObservation> Ready()
    {
        List<JoinedObservation> ready = [];
        while (_joined.Reader.TryRead(out var joined))
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

    private HeldDelivery Deliver(IPartOfObservation message, TimeSpan age = default, bool redelivered = false)
    {
        var delivery = new HeldDelivery(age, redelivered);
        Table.Take(message, delivery);
        return delivery;
    }
}
