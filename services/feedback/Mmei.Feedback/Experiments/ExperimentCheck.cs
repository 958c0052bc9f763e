using System.Globalization;
using System.Text.RegularExpressions;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Learning.Experiments;
using Mmei.Learning.Policies;

namespace Mmei.Feedback.Experiments;

/// <summary>Turns a request into an experiment, or into a failure that names every field that is wrong.</summary>
internal static partial class ExperimentCheck
{
    // Decimal fractions such as 0.1 are not exact; a sum of ten is off by less than this.
    private const double Rounding = 1e-9;

    private const string NameRule = "must be 1 to 64 small letters, digits or '-', starting with a letter or digit";

    /// <exception cref="InvalidInputFailure">It is no name of an experiment.</exception>
    public static void ThrowIfNoName(string name) => new FieldErrors().Require(IsName(name), "name", NameRule).ThrowIfAny();

    /// <exception cref="InvalidInputFailure">Names each wrong field: <c>arms[1].weight</c>.</exception>
    public static StoredExperiment Valid(string name, ExperimentRequest request, DateTimeOffset now)
    {
        var arms = request.Arms ?? [];
        var errors = new FieldErrors()
            .Require(IsName(name), "name", NameRule)
            .Require(request.Seed is null or >= 0, "seed", $"must be from 0 to {int.MaxValue}")
            .Require(
                request.FollowMinutes is >= 1 and <= ExperimentRequest.LongestFollowMinutes,
                "followMinutes",
                $"must be from 1 to {ExperimentRequest.LongestFollowMinutes}")
            .Require(arms.Count is >= 2 and <= ExperimentRequest.MostArms, "arms", $"must be from 2 to {ExperimentRequest.MostArms} arms");
        errors.ThrowIfAny();
        for (var i = 0; i < arms.Count; i++)
        {
            Check(arms[i], $"arms[{i}]", errors);
        }

        errors.ThrowIfAny();
        var sum = arms.Sum(arm => arm.Weight!.Value);
        errors
            .Require(Math.Abs(sum - 1) <= Rounding, "arms", $"must have weights that sum to 1, not to {Number(sum)}")
            .Require(arms.DistinctBy(arm => arm.Name).Count() == arms.Count, "arms", "must differ in their names")
            .ThrowIfAny();
        return new StoredExperiment(
            new ExperimentInForce { Name = name, Seed = request.Seed ?? Assignment.SeedOf(name), Arms = [.. arms.Select(Arm)] },
            TimeSpan.FromMinutes(request.FollowMinutes),
            now);
    }

    private static void Check(ArmSetting? arm, string path, FieldErrors errors)
    {
        if (arm is null)
        {
            errors.Add(path, "must not be null");
            return;
        }

        errors
            .Require(arm.Name is not null && IsName(arm.Name), $"{path}.name", NameRule)
            .Require(arm.Weight is > 0 and <= 1, $"{path}.weight", "must be a share of people, above 0 and at most 1")
            .AddAll($"{path}.", arm.Policy is null ? [] : KnownPolicies.ProblemsOf(arm.Policy, arm.Exploration))
            .Require(arm.Policy is not null || arm.Exploration is null, $"{path}.exploration", "must be absent without a policy");
    }

    private static ExperimentArm Arm(ArmSetting arm) => new()
    {
        Name = arm.Name!,
        Weight = arm.Weight!.Value,
        Policy = arm.Policy,
        Exploration = arm.Exploration,
        Mood = arm.Mood,
    };

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static bool IsName(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z")]
    private static partial Regex Name();
}
