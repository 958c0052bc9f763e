using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Fusion.Publish;
using Mmei.Fusion.Tests.Fuse;
using Mmei.Fusion.Tests.Join;
using Mmei.Fusion.Tests.Sessions;

namespace Mmei.Fusion.Tests.Publish;

public sealed class When_an_outcome_is_published(FuserFixture model) : IClassFixture<FuserFixture>, IDisposable
{
    private readonly JoinFixture _join = new();
    private readonly ShardsFixture _shards = new();
    private readonly KeepingSender _sender = new();

    [Fact]
    public async Task Should_pass_on_what_was_asked_for_as_it_came()
    {
        var wish = TensorCodec.Pack([0.5f, .. new float[MeaningSpace.Dimension - 1]], 1, MeaningSpace.Dimension);

        await PublishAsync(Ticket(), wish);

        Fused().Wish.ShouldBe(wish);
    }

    [Fact]
    public async Task Should_say_nothing_where_nothing_was_asked_for()
    {
        await PublishAsync(Ticket());

        Fused().Wish.ShouldBeNull();
    }

    [Fact]
    public async Task Should_tell_ranking_for_how_long_the_answer_is_still_waited_for()
    {
        _join.Open(Ticket() with { AwaitedMs = 2000 }, age: TimeSpan.FromMilliseconds(300));
        _join.Time.Advance(TimeSpan.FromMilliseconds(200));

        await FinishAsync();

        Fused().AwaitedMs.ShouldBe(1500);
    }

    [Fact]
    public async Task Should_not_say_how_long_where_the_gateway_does_not()
    {
        await PublishAsync(Ticket());

        Fused().AwaitedMs.ShouldBeNull();
    }

    [Fact]
    public async Task Should_tell_the_gateway_what_ranking_is_told()
    {
        await PublishAsync(Ticket() with { TellPerception = true });

        var perceived = _sender.Sent.OfType<ObservationPerceived>().ShouldHaveSingleItem();
        perceived.ObservationId.ShouldBe(Fused().ObservationId);
        perceived.Perception.ShouldBeSameAs(Fused().Perception);
    }

    [Fact]
    public async Task Should_tell_nobody_who_did_not_ask()
    {
        await PublishAsync(Ticket());

        _sender.Sent.ShouldHaveSingleItem().ShouldBeOfType<ObservationFused>();
    }

    [Fact]
    public async Task Should_tell_logs_whose_it_is()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == FusionInstruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);

        await PublishAsync(Ticket() with { TenantId = "acme" });

        _sender.Tenant.ShouldBe("acme");
    }

    public void Dispose()
    {
        _join.Dispose();
        _shards.Dispose();
    }

    private OpenObservation Ticket() => _join.Ticket(1000, Modality.Text);

    private ObservationFused Fused() => _sender.Sent.OfType<ObservationFused>().ShouldHaveSingleItem();

    private async Task PublishAsync(OpenObservation ticket, EncodedTensor? wish = null)
    {
        _join.Open(ticket);
        await FinishAsync(wish);
    }

    private async Task FinishAsync(EncodedTensor? wish = null)
    {
        _join.Add(_join.Encoded(Modality.Text) with { Wish = wish });
        var outcome = model.Fuser(_shards).Fuse(_join.Ready(), TestContext.Current.CancellationToken).ShouldHaveSingleItem();
        await new OutcomePublisher(_sender, _shards.Joins, _shards.Instruments, _join.Time, NullLogger<OutcomePublisher>.Instance)
            .PublishAsync(outcome, TestContext.Current.CancellationToken);
    }
}
