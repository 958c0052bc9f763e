using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Messaging;

namespace Mmei.Ranking.Decisions.Evaluate;

/// <summary>Has a policy put in force that passes the gate, or that the operator insists on.</summary>
internal sealed class PolicyPromotion(PolicyEvaluator evaluator, IMessageSender sender, TimeProvider time)
{
    /// <exception cref="UnprocessableFailure">The gate does not let it pass; nothing has changed.</exception>
    public async Task<PolicyEvaluation> PromoteAsync(
        string tenantId, EvaluationRequest request, bool force, CancellationToken cancellationToken)
    {
        var evaluation = await evaluator.EvaluateAsync(tenantId, request, cancellationToken);
        if (!evaluation.Promotable && !force)
        {
            throw new UnprocessableFailure($"{evaluation.Policy} is not put in force. {evaluation.Reason}");
        }

        var promotion = new PromotePolicy
        {
            TenantId = tenantId,
            Policy = evaluation.Policy,
            Exploration = evaluation.Exploration,
            At = time.GetUtcNow(),
        };
        await sender.SendAsync(promotion, cancellationToken);
        return evaluation;
    }
}
