using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Feedback.AssignRewards;
using Mmei.Feedback.Store;
using Mmei.Hosting.Tenancy;

namespace Mmei.Feedback.ReceiveSignals;

/// <summary><c>POST /v1/feedback</c>: 202 when every signal is durable, or 400 and none of them is.</summary>
internal static class FeedbackEndpoint
{
    public static async Task<Accepted<FeedbackReceipt>> HandleAsync(
        FeedbackRequest request,
        TenantContext tenant,
        IFeedbackStore store,
        Learner learner,
        FeedbackInstruments instruments,
        TimeProvider time,
        IOptions<FeedbackOptions> options,
        CancellationToken cancellationToken)
    {
        var signals = SignalCheck.Valid(request, time.GetUtcNow(), options.Value);
        var accepted = await store.AddSignalsAsync(tenant.Tenant, signals, cancellationToken);
        instruments.SignalsStored(accepted, signals.Count - accepted);
        if (accepted > 0)
        {
            learner.Wake();
        }

        return TypedResults.Accepted((string?)null, new FeedbackReceipt { Accepted = accepted, Duplicates = signals.Count - accepted });
    }
}
