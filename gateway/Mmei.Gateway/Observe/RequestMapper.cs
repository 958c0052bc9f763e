using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>Turns a request into an observation, or says what is wrong with it.</summary>
internal sealed class RequestMapper(
    ObservationValidator validator, Agreements agreements, ModalityScreen screen, IOptions<ObserveOptions> settings, TimeProvider time)
{
    /// <exception cref="Failure">The request cannot be carried out as it stands.</exception>
    public async Task<Observation> MapAsync(string tenant, ObservationRequest request, CancellationToken cancellationToken)
    {
        validator.Validate(request);
        var agreement = await agreements.OfAsync(tenant, request, cancellationToken);
        var deadline = request.Options?.DeadlineMs ?? settings.Value.DefaultDeadlineMs;
        return new Observation
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Tenant = tenant,
            UserId = request.UserId,
            SessionId = request.SessionId,
            Modalities = screen.Screen(request, agreement),
            Options = ToOptions(request.Options),
            Context = ToContext(request.Context),
            DeadlineMs = deadline,
            AwaitedMs = deadline + settings.Value.GraceMs,
            BudgetMs = deadline - Math.Min(settings.Value.ReserveMs, deadline / 2),
        };
    }

    private static RecommendationOptions ToOptions(OptionsRequest? asked)
    {
        var options = new RecommendationOptions();
        return options with
        {
            K = asked?.K ?? options.K,
            Kinds = [.. (asked?.Kinds ?? options.Kinds).Distinct()],
            Items = [.. (asked?.Items ?? options.Items).Distinct(StringComparer.Ordinal)],
            Tags = Tags(asked?.Tags),
            ExcludeTags = Tags(asked?.ExcludeTags),
            Filter = asked?.Filter,
            Boosts = [.. (asked?.Boosts ?? []).Select(boost => new Boost(boost.When, boost.By))],
            Mood = asked?.Mood,
            ExcludeSeen = asked?.ExcludeSeen ?? options.ExcludeSeen,
            Explain = asked?.Explain ?? options.Explain,
        };
    }

    private static IReadOnlyList<string> Tags(IReadOnlyList<string>? asked) => [.. (asked ?? []).Select(tag => tag.Trim()).Distinct()];

    private static ObservationContext? ToContext(ContextRequest? asked) => asked is null ? null : new ObservationContext
    {
        LocalTime = asked.LocalTime,
        Device = asked.Device,
        HeartRate = asked.HeartRate,
        Activity = asked.Activity,
    };
}
