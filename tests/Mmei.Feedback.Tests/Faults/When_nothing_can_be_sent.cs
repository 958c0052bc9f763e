using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Mmei.Feedback.Outbox;

namespace Mmei.Feedback.Tests.Faults;

public sealed class When_nothing_can_be_sent
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Should_say_how_long_messages_have_waited()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var outbox = new OutboxInstruments(services.GetRequiredService<IMeterFactory>(), _time);
        outbox.Age.ShouldBe(TimeSpan.Zero);

        outbox.Begin();
        _time.Advance(TimeSpan.FromSeconds(40));
        outbox.Begin();
        _time.Advance(TimeSpan.FromSeconds(30));
        outbox.Age.ShouldBe(TimeSpan.FromSeconds(70));

        outbox.Sent();
        outbox.Age.ShouldBe(TimeSpan.Zero);
    }
}
