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
            .WithSummary("What people did with recommended items; durable once answered.");
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
        var accepted = await log.AddSignalsAsync(tenant.Tenant, signals, cancellationToken);
        var duplicates = signals.Count - accepted;
        instruments.SignalsStored(accepted, duplicates);
        if (accepted > 0)
        {
            learner.Wake();
        }

        return TypedResults.Accepted((string?)null, new FeedbackReceipt { Accepted = accepted, Duplicates = duplicates });
    }
}
