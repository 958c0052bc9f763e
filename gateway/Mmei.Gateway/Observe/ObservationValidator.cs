using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Expressions;
using Mmei.Gateway.Access;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>Everything about an observation that can be told from the request alone, but its media.</summary>
internal sealed class ObservationValidator(IOptions<GatewayLimits> limits)
{
    private readonly GatewayLimits _limits = limits.Value;

    /// <exception cref="TooLargeFailure">A medium or the text is over its limit.</exception>
    /// <exception cref="InvalidInputFailure">Fields are wrong; all of them are named.</exception>
    /// <exception cref="UnprocessableFailure">An expression cannot be read; it says where, and what is allowed there.</exception>
    public void Validate(ObservationRequest request)
    {
        RequireSize("image", request.Image?.Length, _limits.ImageBytes, "bytes");
        RequireSize("audio", request.Audio?.Length, _limits.AudioBytes, "bytes");
        RequireSize("text", request.Text?.Length, _limits.TextCharacters, "characters");

        var errors = new FieldErrors();
        errors.Require(request is not { Text: null, Image: null, Audio: null }, "body", "needs at least one of text, image and audio");
        CheckId(errors, "userId", request.UserId);
        CheckId(errors, "sessionId", request.SessionId);
        CheckLabel(errors, "consent.purpose", request.Consent?.Purpose);
        errors.Require(!RefusedPurposes.Has(request.Consent?.Purpose), "consent.purpose", RefusedPurposes.Rule);
        CheckContext(errors, request.Context);
        CheckOptions(errors, request.Options);
        errors.ThrowIfAny();
        RequireExpression("options.filter", request.Options?.Filter);
        foreach (var (place, boost) in (request.Options?.Boosts ?? []).Index())
        {
            RequireExpression($"options.boosts[{place}].when", boost.When);
        }
    }

    private static void CheckContext(FieldErrors errors, ContextRequest? context)
    {
        CheckLabel(errors, "context.device", context?.Device);
        errors.Require(
            context?.HeartRate is null or (>= ContextRequest.MinHeartRate and <= ContextRequest.MaxHeartRate),
            "context.heartRate",
            $"must be between {ContextRequest.MinHeartRate} and {ContextRequest.MaxHeartRate} beats per minute");
    }

    private void CheckOptions(FieldErrors errors, OptionsRequest? options)
    {
        errors.Require(
            options?.K is null || (options.K >= 1 && options.K <= _limits.MaxK), "options.k", $"must be between 1 and {_limits.MaxK}");
        errors.Require(
            options?.Items is null || (options.Items.Count >= 1 && options.Items.Count <= _limits.ItemsPerRequest),
            "options.items",
            $"must name 1 to {_limits.ItemsPerRequest} items");
        foreach (var (place, id) in (options?.Items ?? []).Take(_limits.ItemsPerRequest).Index())
        {
            CheckId(errors, $"options.items[{place}]", id ?? "");
        }

        CheckTags(errors, "options.tags", options?.Tags);
        CheckTags(errors, "options.excludeTags", options?.ExcludeTags);
        CheckBoosts(errors, options?.Boosts);
        errors.Require(
            options?.DeadlineMs is null || (options.DeadlineMs >= _limits.MinDeadlineMs && options.DeadlineMs <= _limits.MaxDeadlineMs),
            "options.deadlineMs",
            $"must be between {_limits.MinDeadlineMs} and {_limits.MaxDeadlineMs}");
    }

    private static void CheckTags(FieldErrors errors, string field, IReadOnlyList<string>? tags)
    {
        errors.Require(tags is null || tags.Count <= CatalogItem.MostTags, field, $"must be at most {CatalogItem.MostTags}");
        foreach (var (place, tag) in (tags ?? []).Take(CatalogItem.MostTags).Index())
        {
            errors.Require(
                !string.IsNullOrWhiteSpace(tag) && tag.Length <= CatalogItem.TagCharacters,
                $"{field}[{place}]",
                $"must be 1 to {CatalogItem.TagCharacters} characters, not all blank");
        }
    }

    private static void CheckBoosts(FieldErrors errors, IReadOnlyList<BoostRequest>? boosts)
    {
        errors.Require(
            boosts is null || boosts.Count <= OptionsRequest.MostBoosts, "options.boosts", $"must be at most {OptionsRequest.MostBoosts}");
        foreach (var (place, boost) in (boosts ?? []).Take(OptionsRequest.MostBoosts).Index())
        {
            var field = $"options.boosts[{place}]";
            errors.Require(boost is not null, field, "must have a 'when' and a 'by'");
            errors.Require(boost is null or { When: not null }, $"{field}.when", "must be an expression");
            errors.Require(
                boost is null || Math.Abs(boost.By) <= BoostRequest.MostBy,
                $"{field}.by",
                $"must be between {-BoostRequest.MostBy} and {BoostRequest.MostBy}");
        }
    }

    private static void CheckId(FieldErrors errors, string field, string? id) =>
        errors.Require(id is null || Ids.IsValid(id), field, Ids.Rule);

    private static void CheckLabel(FieldErrors errors, string field, string? label) =>
        errors.Require(
            label is null || (label.Length <= ContextRequest.LabelCharacters && !label.Any(char.IsControl)),
            field,
            $"must be at most {ContextRequest.LabelCharacters} characters, none of them a control character");

    private static void RequireExpression(string field, string? expression)
    {
        try
        {
            _ = expression is null ? null : Expression.Parse(expression);
        }
        catch (MalformedExpressionException malformed)
        {
            throw new UnprocessableFailure($"{field} is an expression that cannot be read, {malformed.Message}.", malformed)
            {
                Errors = new Dictionary<string, string[]> { [field] = [malformed.Message] },
            };
        }
    }

    private static void RequireSize(string field, int? size, int limit, string unit)
    {
        if (size > limit)
        {
            throw new TooLargeFailure(field, $"is over {limit} {unit}");
        }
    }
}
