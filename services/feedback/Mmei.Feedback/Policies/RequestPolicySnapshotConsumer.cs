using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Feedback.Policies;

/// <summary>Answers a ranker that starts with a broadcast of every tenant's latest policy. Rankers ignore what they have already.</summary>
internal sealed partial class RequestPolicySnapshotConsumer(
    IPolicyStore store, IMessageSender sender, IOptions<FeedbackOptions> options, ILogger<RequestPolicySnapshotConsumer> logger)
    : IConsumer<RequestPolicySnapshot>
{
    public async Task Consume(ConsumeContext<RequestPolicySnapshot> context)
    {
        var policies = await store.PoliciesAsync(onlyUnsent: false, context.CancellationToken);
        await Task.WhenAll(policies.Select(policy => sender.BroadcastAsync(policy.ToSnapshot(options.Value), context.CancellationToken)));
        Answered(context.Message.Requester, policies.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Broadcast {Count} policies because {Requester} has started")]
    private partial void Answered(string requester, int count);
}
