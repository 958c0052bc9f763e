using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Gateway.Observe;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Tests;

/// <summary>An observation that cannot be encoded in time is refused before its media are sent on.</summary>
public sealed class When_encoders_have_too_much_to_do
{
    private readonly FakeTimeProvider _time = new();
    private readonly EncoderAdmission _admission;

    public When_encoders_have_too_much_to_do() => _admission = new EncoderAdmission(Options.Create(new ObserveOptions()), _time);

    [Fact]
    public void Should_refuse_at_once_what_would_come_too_late()
    {
        ServeMany(TimeSpan.FromMilliseconds(60));
        _ = Enumerable.Range(0, 9).Select(_ => _admission.Enter(Observed())).ToArray();

        // Nine before it take 540 ms, more than half of its second.
        var refused = Should.Throw<UnavailableFailure>(() => _admission.Enter(Observed()));

        refused.RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(40), tolerance: TimeSpan.FromMilliseconds(1));
        refused.Errors.Keys.ShouldBe(["image"]);
    }

    [Fact]
    public void Should_let_in_what_does_not_need_that_encoder()
    {
        ServeMany(TimeSpan.FromMilliseconds(60));
        _ = Enumerable.Range(0, 9).Select(_ => _admission.Enter(Observed())).ToArray();

        _admission.Enter(Observed(text: true)).Dispose();
    }

    [Fact]
    public void Should_give_back_its_places_when_it_is_refused()
    {
        ServeMany(TimeSpan.FromMilliseconds(60));
        var inside = Enumerable.Range(0, 9).Select(_ => _admission.Enter(Observed())).ToArray();
        Should.Throw<UnavailableFailure>(() => _admission.Enter(Observed()));

        inside[0].Dispose();

        _admission.Enter(Observed()).Dispose();
    }

    [Fact]
    public void Should_not_refuse_because_of_an_encoder_that_stands_still()
    {
        ServeMany(TimeSpan.FromMilliseconds(60));
        _ = Enumerable.Range(0, 9).Select(_ => _admission.Enter(Observed())).ToArray();
        _time.Advance(TimeSpan.FromSeconds(2));

        _admission.Enter(Observed()).Dispose();
    }

    private void ServeMany(TimeSpan each)
    {
        for (var i = 0; i < 40; i++)
        {
            using var admitted = _admission.Enter(Observed());
            _time.Advance(each);
            admitted.Served(new Perception
            {
                Emotion = [],
                Intent = [],
                Confidence = 1,
                Modalities = [new ModalityResult { Modality = Modality.Image, Status = ModalityStatus.Used, Weight = 1 }],
                Degraded = false,
                Model = "mmei@1",
                JoinMs = 0,
                FusionMs = 0,
            });
        }
    }

    private static Observation Observed(bool text = false) => new()
    {
        Id = Guid.NewGuid(),
        Tenant = "acme",
        Modalities = new ScreenedModalities { Image = text ? null : [1], Text = text ? "hi" : null, Settled = [] },
        Options = new RecommendationOptions(),
        DeadlineMs = 1_150,
        AwaitedMs = 1_500,
        BudgetMs = 1_000,
    };
}
