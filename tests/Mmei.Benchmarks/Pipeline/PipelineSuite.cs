using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>
/// Measures the way of an observation from the gateway back to it, with engines that answer at once, and what joins cost.
/// </summary>
internal static class PipelineSuite
{
    /// <param name="settings">How much.</param>
    /// <param name="progress">What is under way.</param>
    /// <param name="time">The clock.</param>
    public static async Task<PipelineReport> RunAsync(PipelineSettings settings, TextWriter progress, TimeProvider time)
    {
        var machine = Machine.Read();
        await progress.WriteLineAsync("Starting fusion and what is around it");
        await using var fusion = await FusionProcess.StartAsync(settings, time);
        await using var surroundings = await Surroundings.StartAsync(settings, time);
        await surroundings.ObserveAsync();
        var messages = await surroundings.MessagesAsync();
        await using var raw = await RawClient.StartAsync(settings.RabbitMqPort, messages);
        await progress.WriteLineAsync("Warming up");
        await new PipelineRound(surroundings, fusion, raw, settings, new Measurements(), time).LoadAsync(0);

        var results = new Measurements();
        var round = new PipelineRound(surroundings, fusion, raw, settings, results, time);
        for (var i = 1; i <= settings.Rounds; i++)
        {
            await progress.WriteLineAsync($"Round {i} of {settings.Rounds}");
            await round.RunAsync(i);
        }

        return PipelineReport.Of(results, [.. messages.Select(message => message.Bytes)], machine, settings, time.GetUtcNow());
    }
}
