using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Sessions;
using Mmei.Fusion.Tests.Join;

namespace Mmei.Fusion.Tests.Fuse;

public sealed class When_context_is_given(FuserFixture model) : IClassFixture<FuserFixture>, IDisposable
{
    private const double Tolerance = 1e-5;

    private static readonly ObservationContext Evening =
        new() { LocalTime = new DateTimeOffset(2026, 11, 22, 21, 40, 0, TimeSpan.FromHours(1)) };

    private readonly JoinFixture _join = new();

    public static TheoryData<ObservationContext> Signals =>
    [
        Evening,
        new ObservationContext { Device = "desktop" },
        new ObservationContext { HeartRate = 140 },
        new ObservationContext { Activity = PhysicalActivity.Running },
    ];

    [Theory]
    [MemberData(nameof(Signals))]
    public void Should_take_each_signal_into_account(ObservationContext context)
    {
        var told = Fuse(Spoken(context));
        var alone = Fuse(Spoken());

        told.Emotion.Concat(told.Intent).Zip(alone.Emotion.Concat(alone.Intent)).ShouldContain(
            pair => Math.Abs(pair.First - pair.Second) > 1e-3);
        told.Weights.ShouldBe(alone.Weights, "what modality decides is not for context to say");
    }

    [Fact]
    public void Should_answer_as_without_any_when_nothing_is_known() =>
        ShouldBeSame(Fuse(Spoken(new ObservationContext { Device = "a device that the model does not know" })), Fuse(Spoken()));

    [Fact]
    public void Should_know_a_device_however_it_is_written() =>
        ShouldBeSame(Fuse(Spoken(new ObservationContext { Device = "Phone" })), Fuse(Spoken(new ObservationContext { Device = "phone" })));

    [Fact]
    public void Should_go_by_the_clock_on_the_persons_wall() =>
        ShouldBeSame(
            Fuse(Spoken(Evening)),
            Fuse(Spoken(new ObservationContext { LocalTime = new DateTimeOffset(2026, 7, 1, 21, 40, 0, TimeSpan.FromHours(-8)) })));

    [Fact]
    public void Should_lean_towards_what_the_session_was_in()
    {
        foreach (var emotion in Enum.GetValues<Emotion>())
        {
            var before = Fuse(Spoken()).Emotion[(int)emotion];

            Fuse(Spoken(past: [Sure(emotion, ageSeconds: 60), Sure(emotion, ageSeconds: 120)])).Emotion[(int)emotion]
                .ShouldBeGreaterThan(before, emotion.ToString());
        }
    }

    [Fact]
    public void Should_give_each_of_a_batch_the_answer_it_gets_alone()
    {
        FusionInput[] batch =
        [
            Spoken(Evening, Sure(Emotion.Joy, 10)),
            Spoken(),
            Spoken(
                new ObservationContext { HeartRate = 55, Device = "tv" },
                [.. Enumerable.Range(1, Session.Capacity).Select(i => Sure(Emotion.Fear, 60 * i))]),
        ];

        foreach (var (together, input) in model.Model.Run(batch, TestContext.Current.CancellationToken).Zip(batch))
        {
            ShouldBeSame(together, Fuse(input));
        }
    }

    public void Dispose() => _join.Dispose();

    private static PastObservation Sure(Emotion emotion, double ageSeconds) => new(
        [.. Enum.GetValues<Emotion>().Select(each => each == emotion ? 0.88 : 0.02)], [0.2, 0.2, 0.2, 0.2, 0.2], TimeSpan
            .FromSeconds(ageSeconds));

    private static void ShouldBeSame(FusionOutput one, FusionOutput other)
    {
        one.Emotion.Zip(other.Emotion).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < Tolerance);
        one.Intent.Zip(other.Intent).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < Tolerance);
        one.Fused.Zip(other.Fused).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < Tolerance);
    }

    private FusionOutput Fuse(FusionInput input) => model.Model.Run([input], TestContext.Current.CancellationToken).Single();

    private FusionInput Spoken(ObservationContext? context = null, params PastObservation[] past)
    {
        var random = new Random(1);
        var tokens = Enumerable.Range(0, 6 * 256).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var encoded = _join.Encoded(Modality.Text) with { Tokens = TensorCodec.Pack(tokens, 6, 256) };
        return new FusionInput(new Dictionary<Modality, ModalityEncoded> { [Modality.Text] = encoded }, context, past);
    }
}
