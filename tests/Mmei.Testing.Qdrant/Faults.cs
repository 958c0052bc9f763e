using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Mmei.Testing.Qdrant;

/// <summary>Answers a call in place of the server.</summary>
public delegate Task Fault(HttpContext context);

/// <summary>Ways for a call to go wrong.</summary>
public static class Faults
{
    /// <summary>Fails at once: headers only, no message.</summary>
    public static Fault Status(StatusCode code, string detail = "injected") => context =>
    {
        context.Response.ContentType = Frame.ContentType;
        context.Response.Headers["grpc-status"] = ((int)code).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(detail);
        return Task.CompletedTask;
    };

    /// <summary>Sends a whole message and then a status in the trailers.</summary>
    public static Fault StatusAfterMessage(StatusCode code, string detail = "injected") => async context =>
    {
        await Frame.WriteAsync(context.Response, []);
        Frame.End(context.Response, code, detail);
    };

    /// <summary>Never answers; ends when the client gives up.</summary>
    public static Fault Hang { get; } = async context =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    /// <summary>Resets the stream in the middle of a message.</summary>
    public static Fault Cut { get; } = async context =>
    {
        await HalfAsync(context.Response);
        context.Abort();
    };

    /// <summary>Ends the stream in the middle of a message, in good order.</summary>
    public static Fault Truncate { get; } = context => HalfAsync(context.Response);

    /// <summary>A whole message, but no status.</summary>
    public static Fault NoStatus { get; } = context => Frame.WriteAsync(context.Response, []);

    /// <summary>A status of success, but no message.</summary>
    public static Fault NoMessage { get; } = context =>
    {
        context.Response.ContentType = Frame.ContentType;
        Frame.End(context.Response, StatusCode.OK, "");
        return Task.CompletedTask;
    };

    /// <summary>A message that announces this many bytes.</summary>
    public static Fault Announce(uint bytes) => async context =>
    {
        context.Response.ContentType = Frame.ContentType;
        await context.Response.Body.WriteAsync(Frame.Header(bytes));
    };

    /// <summary>These bytes as the message.</summary>
    public static Fault Message(byte[] bytes) => async context =>
    {
        await Frame.WriteAsync(context.Response, bytes);
        Frame.End(context.Response, StatusCode.OK, "");
    };

    /// <summary>An answer of something in between that knows no gRPC.</summary>
    public static Fault Http(int status) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync("<html></html>");
    };

    private static async Task HalfAsync(HttpResponse response)
    {
        response.ContentType = Frame.ContentType;
        await response.Body.WriteAsync(Frame.Header(100));
        await response.Body.WriteAsync(new byte[50]);
        await response.Body.FlushAsync();
    }
}
