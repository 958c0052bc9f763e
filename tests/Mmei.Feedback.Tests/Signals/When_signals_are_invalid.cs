using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Feedback.Signals;
using Mmei.Hosting.Failures;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Signals;

public sealed class When_signals_are_invalid
{
    private static readonly FeedbackOptions Options = new() { MaxSignals = 5 };

    public static TheoryData<FeedbackSignal, string> Wrong { get; } = new()
    {
        { Good with { Id = null }, "signals[1].id" },
        { Good with { Id = " " }, "signals[1].id" },
        { Good with { Id = new string('x', 129) }, "signals[1].id" },
        { Good with { Id = "a\u0000b" }, "signals[1].id" },
        { Good with { DecisionId = null }, "signals[1].decisionId" },
        { Good with { DecisionId = Guid.Empty }, "signals[1].decisionId" },
        { Good with { ItemId = "" }, "signals[1].itemId" },
        { Good with { Kind = null }, "signals[1].kind" },
        { Good with { At = null }, "signals[1].at" },
        { Good with { At = Noon.AddMinutes(6) }, "signals[1].at" },
        { Good with { At = Noon.AddDays(-8) }, "signals[1].at" },
        { Good with { Value = 1 }, "signals[1].value" },
        { Good with { ObservationId = Id(1) }, "signals[1].observationId" },
        { Good with { Kind = SignalKind.Dwell }, "signals[1].value" },
        { Good with { Kind = SignalKind.Dwell, Value = -1 }, "signals[1].value" },
        { Good with { Kind = SignalKind.Dwell, Value = double.NaN }, "signals[1].value" },
        { Good with { Kind = SignalKind.Dwell, Value = 86_401 }, "signals[1].value" },
        { Good with { Kind = SignalKind.Complete, Value = 1.01 }, "signals[1].value" },
        { Good with { Kind = SignalKind.Emotion }, "signals[1].observationId" },
    };

    private static FeedbackSignal Good => new() { Id = "s", DecisionId = Id(1), ItemId = "item-1", Kind = SignalKind.Like, At = Noon };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Should_name_the_field(FeedbackSignal signal, string field) =>
        Should.Throw<InvalidInputFailure>(() => Check(Good, signal)).Errors.Keys.ShouldBe([field]);

    [Fact]
    public void Should_name_all_fields_at_once() =>
        Should.Throw<InvalidInputFailure>(() => Check(Good with { Id = null }, Good, Good with { At = null })).Errors.Keys.ShouldBe(
            ["signals[0].id", "signals[2].at"], ignoreOrder: true);

    [Fact]
    public void Should_refuse_an_empty_request() => Should.Throw<InvalidInputFailure>(() => Check()).Errors.Keys.ShouldBe(["signals"]);

    [Fact]
    public void Should_refuse_too_many() =>
        Should.Throw<InvalidInputFailure>(() => Check([.. Enumerable.Repeat(Good, 6)])).Errors["signals"].ShouldBe(
            ["must hold at most 5 signals"]);

    [Fact]
    public void Should_accept_every_kind_in_its_form() => Check(
        Good,
        Good with { Kind = SignalKind.Dwell, Value = 84.5 },
        Good with { Kind = SignalKind.Complete, Value = 1 },
        Good with { Kind = SignalKind.Emotion, ObservationId = Id(2) },
        Good with { Kind = SignalKind.Skip, At = Noon.AddMinutes(4) }).Count.ShouldBe(5);

    private static IReadOnlyList<Signal> Check(params FeedbackSignal[] signals) =>
        SignalCheck.Valid(new FeedbackRequest { Signals = signals }, Noon, Options);
}
