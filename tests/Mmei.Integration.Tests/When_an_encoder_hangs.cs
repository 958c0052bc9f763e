using System.Diagnostics;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests;

/// <summary>An encoder that stands still costs its modality, not the answer, and is used again once it goes on.</summary>
public sealed class When_an_encoder_hangs(ITestOutputHelper output)
{
    private const int DeadlineMs = 1500;
    private const int Observations = 20;

    [Fact]
    public async Task Should_answer_without_its_modality_until_it_goes_on()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var platform = await RunningPlatform.StartAsync("rabbitmq");
        var person = (await Samples.ObservationsAsync(cancelled)).First(
            sample => sample is { Text: not null, Image: not null, Audio: not null });
        person = person with { Options = new OptionsRequest { DeadlineMs = DeadlineMs } };
        await UntilCompleteAsync(platform, person, cancelled);

        await platform.SignalAsync("vision", "STOP");
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < Observations; i++)
        {
            var watch = Stopwatch.StartNew();
            var answer = await platform.Client.ObserveAsync(person, cancelled);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;

            answer.Degraded.ShouldBeTrue();
            answer.Modalities[Modality.Image].Status.ShouldBe(ModalityStatus.Missing);
            answer.Modalities.Where(entry => entry.Key != Modality.Image).ShouldAllBe(entry => entry.Value.Status == ModalityStatus.Used);
        }

        output.WriteLine($"The slowest of {Observations} answers took {slowest.TotalMilliseconds:F0} ms of a deadline of {DeadlineMs} ms.");
        await platform.SignalAsync("vision", "CONT");
        await UntilCompleteAsync(platform, person, cancelled);
    }

    private static async Task UntilCompleteAsync(RunningPlatform platform, ObservationRequest person, CancellationToken cancelled)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        while ((await platform.Client.ObserveAsync(person, timeout.Token)).Degraded)
        {
        }
    }
}
