using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Tenancy;

namespace Mmei.Hosting.Tests;

public sealed class When_a_service_logs
{
    [Fact]
    public async Task Should_write_a_line_of_json_with_utc_time_and_scopes()
    {
        await using var app = Build("Production");
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object> { ["RequestId"] = "abc" });

        var text = Write(app, new InvalidOperationException("two\nlines"), scopes);

        text.TrimEnd().ShouldNotContain('\n');
        var line = JsonSerializer.Deserialize<JsonElement>(text);
        line.GetProperty("Message").GetString().ShouldBe("started");
        line.GetProperty("LogLevel").GetString().ShouldBe("Information");
        line.GetProperty("Category").GetString().ShouldBe("Category");
        line.GetProperty("Exception").GetString().ShouldNotBeNull().ShouldContain("two\nlines");
        line.GetProperty("Timestamp").GetString().ShouldNotBeNull().ShouldMatch(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$");
        line.GetProperty("Scopes")[0].GetProperty("RequestId").GetString().ShouldBe("abc");
    }

    [Fact]
    public async Task Should_say_in_the_line_itself_which_trace_span_and_tenant_it_is_about()
    {
        await using var app = Build("Production");
        using var request = new Activity("request").Start();
        TenantOfWork.Tell("acme");
        using var query = new Activity("query").Start();

        var line = JsonSerializer.Deserialize<JsonElement>(Write(app));

        line.GetProperty("TraceId").GetString().ShouldBe(request.TraceId.ToHexString());
        line.GetProperty("SpanId").GetString().ShouldBe(query.SpanId.ToHexString());
        line.GetProperty("Tenant").GetString().ShouldBe("acme");
    }

    [Fact]
    public async Task Should_name_no_trace_and_no_tenant_where_there_is_none()
    {
        await using var app = Build("Production");

        var line = JsonSerializer.Deserialize<JsonElement>(Write(app));

        line.TryGetProperty("TraceId", out _).ShouldBeFalse();
        line.TryGetProperty("Tenant", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_write_plain_lines_in_development()
    {
        await using var app = Build("Development");

        FormatterName(app).ShouldBe(ConsoleFormatterNames.Simple);
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

    private static string Write(WebApplication app, Exception? exception = null, IExternalScopeProvider? scopes = null)
    {
        var formatter = app.Services.GetServices<ConsoleFormatter>().Single(known => known.Name == FormatterName(app));
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        formatter.Write(
            new LogEntry<string>(LogLevel.Information, "Category", default, "started", exception, (state, _) => state), scopes, text);
        return text.ToString();
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
