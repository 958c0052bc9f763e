using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mmei.Hosting;

/// <summary>A service's process from beginning to end.</summary>
public static class ServiceHost
{
    /// <summary>What logs a start that failed, with its stack trace; here one sentence says it.</summary>
    private static readonly string[] StartLogs =
        ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>
    /// Builds a service with <see cref="ServiceDefaults"/> and runs it until it is told to stop. What keeps it from starting is said on
    /// standard error in a sentence that names the setting or file, never with a stack trace or a core dump; in a container as a line of
    /// JSON, as everything that one says.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <param name="add">Adds what the service is made of.</param>
    /// <param name="map">Adds its routes, after <see cref="ServiceDefaults.MapDefaultEndpoints"/>.</param>
    /// <returns>The exit code: 0 after a stop that was asked for, 1 after a failure.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication>? map = null)
    {
        ArgumentNullException.ThrowIfNull(add);
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            builder.AddServiceDefaults();
            var started = false;
            foreach (var category in StartLogs)
            {
                builder.Logging.AddFilter(category, level => started && level >= LogLevel.Warning);
            }

            add(builder);
            await using var app = builder.Build();
            app.Lifetime.ApplicationStarted.Register(() => started = true);
            app.MapDefaultEndpoints();
            map?.Invoke(app);
            var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
            await StartAsync(app);
            await app.WaitForShutdownAsync();

            // A part that failed has logged why and stopped the host, which counts that as a stop that was asked for.
            return parts.Any(part => part.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
        }
#pragma warning disable CA1031 // The end of the line: whatever it is, it is said.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync(StartFailure.Line(exception, TimeProvider.System));
            return 1;
        }
    }

    /// <summary>Starts, or stops what was started before the part that could not: it would go on beside what is disposed of.</summary>
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }
    }
}
