using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Mmei.Testing.Qdrant;

/// <summary>Answers a call in place of the server.</summary>
public delegate Task Fault(HttpContext context);

/// <summary>Ways for a call to go wrong.</summary>
public static class Faults
{
    private const string ContentType = "application/grpc";

    /// <summary>Fails at once: headers only, no message.</summary>
    public static Fault Status(StatusCode code, string detail = "injected") => context =>
    {
        context.Response.ContentType = ContentType;
        context.Response.Headers["grpc-status"] = ((int)code).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(detail);
        return Task.CompletedTask;
    };

    /// <summary>Never answers; ends when the client gives up.</summary>
    public static Fault Hang { get; } = async context =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    /// <summary>Resets the stream in the middle of a message of 100 bytes.</summary>
    public static Fault Cut { get; } = async context =>
    {
        context.Response.ContentType = ContentType;
        await context.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 0, 100 });
        await context.Response.Body.WriteAsync(new byte[50]);
        await context.Response.Body.FlushAsync();
        context.Abort();
    };
}
