using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;
using Mmei.Fusion.Tests.Join;
using Mmei.Fusion.Tests.Sessions;

namespace Mmei.Fusion.Tests.Fuse;

public sealed class When_observations_of_a_session_are_fused(FuserFixture model) : IClassFixture<FuserFixture>, IDisposable
{
    private readonly JoinFixture _join = new();
    private readonly ShardsFixture _shards = new();

    [Fact]
    public void Should_recall_before_and_remember_after()
    {
        var first = Fuse(Spoken(1)).Single();
        Recalled().ShouldBe([0]);
        _shards.Time.Advance(TimeSpan.FromSeconds(30));
        Fuse(Spoken(2));

        Recalled().ShouldBe([1]);
        double[] past = [.. first.Perception!.Emotion, .. first.Perception.Intent, 30];
        model.Inputs["session"].ShouldBe(past.Select(value => (float)value));
    }

    [Fact]
    public void Should_remember_each_of_a_batch()
    {
        Fuse(Spoken(1), Spoken(2));
        Recalled().ShouldBe([0, 0]);

        Fuse(Spoken(3));
        Recalled().ShouldBe([2]);
    }

    [Fact]
    public void Should_tell_how_the_session_developed()
    {
        var batch = Fuse(Spoken(1), Spoken(2));
        var next = Fuse(Spoken(3)).Single();

        batch.Append(next).Select(outcome => outcome.Perception!.Session!.Observations).ShouldBe([1, 2, 3]);
        next.Perception!.Session!.Smoothed.Sum().ShouldBe(1, 1e-9);
        next.Perception.Session.Change.ShouldBeNull();
    }

    [Fact]
    public void Should_tell_nothing_without_a_session()
    {
        var alone = Spoken(1);

        Fuse(alone with { Ticket = alone.Ticket with { SessionId = null } }).Single().Perception.ShouldNotBeNull().Session.ShouldBeNull();
    }

    [Fact]
    public void Should_remember_nothing_of_what_was_not_fused()
    {
        Fuse(Silent(1)).Single().Perception.ShouldBeNull();
        Fuse(Spoken(2));

        Recalled().ShouldBe([0]);
        _shards.Memories.Of(0).Count.ShouldBe(1);
    }

    [Fact]
    public void Should_not_recall_what_another_shard_remembers()
    {
        Fuse(Spoken(1));

        Fuse(Spoken(2) with { Shard = 1 });

        Recalled().ShouldBe([0]);
    }

    public void Dispose()
    {
        _shards.Dispose();
        _join.Dispose();
    }

    private IReadOnlyList<FusionOutcome> Fuse(params JoinedObservation[] batch) =>
        model.Fuser(_shards).Fuse(batch, TestContext.Current.CancellationToken);

    /// <summary>How many earlier observations the model was told of, for each of the last batch.</summary>
    private int[] Recalled()
    {
        var batch = model.Inputs["text_mask"].Length / 2;
        return [.. model.Inputs["session_mask"].Chunk(model.Inputs["session_mask"].Length / batch).Select(mask => (int)mask.Sum())];
    }

    /// <summary>Two tokens of text.</summary>
    private JoinedObservation Spoken(int number) => Silent(number) with
    {
        Encoded = new Dictionary<Modality, ModalityEncoded> { [Modality.Text] = _join.Encoded(Modality.Text, rows: 2) },
    };

    private static JoinedObservation Silent(int number) => new(
        Shard: 0,
        MemoryFixture.Ticket(number),
        new Dictionary<Modality, ModalityEncoded>(),
        new Dictionary<Modality, ModalityRejected>(),
        ReadyAt: 0,
        TicketSentAt: default);
}
