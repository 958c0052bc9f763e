using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;
using Mmei.Learning.Features;

namespace Mmei.Feedback.Decisions;

/// <summary>Keeps decisions out of the store and the policy that would spoil them.</summary>
internal static class DecisionCheck
{
    /// <exception cref="InvalidInputFailure">Names what is wrong.</exception>
    public static void ThrowIfInvalid(DecisionMade decision)
    {
        var errors = new FieldErrors()
            .Require(decision.DecisionId != Guid.Empty, "decisionId", "must not be empty")
            .Require(TenantContext.IsValid(decision.TenantId), "tenantId", "is no tenant name")
            .Require(IsEmotion(decision.Perception.Emotion), "emotion", $"must be {Sizes.Emotions} probabilities")
            .Require(
                decision.Perception.Session is null || IsEmotion(decision.Perception.Session.Smoothed),
                "session.smoothed",
                $"must be {Sizes.Emotions} probabilities")
            .Require(decision.Items.DistinctBy(item => item.ItemId).Count() == decision.Items.Count, "items", "must differ in their ids");

        // Of another layout, as during an upgrade, only that all have one length is known.
        var dimension = decision.FeatureVersion == DecisionFeatures.Version || decision.Items.Count == 0
            ? DecisionFeatures.Dimension
            : decision.Items[0].Features.Count;
        for (var i = 0; i < decision.Items.Count; i++)
        {
            var item = decision.Items[i];
            errors
                .Require(item.Position >= 1, $"items[{i}].position", "must be at least 1")
                .Require(item.Propensity is >= 0 and <= 1, $"items[{i}].propensity", "must be in [0, 1]")
                .Require(double.IsFinite(item.Score), $"items[{i}].score", "must be a finite number")
                .Require(item.Features.Count == dimension, $"items[{i}].features", $"must be {dimension} numbers")
                .Require(item.Features.All(value => Math.Abs(value) <= 1), $"items[{i}].features", "must be in [-1, 1]");
        }

        errors.ThrowIfAny();
    }

    private static bool IsEmotion(IReadOnlyList<double> probabilities) =>
        probabilities.Count == Sizes.Emotions && probabilities.All(value => value is >= 0 and <= 1);
}
