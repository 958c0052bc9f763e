using System.Runtime.InteropServices;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;
using Mmei.Fusion.Tests.Join;
using Mmei.Fusion.Tests.Sessions;

namespace Mmei.Fusion.Tests.Fuse;

public sealed class When_a_batch_is_fused(FuserFixture model) : IClassFixture<FuserFixture>, IDisposable
{
    private const double Tolerance = 1e-4;

    private readonly ShardsFixture _shards = new();

    [Fact]
    public void Should_give_distributions_and_a_unit_vector()
    {
        var outcome = Fuse(Joined(1, Modality.Image, Modality.Audio, Modality.Text)).Single();

        var perception = outcome.Perception.ShouldNotBeNull();
        perception.Emotion.Count.ShouldBe(7);
        perception.Emotion.Sum().ShouldBe(1, 1e-9);
        perception.Intent.Count.ShouldBe(5);
        perception.Intent.Sum().ShouldBe(1, 1e-9);
        perception.Modalities.Sum(result => result.Weight).ShouldBe(1, 1e-9);
        perception.Confidence.ShouldBeInRange(0, 1);
        Math.Sqrt(Fused(outcome).Sum(value => (double)value * value)).ShouldBe(1, 1e-3);
    }

    [Theory]
    [InlineData(Modality.Image)]
    [InlineData(Modality.Audio)]
    [InlineData(Modality.Text)]
    public void Should_give_all_weight_to_the_only_modality(Modality modality) =>
        Fuse(Joined(2, modality)).Single().Perception.ShouldNotBeNull().Modalities.ShouldHaveSingleItem().Weight.ShouldBe(1, 1e-9);

    [Fact]
    public void Should_give_each_the_answer_it_gets_alone()
    {
        JoinedObservation[] batch =
        [
            Joined(3, Modality.Text),
            Joined(4, Modality.Image, Modality.Text),
            Joined(5, Modality.Image, Modality.Audio, Modality.Text),
        ];

        foreach (var (outcome, joined) in Fuse(batch).Zip(batch))
        {
            var alone = Fuse(joined).Single();
            outcome.Perception!.Emotion.Zip(alone.Perception!.Emotion).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < Tolerance);
            Fused(outcome).Zip(Fused(alone)).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < Tolerance);
        }
    }

    [Fact]
    public void Should_not_let_broken_tokens_spoil_its_neighbours()
    {
        var broken = Joined(6, Modality.Text);
        MemoryMarshal.AsMemory(broken.Encoded[Modality.Text].Tokens.Data).Span[1] = 0x7e; // not a number, in half precision
        var healthy = Joined(7, Modality.Text);

        var outcomes = Fuse(broken, healthy);

        outcomes.Single(outcome => outcome.Joined.Ticket == healthy.Ticket).Perception.ShouldNotBeNull();
        var spoilt = outcomes.Single(outcome => outcome.Joined.Ticket == broken.Ticket);
        spoilt.Perception.ShouldBeNull();
        spoilt.Joined.Results(_ => 0).Single().Status.ShouldBe(ModalityStatus.Missing);
    }

    [Fact]
    public void Should_give_outcomes_in_the_order_of_their_joins()
    {
        JoinedObservation[] batch = [Joined(8, Modality.Text), Joined(9), Joined(10, Modality.Image)];

        Fuse(batch).Select(outcome => outcome.Joined.Ticket).ShouldBe(batch.Select(joined => joined.Ticket));
    }

    public void Dispose() => _shards.Dispose();

    private IReadOnlyList<FusionOutcome> Fuse(params JoinedObservation[] batch) =>
        model.Fuser(_shards).Fuse(batch, TestContext.Current.CancellationToken);

    private static float[] Fused(FusionOutcome outcome) => TensorCodec.Unpack(outcome.Fused.ShouldNotBeNull());

    private static JoinedObservation Joined(int seed, params Modality[] modalities)
    {
        using var fixture = new JoinFixture();
        var random = new Random(seed);
        var encoded = modalities.ToDictionary(modality => modality, modality =>
        {
            var rows = random.Next(1, 32);
            var tokens = Enumerable.Range(0, rows * 256).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
            return fixture.Encoded(modality) with { Tokens = TensorCodec.Pack(tokens, rows, 256) };
        });
        var ticket = fixture.Ticket(1000, modalities) with { ObservationId = new Guid(seed, 0, 0, new byte[8]) };
        return new JoinedObservation(
            Shard: 0, ticket, encoded, new Dictionary<Modality, ModalityRejected>(), ReadyAt: 0, TicketSentAt: default);
    }
}
