using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests;

/// <summary>
/// A dead encoder costs its modality, not the answer: the gateway has no answer to give but a 503 once the deadline and its grace are over,
/// so an answer without the modality is one in time. No clock of the test decides it.
/// </summary>
public sealed class When_an_encoder_dies
{
    private const int DeadlineMs = 5_000;

    [Theory]
    [InlineData("vision", Modality.Image)]
    [InlineData("audio", Modality.Audio)]
    [InlineData("text", Modality.Text)]
    public async Task Should_answer_by_the_deadline_without_its_modality(string service, Modality modality)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var platform = await RunningPlatform.StartAsync("rabbitmq");
        var person = (await Samples.ObservationsAsync(cancelled)).First(
            sample => sample is { Text: not null, Image: not null, Audio: not null });
        person = person with { Options = new OptionsRequest { DeadlineMs = DeadlineMs } };
        (await platform.Client.ObserveAsync(person, cancelled)).Degraded.ShouldBeFalse();

        await platform.KillAsync(service);
        var answer = await platform.Client.ObserveAsync(person, cancelled);

        answer.Degraded.ShouldBeTrue();
        answer.Modalities[modality].Status.ShouldBe(ModalityStatus.Missing);
        answer.Modalities.Where(entry => entry.Key != modality).ShouldAllBe(entry => entry.Value.Status == ModalityStatus.Used);
        answer.Modalities.Values.Sum(entry => entry.Weight ?? 0).ShouldBe(1, 1e-6);
    }
}
