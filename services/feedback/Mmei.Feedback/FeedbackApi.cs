using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Feedback.People;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;

namespace Mmei.Feedback;

/// <summary>All routes of the service.</summary>
public static class FeedbackApi
{
    /// <summary>
    /// Maps <c>POST /v1/feedback</c>, 202 when every signal is durable, or 400 and none of them is; <c>DELETE /v1/users/{id}</c>; and
    /// those of consent, of the policy and of experiments.
    /// </summary>
    public static IEndpointRouteBuilder MapFeedback(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/feedback", ReceiveAsync)
            .WithName("sendFeedback")
            .WithTags("feedback")
            .WithSummary("What people did with recommended items; durable once answered.")
            .WithDescription(
                "What a person dislikes or has seen counts for them for ever. The policy learns from what happened within the reward window of " +
                "the decision (`rewardWindowSeconds` at /v1/limits); `tooLate` says how many of the accepted signals did not.");
        app.MapDelete("/v1/users/{id}", EraseAsync)
            .WithName("eraseUser")
            .WithTags("users")
            .WithSummary("Erases a person everywhere, with a receipt.")
            .WithDescription(
                "Decisions, signals, taste, consent, and what the person contributed to the policy and to items' quality. 202 where a service has not " +
                "answered yet: it will erase, and the call may be repeated. Of somebody unknown the receipt says zeros. Contributions of " +
                "decisions that were deleted for their age are sums of many people, in which nobody is found. A session's memory ends by " +
                "itself, half an hour after its last observation.")
            .Produces<ErasureReceipt>()
            .Produces<ErasureReceipt>(StatusCodes.Status202Accepted);
        app.MapConsent();
        app.MapPolicy();
        app.MapExperiments();
        return app;
    }

    private static async Task<IResult> EraseAsync(
        string id, TenantContext tenant, ErasePeople people, CancellationToken cancellationToken)
    {
        new FieldErrors().Require(Ids.IsValid(id), "id", Ids.Rule).ThrowIfAny();
        var receipt = await people.EraseAsync(tenant.Tenant, id, cancellationToken);
        return receipt.Complete ? TypedResults.Ok(receipt) : TypedResults.Accepted((string?)null, receipt);
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
