using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Mmei.Benchmarks.Measuring;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Benchmarks.Encoders;

/// <summary>
/// The rounds of one modality: everything that is compared is measured one after another in each, so that what disturbs one disturbs all.
/// </summary>
internal sealed class EncoderRounds(
    Contestants contestants, Modality modality, Medium[] media, BareLoop loop, EncodersSettings settings, TimeProvider time)
{
    /// <summary>How long answers are waited for where nothing is to be late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer is of use under overload.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);

    /// <summary>Connections of the HTTP client: enough to keep either server busy.</summary>
    private const int Connections = 32;

    /// <summary>Of the peer's own peak.</summary>
    private const double EqualLoad = 0.6;

    private const double Overload = 2;

    /// <summary>Media of which tokens are compared.</summary>
    private const int Compared = 16;

    /// <summary>A cosine that half precision and another picture library's resize leave.</summary>
    private const double SameWork = 0.98;

    private readonly TimeSpan _while = TimeSpan.FromSeconds(settings.Seconds);
    private readonly Random _random = new(settings.Seed);

    public Measurements Results { get; } = new();

    /// <summary>How many inputs the service has at once under saturating load: twice what its largest batch takes.</summary>
    public static int InFlight(Modality modality) => modality == Modality.Audio ? 32 : 64;

    /// <summary>Whether the peer's tokens are the service's, as they must be where both do the same work.</summary>
    /// <exception cref="InvalidOperationException">They are others.</exception>
    public async Task CompareAsync()
    {
        var least = 1.0;
        foreach (var medium in media.Take(Compared))
        {
            var theirs = MemoryMarshal.Cast<byte, float>(await contestants.Node.EncodeAsync(medium)).ToArray();
            var ours = Array.ConvertAll(
                MemoryMarshal.Cast<byte, Half>(await contestants.Http.EncodeAsync(medium)).ToArray(), half => (float)half);
            least = ours.Length == theirs.Length ? Math.Min(least, TensorPrimitives.CosineSimilarity<float>(ours, theirs)) : 0;
        }

        Results.Figure("agreement_with_node_cosine", least);
        if (least < SameWork)
        {
            throw new InvalidOperationException($"The peer does other work: of some {modality} its tokens have the cosine {least} with the service's.");
        }
    }

    /// <summary>One round.</summary>
    public async Task RunAsync()
    {
        var before = Environment.CpuUsage.TotalTime;
        var bare = loop.Whole(_while);
        Results.Figure("loop_per_second", bare);
        Results.Figure("loop_cpu_ms", CpuMs(before) / (bare * settings.Seconds));
        var memory = await SaturateAsync("memory", contestants.Memory);
        var rabbitMq = await SaturateAsync("rabbitmq", contestants.RabbitMq);
        Results.Ratio("service_vs_loop_memory", memory / bare);
        Results.Ratio("service_vs_loop_rabbitmq", rabbitMq / bare);
        await OverloadAsync(memory);
        await FacePeerAsync();
        await AllocateAsync();
        Engine();
    }

    private async Task<double> SaturateAsync(string bus, EncoderService service)
    {
        var before = Environment.CpuUsage.TotalTime;
        var tally = await InTurn(medium => service.TryAsync(medium, Patience)).ClosedAsync(InFlight(modality), _while);
        Results.Count($"saturated_{bus}", tally);
        Results.Figure($"service_{bus}_per_second", tally.Throughput);
        Results.Figure($"service_{bus}_cpu_ms", CpuMs(before) / tally.Sent);
        Results.Figure($"service_{bus}_p50_ms", tally.Percentile(Outcome.Answered, 0.5));
        Results.Figure($"service_{bus}_p99_ms", tally.Percentile(Outcome.Answered, 0.99));
        return tally.Throughput;
    }

    private async Task OverloadAsync(double peak)
    {
        var tally = await InTurn(medium => contestants.Memory.TryAsync(medium, Deadline)).OpenAsync(
            Math.Max(Overload * peak, 1), _while, _random);
        Results.Count("overload", tally);
        Results.Ratio("goodput_vs_peak", tally.Throughput / peak);
        Results.Figure("overload_goodput_per_second", tally.Throughput);
        Results.Figure("overload_refusal_p50_ms", tally.Percentile(Outcome.Refused, 0.5));
        Results.Figure("overload_refusal_p99_ms", tally.Percentile(Outcome.Refused, 0.99));
    }

    private async Task FacePeerAsync()
    {
        var peer = await SaturateHttpAsync("node", contestants.Node, contestants.NodeProcess);
        var service = await SaturateHttpAsync("http", contestants.Http, contestants.HttpProcess);
        Results.Ratio("vs_node_throughput", service / peer);
        var peerP99 = await LoadHttpAsync("node", contestants.Node, EqualLoad * peer);
        var serviceP99 = await LoadHttpAsync("http", contestants.Http, EqualLoad * peer);
        Results.Ratio("vs_node_p99", serviceP99 / peerP99);
    }

    private async Task<double> SaturateHttpAsync(string name, HttpTarget target, ChildServer process)
    {
        var before = process.ProcessorSeconds;
        var tally = await InTurn(target.TryAsync).ClosedAsync(Connections, _while);
        Results.Figure($"{name}_cpu_ms", 1000 * (process.ProcessorSeconds - before) / tally.Sent);
        Results.Count($"saturated_{name}", tally);
        Results.Figure($"{name}_per_second", tally.Throughput);
        return tally.Throughput;
    }

    private async Task<double> LoadHttpAsync(string name, HttpTarget target, double rate)
    {
        var tally = await InTurn(target.TryAsync).OpenAsync(Math.Max(rate, 1), _while, _random);
        Results.Count($"equal_load_{name}", tally);
        Results.Figure($"{name}_equal_load_p50_ms", tally.Percentile(Outcome.Answered, 0.5));
        Results.Figure($"{name}_equal_load_p99_ms", tally.Percentile(Outcome.Answered, 0.99));
        return tally.Percentile(Outcome.Answered, 0.99);
    }

    /// <summary>Of the encoder alone, less what a decoded medium takes; and of everything, with bus, load and listener.</summary>
    private async Task AllocateAsync()
    {
        var (alone, tally) = await AllocatedAsync("without_bus", medium => contestants.Memory.EncodeHereAsync(medium, Patience));
        var (withBus, _) = await AllocatedAsync("with_bus", medium => contestants.Memory.TryAsync(medium, Patience));
        var decoded = loop.BytesDecoded();
        Results.Figure("service_without_bus_per_second", tally.Throughput);
        Results.Figure("allocated_bytes", Math.Max(alone - decoded, 0));
        Results.Figure("allocated_decoding_bytes", decoded);
        Results.Figure("allocated_with_bus_bytes", withBus);
    }

    private async Task<(double Bytes, Tally Tally)> AllocatedAsync(string name, Func<Medium, Task<Outcome>> encode)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var tally = await InTurn(encode).ClosedAsync(InFlight(modality), _while / 2);
        Results.Count($"allocations_{name}", tally);
        return ((double)(GC.GetTotalAllocatedBytes(precise: true) - before) / tally.Sent, tally);
    }

    private void Engine()
    {
        Results.Figure("engine_batches_per_second", loop.Engine(_while / 2));
        Results.Figure("engine_one_by_one_per_second", loop.Engine(_while / 2, maxBatch: 1));
        if (modality == Modality.Text)
        {
            var byLength = loop.Engine(_while);
            var inOrder = loop.Engine(_while, inOrder: true);
            Results.Ratio("bucketed_vs_fifo", byLength / inOrder);
            Results.Figure("fifo_per_second", inOrder);
        }
    }

    private static double CpuMs(TimeSpan before) => (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;

    private Load InTurn(Func<Medium, Task<Outcome>> encode) => new(number => encode(media[number % media.Length]), time);
}
