using Mmei.Benchmarks.Measuring;
using Mmei.Contracts.Taxonomy;
using Mmei.Encoders.Serving;

namespace Mmei.Benchmarks.Encoders;

/// <summary>Measures the encoders against the bare engine, over both buses, under overload, and against a peer.</summary>
internal static class EncodersSuite
{
    /// <param name="settings">How much, and against what.</param>
    /// <param name="progress">What is under way.</param>
    /// <param name="time">The clock.</param>
    public static async Task<EncodersReport> RunAsync(EncodersSettings settings, TextWriter progress, TimeProvider time)
    {
        var machine = Machine.Read();
        await progress.WriteLineAsync("Starting the service over both buses and over HTTP, and the Node peer");
        await using var contestants = await Contestants.StartAsync(settings);
        var warmUp = settings with { Seconds = settings.WarmUpSeconds };
        var rounds = new List<(Modality Modality, EncoderRounds Rounds, BareLoop Loop)>();
        foreach (var modality in settings.Modalities)
        {
            var media = Media.Make(modality, settings.Samples, settings.Seed);
            var loop = BareLoops.Open(modality, settings.Artifacts, media, EncoderRounds.InFlight(modality), time);
            await progress.WriteLineAsync($"Warming up: {EncoderInstruments.Name(modality)}");
            await new EncoderRounds(contestants, modality, media, loop, warmUp, time).RunAsync();
            var measured = new EncoderRounds(contestants, modality, media, loop, settings, time);
            await measured.CompareAsync();
            rounds.Add((modality, measured, loop));
        }

        for (var round = 1; round <= settings.Rounds; round++)
        {
            foreach (var (modality, one, _) in rounds)
            {
                await progress.WriteLineAsync($"Round {round} of {settings.Rounds}: {EncoderInstruments.Name(modality)}");
                await one.RunAsync();
            }
        }

        rounds.ForEach(one => one.Loop.Dispose());
        await progress.WriteLineAsync("Idle");
        var whole = await IdleAsync(contestants, settings, time);
        return EncodersReport.Of(
            rounds.ToDictionary(
                one => EncoderInstruments.Name(one.Modality), one => one.Rounds.Results), whole, machine, settings, time.GetUtcNow());
    }

    /// <summary>The service over its in-memory bus, alone in its process; and this process, which has one over each bus.</summary>
    private static async Task<Measurements> IdleAsync(Contestants contestants, EncodersSettings settings, TimeProvider time)
    {
        var results = new Measurements();
        var started = time.GetTimestamp();
        var (server, here) = (contestants.HttpProcess.ProcessorSeconds, Environment.CpuUsage.TotalTime.TotalSeconds);
        await Task.Delay(TimeSpan.FromSeconds(2 * settings.Seconds), time);
        var elapsed = time.GetElapsedTime(started).TotalSeconds;
        results.Figure("idle_cpu_percent_memory", 100 * (contestants.HttpProcess.ProcessorSeconds - server) / elapsed);
        results.Figure("idle_cpu_percent_both_buses", 100 * (Environment.CpuUsage.TotalTime.TotalSeconds - here) / elapsed);
        return results;
    }
}
