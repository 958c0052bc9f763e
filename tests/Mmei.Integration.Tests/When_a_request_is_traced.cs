using System.Diagnostics;
using System.Net.Http.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing.Tracing;

namespace Mmei.Integration.Tests;

/// <summary>One trace from the caller's request over every service that worked on it.</summary>
public sealed class When_a_request_is_traced
{
    private static readonly string[] Services =
    [
        "Mmei.Encoders.Audio", "Mmei.Encoders.Text", "Mmei.Encoders.Vision", "Mmei.Feedback", "Mmei.Fusion", "Mmei.Gateway", "Mmei.Ranking",
    ];

    [Fact]
    public async Task Should_follow_it_over_every_hop()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(5));
        await using var collector = await TelemetryCollector.StartAsync(timeout.Token);
        await using var platform = await RunningPlatform.StartAsync(
            "rabbitmq", ("Tracing__Endpoint", collector.Address.ToString()), ("OTEL_BSP_SCHEDULE_DELAY", "200"));
        var person = (await Samples.ObservationsAsync(timeout.Token)).First(
            sample => sample is { Text: not null, Image: not null, Audio: not null });
        person = person with { Options = new OptionsRequest { DeadlineMs = 10_000 } };

        var (trace, caller) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/observations") { Content = JsonContent.Create(person) };
        request.Headers.Add("traceparent", $"00-{trace}-{caller}-01");
        using var response = await platform.Http.SendAsync(request, timeout.Token);
        response.EnsureSuccessStatusCode();

        var spans = await collector.TraceAsync(
            trace, found => Services.All(name => found.Any(span => span.Service == name)) && IsWhole(found, caller), timeout.Token);
        spans.Where(span => span.ParentId == caller).ShouldHaveSingleItem().Service.ShouldBe("Mmei.Gateway");
        spans.ShouldContain(span => span.Service == "Mmei.Fusion" && span.Name == "fuse");
        spans.ShouldAllBe(span => span.Name.Length > 0);
        foreach (var stage in new[] { "preprocess", "wait", "infer" })
        {
            spans.Select(span => span.Name).ShouldContain($"image {stage}");
            spans.Select(span => span.Name).ShouldContain($"audio {stage}");
            spans.Select(span => span.Name).ShouldContain($"text {stage}");
        }

        spans.SelectMany(span => span.Attributes.Values).ShouldAllBe(
            value => !value.Contains(person.Text!, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether every span hangs on another of the trace, and the first on the caller's.</summary>
    private static bool IsWhole(IReadOnlyList<CollectedSpan> spans, string caller)
    {
        var ids = spans.Select(span => span.SpanId).Append(caller).ToHashSet(StringComparer.Ordinal);
        return spans.All(span => ids.Contains(span.ParentId));
    }
}
