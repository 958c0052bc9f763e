using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Mmei.Hosting.Tenancy;
using Mmei.Testing.Tracing;

namespace Mmei.Hosting.Tests;

public sealed partial class When_a_service_tells_a_collector : IAsyncLifetime
{
    private static readonly Meter Own = new("Mmei.Tests.Collector");
    private static readonly Meter Foreign = new("Somebody.Else");
    private static readonly Counter<long> Greetings = Own.CreateCounter<long>("mmei.tests.greetings");
    private static readonly Counter<long> Unasked = Foreign.CreateCounter<long>("somebody.else");

    private readonly string _name = $"name-{Guid.NewGuid():N}";
    private TelemetryCollector _collector = null!;

    public async ValueTask InitializeAsync() => _collector = await TelemetryCollector.StartAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Should_send_what_it_logs_with_trace_span_and_tenant()
    {
        await CallAsync("OTEL_EXPORTER_OTLP_ENDPOINT");

        var entry = _collector.Logs.Where(log => log.Text == $"hello {_name}").ShouldHaveSingleItem();
        entry.Severity.ShouldBe("Information");
        entry.Attributes["Name"].ShouldBe(_name);
        entry.Attributes["Tenant"].ShouldBe("acme");
        var span = _collector.Spans.Where(span => span.SpanId == entry.SpanId).ShouldHaveSingleItem();
        span.TraceId.ShouldBe(entry.TraceId);
    }

    [Fact]
    public async Task Should_send_no_path_of_a_request_with_what_it_logs()
    {
        await CallAsync("OTEL_EXPORTER_OTLP_ENDPOINT");

        _collector.Logs.ShouldNotBeEmpty();
        _collector.Logs.SelectMany(log => log.Attributes.Values).ShouldNotContain(value => value.Contains(_name + "-in-path"));
    }

    [Fact]
    public async Task Should_send_the_metrics_that_its_own_page_has_with_the_same_labels()
    {
        await CallAsync("OTEL_EXPORTER_OTLP_ENDPOINT");

        _collector.Metrics.Where(metric => metric.Name == "mmei.tests.greetings").ShouldNotBeEmpty();
        var durations = _collector.Metrics.First(metric => metric.Name == "http.server.request.duration");
        durations.Unit.ShouldBe("s");
        durations.Labels.Select(label => label.Key).ShouldBeSubsetOf(["http.request.method", "http.route", "http.response.status_code"]);
    }

    [Fact]
    public async Task Should_send_no_metric_that_its_own_page_has_not()
    {
        await CallAsync("OTEL_EXPORTER_OTLP_ENDPOINT");

        _collector.Metrics.ShouldNotBeEmpty();
        _collector.Metrics.ShouldNotContain(metric => metric.Name == "somebody.else" || metric.Name.StartsWith("kestrel."));
    }

    [Fact]
    public async Task Should_send_spans_alone_where_only_those_have_an_address()
    {
        await CallAsync("Tracing:Endpoint");

        _collector.Spans.ShouldNotBeEmpty();
        _collector.Logs.ShouldBeEmpty();
        _collector.Metrics.ShouldBeEmpty();
    }

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    /// <summary>One call to a service that is stopped afterwards, which sends what it has.</summary>
    private async Task CallAsync(string setting)
    {
        await using var app = await HostedApp.StartAsync(
            service => service.MapGet("/hello/{id}", (ILogger<When_a_service_tells_a_collector> log) =>
            {
                TenantOfWork.Tell("acme");
                Greetings.Add(1);
                Unasked.Add(1);
                Greet(log, _name);
            }),
            settings: [(setting, _collector.Address.ToString()), ("Tracing:SampleRatio", "1")]);
        (await app.GetAsync($"/hello/{_name}-in-path")).Status.ShouldBe(200);
        await app.StopAsync();
    }

    [LoggerMessage(LogLevel.Information, "hello {Name}")]
    private static partial void Greet(ILogger logger, string name);
}
