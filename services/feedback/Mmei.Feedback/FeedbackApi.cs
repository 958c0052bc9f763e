using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using Mmei.Hosting.Tenancy;

namespace Mmei.Feedback;

/// <summary>All routes of the service.</summary>
public static class FeedbackApi
{
    /// <summary>Maps <c>POST /v1/feedback</c>: 202 when every signal is durable, or 400 and none of them is.</summary>
    public static IEndpointRouteBuilder MapFeedback(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/feedback", ReceiveAsync)
            .WithName("sendFeedback")
            .WithTags("feedback")
            .WithSummary("What people did with recommended items; durable once answered.")
            .WithDescription(
                "What a person dislikes or has seen counts for them for ever. The policy learns from what happened within the reward window of " +
                "the decision (`rewardWindowSeconds` at /v1/limits); `tooLate` says how many of the accepted signals did not.");
        return app;
    }

    private static async Task<Accepted<FeedbackReceipt>> ReceiveAsync(
        FeedbackRequest request,
        TenantContext tenant,
        IFeedbackLog log,
        Learner learner,
        FeedbackInstruments instruments,
        TimeProvider time,
        IOptions<FeedbackOptions> options,
        CancellationToken cancellationToken)
    {
        var signals = SignalCheck.Valid(request, time.GetUtcNow(), options.Value);
        var added = await log.AddSignalsAsync(tenant.Tenant, signals, cancellationToken);
        var duplicates = signals.Count - added.New;
        instruments.SignalsStored(added, duplicates);
        if (added.New > 0)
        {
            learner.Wake();
        }

        return TypedResults.Accepted(
            (string?)null, new FeedbackReceipt { Accepted = added.New, Duplicates = duplicates, TooLate = added.Late });
    }
}
