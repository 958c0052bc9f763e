using Mmei.Contracts.Api.V1;
using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests;

/// <summary>The observations of a session meet, wherever their modalities were encoded.</summary>
public sealed class When_a_person_speaks_again
{
    [Theory]
    [InlineData("memory")]
    [InlineData("rabbitmq")]
    public async Task Should_remember_the_session(string bus)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var platform = await RunningPlatform.StartAsync(bus);
        var people = await Samples.ObservationsAsync(cancelled);

        var first = await ObserveAsync(people[0], "s-1");
        var second = await ObserveAsync(people[1], "s-1");
        var other = await ObserveAsync(people[0], "s-2");
        var alone = await ObserveAsync(people[0], session: null);

        first.Session.ShouldNotBeNull().Observations.ShouldBe(1);
        first.Session.Emotion.Label.ShouldBe(first.Emotion.Label);
        first.Session.Current.ShouldBe(first.Emotion.Label);
        second.Session.ShouldNotBeNull().Observations.ShouldBe(2);
        second.Session.Id.ShouldBe("s-1");
        second.Session.Emotion.Probabilities.Values.Sum().ShouldBe(1, 1e-6);
        other.Session.ShouldNotBeNull().Observations.ShouldBe(1);
        alone.Session.ShouldBeNull();

        Task<ObservationAnswer> ObserveAsync(ObservationRequest person, string? session) => platform.Client.ObserveAsync(
            person with { SessionId = session, Options = new OptionsRequest { DeadlineMs = 10_000 } }, cancelled);
    }
}
