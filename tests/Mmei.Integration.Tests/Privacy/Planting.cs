using System.Diagnostics;
using System.Text;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing.Servers;
using RabbitMQ.Client;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>Puts a marker where the search has to find it, by what the platform does itself where that can be had.</summary>
internal sealed class Planting(Marker marker)
{
    public async Task PlantAsync(RunningPlatform platform, TempFolder temporary, CancellationToken cancellationToken)
    {
        // A title is kept as it is, the name of a person packed among what led to a decision, and traces carry what came with a caller's.
        await platform.Client.PutItemAsync(
            "planted", new CatalogItem { Kind = ContentKind.Music, Title = marker.Letters }, cancellationToken);
        await platform.Client.ObserveAsync(
            new ObservationRequest
            {
                UserId = $"u-{marker.Letters}",
                Text = "A song.",
                Options = new OptionsRequest { DeadlineMs = 10_000 },
            },
            cancellationToken);
        using var person = await platform.Http.GetAsync(new Uri($"/v1/users/u-{marker.Letters}", UriKind.Relative), cancellationToken);
        using var traced = new HttpRequestMessage(HttpMethod.Get, "/v1/items:status");
        traced.Headers.Add("traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01");
        traced.Headers.Add("tracestate", $"planted={marker.Letters}");
        using var answer = await platform.Http.SendAsync(traced, cancellationToken);

        await File.WriteAllTextAsync(Path.Combine(platform.State, "planted.log"), $"info: heard {marker.Letters}", cancellationToken);
        var base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes(marker.Letters));
        await File.WriteAllTextAsync(temporary["planted"], $"x{base64}", cancellationToken);
        if (platform.Broker is { } broker)
        {
            await PublishAsync(broker, "classic", cancellationToken);
        }
    }

    /// <summary>A message that the broker is asked to write down, in a queue that nobody reads.</summary>
    public async Task PublishAsync(Uri broker, string queueType, CancellationToken cancellationToken)
    {
        const string Queue = "planted";
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        var type = new Dictionary<string, object?> { ["x-queue-type"] = queueType };
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, type, cancellationToken: cancellationToken);
        var written = new BasicProperties { Persistent = true };
        var body = Encoding.ASCII.GetBytes(marker.Letters);
        await channel.BasicPublishAsync("", Queue, mandatory: true, written, body, cancellationToken);
    }
}
