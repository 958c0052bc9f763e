using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Mmei.Benchmarks.Measuring;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Encoders.Audio;
using Mmei.Encoders.Models;
using Mmei.Encoders.Serving;
using Mmei.Encoders.Text;
using Mmei.Encoders.Vision;
using Mmei.Fusion.Shards;
using Mmei.Hosting;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Encoders;

/// <summary>The encoders as they are deployed, over a bus: a command goes in, an answer comes out where fusion would be.</summary>
internal sealed class EncoderService(
    IMessageSender sender, Answers answers, Topology topology, TimeProvider time, IEncoder<EncodeImage, ModalityEncoding> images,
    IEncoder<EncodeAudio, ModalityEncoding> sounds, IEncoder<EncodeText, ModalityEncoding> texts)
{
    private const int PartsInFlight = 1_000;

    /// <summary>Adds the three encoders, their consumers, and what waits for them.</summary>
    public static void Add(IHostApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.Logging.AddFilter(level => level >= LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddVisionEncoder();
        builder.AddAudioEncoder();
        builder.AddTextEncoder();
        builder.AddMessaging(bus =>
        {
            bus.AddVisionConsumers();
            bus.AddAudioConsumers();
            bus.AddTextConsumers();
            bus.AddShardHandler<Answers.Listener>(_ => PartsInFlight);
        });
        builder.Services.AddSingleton<Answers>();
        builder.Services.AddSingleton<Answers.Listener>();
        builder.Services.AddSingleton<EncoderService>();
    }

    /// <summary>Sends one medium to its encoder and waits for the answer; null where there is none within the budget.</summary>
    public async Task<object?> EncodeAsync(Medium medium, TimeSpan budget)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var answer = answers.Expect(id);
        await SendAsync(medium, id, budget);
        try
        {
            return await answer.WaitAsync(budget, time);
        }
        catch (TimeoutException)
        {
            answers.Forget(id);
            return null;
        }
    }

    /// <summary>As <see cref="EncodeAsync"/>, in a word.</summary>
    public async Task<Outcome> TryAsync(Medium medium, TimeSpan budget) => await EncodeAsync(medium, budget) switch
    {
        ModalityEncoded => Outcome.Answered,
        ModalityRejected { Code: RejectionCode.Overloaded } => Outcome.Refused,
        null => Outcome.Late,
        _ => Outcome.Failed,
    };

    /// <summary>The encoder's own work without a bus: decode, preprocess, share a run, pack.</summary>
    public async Task<Outcome> EncodeHereAsync(Medium medium, TimeSpan patience)
    {
        await (medium.Modality switch
        {
            Modality.Image => images.EncodeAsync(Image(medium, Guid.Empty, patience), patience, default),
            Modality.Audio => sounds.EncodeAsync(Audio(medium, Guid.Empty, patience), patience, default),
            _ => texts.EncodeAsync(Text(medium, Guid.Empty, patience), patience, default),
        });
        return Outcome.Answered;
    }

    private Task SendAsync(Medium medium, Guid id, TimeSpan budget) => medium.Modality switch
    {
        Modality.Image => sender.SendAsync(Image(medium, id, budget), default),
        Modality.Audio => sender.SendAsync(Audio(medium, id, budget), default),
        _ => sender.SendAsync(Text(medium, id, budget), default),
    };

    private EncodeImage Image(Medium medium, Guid id, TimeSpan budget) =>
        new()
        {
            ObservationId = id,
            TenantId = "bench",
            Shard = topology.ShardOf(id),
            BudgetMs = (int)budget.TotalMilliseconds,
            Media = medium.Bytes,
        };

    private EncodeAudio Audio(Medium medium, Guid id, TimeSpan budget) =>
        new()
        {
            ObservationId = id,
            TenantId = "bench",
            Shard = topology.ShardOf(id),
            BudgetMs = (int)budget.TotalMilliseconds,
            Media = medium.Bytes,
        };

    private EncodeText Text(Medium medium, Guid id, TimeSpan budget) =>
        new()
        {
            ObservationId = id,
            TenantId = "bench",
            Shard = topology.ShardOf(id),
            BudgetMs = (int)budget.TotalMilliseconds,
            Text = medium.Text,
        };
}
