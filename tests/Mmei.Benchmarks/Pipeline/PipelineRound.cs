using System.Collections.Concurrent;
using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>Measures everything once: what is compared, one after the other.</summary>
internal sealed class PipelineRound(
    Surroundings surroundings, FusionProcess fusion, RawClient raw, PipelineSettings settings, Measurements results, TimeProvider time)
{
    private readonly TimeSpan _duration = TimeSpan.FromSeconds(settings.Seconds);

    /// <param name="round">Spaces the observations of the half load.</param>
    public async Task RunAsync(int round)
    {
        await LoadAsync(round);
        await OpenJoinsAsync();
    }

    /// <summary>Full load of the pipeline and of the raw client, one after the other, and half the load of the pipeline.</summary>
    public async Task LoadAsync(int round)
    {
        var peak = await FullLoadAsync();
        var limit = await new Load(async _ => await AnsweredAsync(raw.MoveAsync()), time).ClosedAsync(settings.InFlight, _duration);
        results.Count("raw", limit);
        results.Figure("raw_observations_per_s", limit.Throughput);
        results.Ratio("pipeline_vs_raw", peak / limit.Throughput);
        await HalfLoadAsync(peak / 2, new Random(settings.Seed + round));
    }

    private async Task OpenJoinsAsync()
    {
        var joins = new OpenJoins(surroundings, fusion, time);
        var costs = new Dictionary<int, double>();
        foreach (var open in settings.OpenJoins)
        {
            (costs[open], var bytes) = await joins.MeasureAsync(open, settings.Observations);
            results.Figure($"fusion_cpu_ms_at_{open}_joins", costs[open]);
            if (open == settings.OpenJoins[^1])
            {
                results.Figure("bytes_per_join", bytes);
            }
        }

        var most = settings.OpenJoins[^1];
        results.Ratio($"cost_at_{most}_vs_100", costs[most] / costs[100]);
    }

    /// <summary>As fast as it goes; gives observations a second.</summary>
    private async Task<double> FullLoadAsync()
    {
        var before = ProcessorSeconds;
        var tally = await new Load(
            async _ => await AnsweredAsync(surroundings.ObserveAsync()), time).ClosedAsync(settings.InFlight, _duration);
        if (tally.Throughput == 0)
        {
            throw new InvalidOperationException($"No observation was answered within {settings.Seconds} s; --seconds gives it longer.");
        }

        results.Count("full", tally);
        results.Figure("cpu_ms_per_observation", (ProcessorSeconds - before) * 1000 / tally[Outcome.Answered]);
        results.Figure("observations_per_s", tally.Throughput);
        results.Figure("full_load_p50_ms", tally.Percentile(Outcome.Answered, 0.5));
        results.Figure("full_load_p99_ms", tally.Percentile(Outcome.Answered, 0.99));
        return tally.Throughput;
    }

    private async Task HalfLoadAsync(double rate, Random random)
    {
        var joinMs = new ConcurrentBag<double>();
        var load = new Load(
            async _ =>
            {
                joinMs.Add((await surroundings.ObserveAsync()).Perception.JoinMs);
                return Outcome.Answered;
            },
            time);
        var tally = await load.OpenAsync(rate, _duration, random);
        results.Count("half", tally);
        results.Figure("half_load_p50_ms", tally.Percentile(Outcome.Answered, 0.5));
        results.Figure("half_load_p99_ms", tally.Percentile(Outcome.Answered, 0.99));
        var sorted = joinMs.Order().ToArray();
        results.Figure("join_added_p50_ms", sorted[sorted.Length / 2]);
        results.Figure("join_added_p99_ms", sorted[(int)(0.99 * sorted.Length)]);
    }

    /// <summary>Of this process, which is gateway, encoders and ranking, and of fusion; not of the broker.</summary>
    private double ProcessorSeconds => Environment.CpuUsage.TotalTime.TotalSeconds + fusion.ProcessorSeconds;

    private static async Task<Outcome> AnsweredAsync(Task answer)
    {
        await answer;
        return Outcome.Answered;
    }
}
