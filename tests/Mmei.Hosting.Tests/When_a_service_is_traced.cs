using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using Mmei.Testing.Tracing;

namespace Mmei.Hosting.Tests;

public sealed class When_a_service_is_traced : IAsyncLifetime
{
    private TelemetryCollector _collector = null!;

    public async ValueTask InitializeAsync() => _collector = await TelemetryCollector.StartAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Should_send_the_span_of_a_request_in_the_trace_of_its_caller()
    {
        var trace = await CallAsync(sampled: true, ratio: "0", "/hello");

        var span = SpansOf(trace).ShouldHaveSingleItem();
        span.ParentId.ShouldBe(trace.SpanId.ToHexString());
        span.Attributes["url.path"].ShouldBe("/hello");
    }

    [Theory]
    [InlineData("/v1/users/ann", "/v1/users/{id}")]
    [InlineData("/v1/users/ann/consent?x=1", "/v1/users/{id}/consent")]
    public async Task Should_not_tell_whom_a_request_is_about(string address, string told)
    {
        var trace = await CallAsync(sampled: true, ratio: "0", address);

        var span = SpansOf(trace).ShouldHaveSingleItem();
        span.Attributes["url.path"].ShouldBe(told);
        span.Attributes.Values.ShouldNotContain(value => value.Contains("ann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_leave_it_to_the_caller_whether_to_trace()
    {
        var trace = await CallAsync(sampled: false, ratio: "1", "/hello");

        SpansOf(trace).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_know_the_collector_by_the_variable_that_others_know_it_by()
    {
        var trace = await CallAsync(sampled: true, ratio: "0", "/hello", "OTEL_EXPORTER_OTLP_ENDPOINT");

        SpansOf(trace).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    public async Task Should_leave_probes_out(string path)
    {
        var trace = await CallAsync(sampled: true, ratio: "1", path);

        SpansOf(trace).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("collector:4318")]
    [InlineData("ftp://collector")]
    public async Task Should_refuse_an_address_that_is_none(string endpoint)
    {
        var start = () => HostedApp.StartAsync(settings: ("Tracing:Endpoint", endpoint));

        (await start.ShouldThrowAsync<OptionsValidationException>()).Message.ShouldContain(
            "Tracing:Endpoint: must be an http or https address");
    }

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    /// <summary>Every host of the process sends what any of them records: other tests' spans are told apart by their trace.</summary>
    private IEnumerable<CollectedSpan> SpansOf(ActivityContext trace) =>
        _collector.Spans.Where(span => span.TraceId == trace.TraceId.ToHexString());

    /// <summary>One call to a service that is stopped afterwards, which sends what it has.</summary>
    private async Task<ActivityContext> CallAsync(
        bool sampled, string ratio, string path, string setting = "Tracing:Endpoint")
    {
        var trace = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), sampled ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None);
        await using var app = await HostedApp.StartAsync(
            service =>
            {
                service.MapGet("/hello", () => "hello");
                service.MapGet("/v1/users/{id}/{what?}", () => "hello");
            },
            settings: [(setting, _collector.Address.ToString()), ("Tracing:SampleRatio", ratio)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", $"00-{trace.TraceId}-{trace.SpanId}-{(sampled ? "01" : "00")}");
        (await app.SendAsync(request)).Status.ShouldBe(200);
        await app.StopAsync();
        return trace;
    }
}
