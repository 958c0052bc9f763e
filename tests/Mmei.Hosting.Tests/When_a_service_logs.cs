using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Mmei.Hosting.Tests;

public sealed class When_a_service_logs
{
    [Fact]
    public async Task Should_write_json_with_utc_time_scopes_and_trace()
    {
        await using var app = Build("Production");
        var formatter = app.Services.GetServices<ConsoleFormatter>().Single(known => known.Name == FormatterName(app));
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object> { ["TraceId"] = "abc" });
        using var text = new StringWriter(CultureInfo.InvariantCulture);

        formatter.Write(
            new LogEntry<string>(LogLevel.Information, "Category", default, "started", null, (state, _) => state), scopes, text);

        var line = JsonSerializer.Deserialize<JsonElement>(text.ToString());
        line.GetProperty("Message").GetString().ShouldBe("started");
        line.GetProperty("Timestamp").GetString().ShouldNotBeNull().ShouldMatch(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$");
        line.GetProperty("Scopes")[0].GetProperty("TraceId").GetString().ShouldBe("abc");
    }

    [Fact]
    public async Task Should_write_plain_lines_in_development()
    {
        await using var app = Build("Development");

        FormatterName(app).ShouldBe(ConsoleFormatterNames.Simple);
    }

    [Fact]
    public async Task Should_attach_the_trace_of_the_request()
    {
        await using var app = Build("Production");

        app.Services.GetRequiredService<IOptions<LoggerFactoryOptions>>().Value.ActivityTrackingOptions
            .ShouldBe(ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId | ActivityTrackingOptions.ParentId);
    }

    [Fact]
    public async Task Should_keep_the_framework_quiet_unless_told_otherwise()
    {
        await using var quiet = Build("Production");
        await using var loud = Build("Production", ("Logging:LogLevel:Microsoft.AspNetCore", "Debug"));

        Logs(quiet).ShouldBeFalse();
        Logs(loud).ShouldBeTrue();

        static bool Logs(WebApplication app) =>
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Routing").IsEnabled(LogLevel.Debug);
    }

    private static string? FormatterName(WebApplication app) =>
        app.Services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue.FormatterName;

    private static WebApplication Build(string environment, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddServiceDefaults();
        return builder.Build();
    }
}
