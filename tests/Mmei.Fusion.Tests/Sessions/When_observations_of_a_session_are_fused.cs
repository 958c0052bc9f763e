using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;
using Mmei.Fusion.Sessions;
using Mmei.Fusion.Tests.Fuse;
using Mmei.Fusion.Tests.Join;
using Mmei.Messaging;

namespace Mmei.Fusion.Tests.Sessions;

public sealed class When_observations_of_a_session_are_fused : IClassFixture<FuserFixture>, IDisposable
{
    private readonly JoinFixture _join = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FusionInstruments _instruments;
    private readonly SessionMemories _memories;
    private readonly SessionFuser _fuser;

    public When_observations_of_a_session_are_fused(FuserFixture model)
    {
        _instruments = new FusionInstruments(_services.GetRequiredService<IMeterFactory>());
        _memories = new SessionMemories(
            new Topology(fusionShards: 2), Options.Create(new MemoryOptions()), Options.Create(new TrajectoryOptions()), _join.Time, _instruments);
        _fuser = new SessionFuser(model.BatchFuser, _memories);
    }

    [Fact]
    public void Should_recall_before_and_remember_after()
    {
        var first = Fuse(Spoken(1)).Single();
        _join.Time.Advance(TimeSpan.FromSeconds(30));
        var second = Fuse(Spoken(2)).Single();

        first.Joined.Past.ShouldBeEmpty();
        var past = second.Joined.Past.ShouldHaveSingleItem();
        past.Emotion.ShouldBe(first.State!.Emotion);
        past.Intent.ShouldBe(first.State.Intent);
        past.AgeSeconds.ShouldBe(30);
    }

    [Fact]
    public void Should_remember_each_of_a_batch()
    {
        var batch = Fuse(Spoken(1), Spoken(2));
        var next = Fuse(Spoken(3)).Single();

        batch.ShouldAllBe(outcome => outcome.Joined.Past.Count == 0);
        next.Joined.Past.Count.ShouldBe(2);
    }

    [Fact]
    public void Should_tell_how_the_session_developed()
    {
        var batch = Fuse(Spoken(1), Spoken(2));
        var next = Fuse(Spoken(3)).Single();

        batch.Append(next).Select(outcome => outcome.Session!.Observations).ShouldBe([1, 2, 3]);
        next.Session!.Smoothed.Sum().ShouldBe(1, 1e-9);
        next.Session.Change.ShouldBeNull();
    }

    [Fact]
    public void Should_tell_nothing_without_a_session()
    {
        var alone = Spoken(1);

        Fuse(alone with { Ticket = alone.Ticket with { SessionId = null } }).Single().Session.ShouldBeNull();
    }

    [Fact]
    public void Should_remember_nothing_of_what_was_not_fused()
    {
        Fuse(Silent(1)).Single().State.ShouldBeNull();

        Fuse(Spoken(2)).Single().Joined.Past.ShouldBeEmpty();
        _memories.Of(0).Count.ShouldBe(1);
    }

    [Fact]
    public void Should_not_recall_what_another_shard_remembers()
    {
        Fuse(Spoken(1));

        Fuse(shard: 1, Spoken(2)).Single().Joined.Past.ShouldBeEmpty();
    }

    public void Dispose()
    {
        _memories.Dispose();
        _services.Dispose();
        _join.Dispose();
    }

    private IReadOnlyList<FusionOutcome> Fuse(params JoinedObservation[] batch) => Fuse(shard: 0, batch);

    private IReadOnlyList<FusionOutcome> Fuse(int shard, params JoinedObservation[] batch)
    {
        using var table = new JoinTable(
            shard, TimeSpan.FromSeconds(1), Channel.CreateUnbounded<FinishedJoin>().Writer, new TokenPool(_join.Memory), _join.Time, _instruments);
        return _fuser.Fuse([.. batch.Select(joined => new FinishedJoin(table, joined))], TestContext.Current.CancellationToken);
    }

    private JoinedObservation Spoken(int number) => Silent(number) with
    {
        Parts = new Dictionary<Modality, ModalityEncoded> { [Modality.Text] = _join.Part(Modality.Text) },
    };

    private static JoinedObservation Silent(int number) => new(
        MemoryFixture.Ticket(number), new Dictionary<Modality, ModalityEncoded>(), new Dictionary<Modality, ModalityRejected>(), ReadyAt: 0);
}
