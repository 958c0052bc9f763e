using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Mmei.Hosting.Secrets;
using RabbitMQ.Client;

namespace Mmei.Messaging;

/// <summary>
/// Brings back what was put aside, each message to the queue that it came from, when the cause is mended. A message is taken from the dead
/// letters once the broker has confirmed it there, so none is lost; one may come twice when this is cut short, as on any queue.
/// </summary>
public static class DeadLetterRedrive
{
    /// <summary>Runs it with the process's settings (section <c>Bus</c>), and says what came of it.</summary>
    /// <returns>The exit code: 0 when all went back, 1 when some stay.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = Host.CreateApplicationBuilder(args).Configuration;
        configuration.AddSecretFiles();
        var options = configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();
        var (returned, kept) = await RunAsync(options, CancellationToken.None);
        await Console.Out.WriteLineAsync($"{returned} messages went back to their queues, {kept} stay.");
        return kept == 0 ? 0 : 1;
    }

    /// <summary>
    /// Brings back as many as there are now: what fails again at once is not brought back for ever. Those without an origin stay.
    /// </summary>
    public static async Task<(int Returned, int Kept)> RunAsync(BusOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var connection = await options.ConnectAsync("mmei-redrive", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        var (returned, kept) = (0, 0);
        for (var left = await channel.MessageCountAsync(Queues.DeadLetter, cancellationToken); left > 0; left--)
        {
            if (await channel.BasicGetAsync(Queues.DeadLetter, autoAck: false, cancellationToken) is not { } letter)
            {
                break;
            }

            // What is kept stays unacknowledged, and so out of the way, until the channel closes.
            object? name = null;
            if (letter.BasicProperties.Headers?.TryGetValue(DeathHeaders.Queue, out name) is not true || name is not byte[] origin)
            {
                kept++;
                continue;
            }

            var queue = Encoding.UTF8.GetString(origin);
            await channel.BasicPublishAsync("", queue, mandatory: true, Fresh(letter.BasicProperties), letter.Body, cancellationToken);
            await channel.BasicAckAsync(letter.DeliveryTag, multiple: false, cancellationToken);
            returned++;
        }

        return (returned, kept);
    }

    /// <summary>Without the history of its death: a second one is told from the first by when it came.</summary>
    private static BasicProperties Fresh(IReadOnlyBasicProperties properties) => new(properties)
    {
        Headers = properties.Headers?.Where(header => !header.Key.Contains("death", StringComparison.Ordinal)).ToDictionary(),
    };
}
