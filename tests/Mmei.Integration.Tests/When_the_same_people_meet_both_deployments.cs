using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests;

/// <summary>One process, or seven over a real RabbitMQ and PostgreSQL: the same answer.</summary>
public sealed class When_the_same_people_meet_both_deployments
{
    private const double Tolerance = 1e-4;

    [Fact]
    public async Task Should_answer_the_same()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var standalone = await RunningPlatform.StartAsync("memory");
        await using var distributed = await RunningPlatform.StartAsync("rabbitmq");
        distributed.Services.Count.ShouldBe(7);
        await Task.WhenAll(
            Samples.ImportCatalogAsync(standalone.Client, cancelled),
            Samples.ImportCatalogAsync(distributed.Client, cancelled));

        foreach (var sample in await Samples.ObservationsAsync(cancelled))
        {
            // Answers are compared, not speed: two platforms at once may be slow.
            var person = sample with { Options = new OptionsRequest { DeadlineMs = 10_000 } };
            var one = await standalone.Client.ObserveAsync(person, cancelled);
            var seven = await distributed.Client.ObserveAsync(person, cancelled);

            seven.Degraded.ShouldBeFalse();
            ShouldBeNear(one.Emotion.Probabilities, seven.Emotion.Probabilities);
            ShouldBeNear(one.Intent.Probabilities, seven.Intent.Probabilities);
            ShouldBeNear(Weights(one), Weights(seven));
            seven.Items.Select(item => item.Id).ShouldBe(one.Items.Select(item => item.Id));
        }
    }

    private static Dictionary<Modality, double> Weights(ObservationAnswer answer) =>
        answer.Modalities.ToDictionary(modality => modality.Key, modality => modality.Value.Weight ?? 0);

    private static void ShouldBeNear<TLabel>(IReadOnlyDictionary<TLabel, double> expected, IReadOnlyDictionary<TLabel, double> actual)
    {
        actual.Keys.ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (var (label, probability) in expected)
        {
            actual[label].ShouldBe(probability, Tolerance, $"{label}");
        }
    }
}
