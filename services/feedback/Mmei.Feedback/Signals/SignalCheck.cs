using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Failures;

namespace Mmei.Feedback.Signals;

/// <summary>Turns a request into signals, or into a failure that names every field that is wrong.</summary>
internal static class SignalCheck
{
    /// <exception cref="InvalidInputFailure">Names each wrong field: <c>signals[3].value</c>.</exception>
    public static IReadOnlyList<Signal> Valid(FeedbackRequest request, DateTimeOffset now, FeedbackOptions options)
    {
        var errors = new FieldErrors()
            .Require(request.Signals.Count > 0, "signals", "must hold at least one signal")
            .Require(request.Signals.Count <= options.MaxSignals, "signals", $"must hold at most {options.MaxSignals} signals");
        errors.ThrowIfAny();
        for (var i = 0; i < request.Signals.Count; i++)
        {
            Check(request.Signals[i], $"signals[{i}]", now, options, errors);
        }

        errors.ThrowIfAny();
        return
        [
            .. request.Signals.Select(signal => new Signal(
                signal.Id!, signal.DecisionId!.Value, signal.ItemId!, signal.Kind!.Value, signal.Value, signal.ObservationId,
                signal.At!.Value)),
        ];
    }

    private static void Check(FeedbackSignal? signal, string path, DateTimeOffset now, FeedbackOptions options, FieldErrors errors)
    {
        if (signal is null)
        {
            errors.Add(path, "must not be null");
            return;
        }

        CheckId(signal.Id, $"{path}.id", errors);
        CheckId(signal.ItemId, $"{path}.itemId", errors);
        errors.Require(signal.DecisionId is { } id && id != Guid.Empty, $"{path}.decisionId", "is required");
        CheckInstant(signal.At, $"{path}.at", now, options, errors);
        CheckValue(signal, path, errors);
    }

    private static void CheckId(string? id, string field, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            errors.Add(field, "is required");
        }
        else
        {
            errors.Require(Ids.IsValid(id), field, Ids.Rule);
        }
    }

    private static void CheckInstant(DateTimeOffset? at, string field, DateTimeOffset now, FeedbackOptions options, FieldErrors errors)
    {
        if (at is not { } instant)
        {
            errors.Add(field, "is required");
        }
        else if (instant > now + options.ClockTolerance)
        {
            errors.Add(field, "is in the future");
        }
        else if (instant < now - options.MaxSignalAge)
        {
            errors.Add(field, $"is more than {options.MaxSignalAge.TotalDays:0.##} days ago");
        }
    }

    private static void CheckValue(FeedbackSignal signal, string path, FieldErrors errors)
    {
        var value = $"{path}.value";
        switch (signal.Kind)
        {
            case null:
                errors.Add($"{path}.kind", "is required");
                break;
            case SignalKind.Dwell:
                errors.Require(
                    signal.Value is >= 0 and <= FeedbackSignal.LongestDwellSeconds, value, $"is required: seconds, from 0 to {FeedbackSignal.LongestDwellSeconds:0}");
                break;
            case SignalKind.Complete:
                errors.Require(signal.Value is >= 0 and <= 1, value, "is required: from 0 to 1");
                break;
            default:
                errors.Require(signal.Value is null, value, $"must be absent for {JsonName(signal.Kind.Value)}");
                break;
        }

        if (signal.Kind is not null)
        {
            errors.Require(
                signal.Kind == SignalKind.Emotion == signal.ObservationId is not null,
                $"{path}.observationId",
                signal.Kind == SignalKind.Emotion ? "is required: the later observation" : "must be absent but for emotion");
        }
    }

    private static string JsonName(SignalKind kind) => kind.ToString().ToLowerInvariant();
}
