using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;
using Mmei.Fusion.Tests.Join;
using Mmei.Fusion.Tests.Sessions;

namespace Mmei.Fusion.Tests.Fuse;

public sealed class When_words_are_in_an_unmeasured_language(FuserFixture model) : IClassFixture<FuserFixture>, IDisposable
{
    private static readonly MediaQuality Unmeasured = new() { Language = "ja", Warnings = [QualityWarning.UnmeasuredLanguage] };

    private readonly JoinFixture _join = new();
    private readonly ShardsFixture _shards = new();

    [Fact]
    public void Should_say_the_same_with_less_certainty()
    {
        var (known, doubted) = (Perceive(null), Perceive(Unmeasured));

        Likeliest(doubted).ShouldBe(Likeliest(known));
        doubted.Emotion.Sum().ShouldBe(1, 1e-9);
        doubted.Intent.Sum().ShouldBe(1, 1e-9);
        doubted.Emotion.Max().ShouldBe((0.5 * known.Emotion.Max()) + (0.5 / 7), 1e-6);
        doubted.Confidence.ShouldBe((0.5 * known.Confidence) + (0.5 / 7), 1e-6);
    }

    [Fact]
    public void Should_doubt_the_words_alone()
    {
        var (known, doubted) = (Perceive(null, Modality.Image), Perceive(Unmeasured, Modality.Image));

        var share = 0.5 * doubted.Modalities.Single(result => result.Modality == Modality.Text).Weight;
        doubted.Emotion.Max().ShouldBe(((1 - share) * known.Emotion.Max()) + (share / 7), 1e-6);
    }

    public void Dispose()
    {
        _join.Dispose();
        _shards.Dispose();
    }

    private Perception Perceive(MediaQuality? quality, params Modality[] beside)
    {
        var encoded = beside.ToDictionary(modality => modality, modality => _join.Encoded(modality, rows: 2));
        encoded[Modality.Text] = _join.Encoded(Modality.Text, rows: 2) with { Quality = quality };
        var ticket = MemoryFixture.Ticket(1) with { SessionId = null, Expected = [.. encoded.Keys] };
        var joined = new JoinedObservation(
            Shard: 0, ticket, encoded, new Dictionary<Modality, ModalityRejected>(), ReadyAt: 0, TicketSentAt: default);
        return model.Fuser(_shards).Fuse([joined], TestContext.Current.CancellationToken).Single().Perception.ShouldNotBeNull();
    }

    private static int Likeliest(Perception perception) => perception.Emotion.ToList().IndexOf(perception.Emotion.Max());
}
