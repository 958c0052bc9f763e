using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Hosting.Background;
using Mmei.Messaging;

namespace Mmei.Feedback.Outbox;

/// <summary>
/// Sends what committed changes have to tell. At least once: after a crash between sending and forgetting, a message goes out again; its
/// revision makes that harmless.
/// </summary>
internal sealed class OutboxSender(
    IOutbox outbox,
    IMessageSender sender,
    IOptions<FeedbackOptions> options,
    OutboxInstruments instruments,
    TimeProvider time,
    ILogger<OutboxSender> logger)
    : RecurringService(time, logger)
{
    private const int Batch = 200;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var entries = await outbox.LeaseAsync(Time.GetUtcNow(), Lease, Batch, cancellationToken);
            if (entries.Count == 0)
            {
                return options.Value.PollInterval;
            }

            instruments.Begin();
            await Task.WhenAll(entries.Select(entry => SendAsync(entry.Message, cancellationToken)));
            await outbox.RemoveAsync([.. entries.Select(entry => entry.Id)], cancellationToken);
            instruments.Sent();
        }
    }

    private Task SendAsync(object message, CancellationToken cancellationToken) => message switch
    {
        RewardAssigned reward => sender.SendAsync(reward, cancellationToken),
        ErasePerson person => sender.SendAsync(person, cancellationToken),
        VotesCounted votes => sender.SendAsync(votes, cancellationToken),
        _ => throw new InvalidOperationException($"Nobody is told a {message.GetType().Name}."),
    };
}
