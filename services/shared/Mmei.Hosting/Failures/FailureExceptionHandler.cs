using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mmei.Hosting.Failures;

/// <summary>The one place where an exception becomes an HTTP answer.</summary>
internal sealed partial class FailureExceptionHandler(ILogger<FailureExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (IsGone(httpContext, exception))
        {
            LogGone();
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        try
        {
            await AnswerAsync(httpContext, exception);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            LogGone();
        }

        return true;
    }

    /// <summary>A client that cut its upload or left: there is nobody to answer, and nothing is wrong here.</summary>
    private static bool IsGone(HttpContext context, Exception exception) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException);

    private async Task AnswerAsync(HttpContext httpContext, Exception exception)
    {
        // The handler before this has taken the endpoint off the request.
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no endpoint";
        var failure = exception switch
        {
            Failure typed => typed,
            BadHttpRequestException unreadable => UnreadableRequest.From(unreadable),
            JsonException json => UnreadableRequest.From(json),
            _ => null,
        };
        if (exception is JsonException)
        {
            // Usually a body that an endpoint read itself; stored data that no longer parses would look the same to the client.
            LogUnreadableJson(endpoint);
        }

        if (failure is not null)
        {
            LogFailure(ProblemType.Of(failure).Uri);
            await httpContext.WriteFailureAsync(failure);
        }
        else if (exception is BadHttpRequestException { StatusCode: var status })
        {
            LogFailure(ProblemType.Of(status).Uri);
            await httpContext.WriteStatusAsync(status);
        }
        else
        {
            LogUnexpected(exception, httpContext.Request.Method, endpoint);
            await httpContext.WriteStatusAsync(StatusCodes.Status500InternalServerError);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The client has gone.")]
    private partial void LogGone();

    [LoggerMessage(LogLevel.Debug, "Answered with {ProblemType}.")]
    private partial void LogFailure(string problemType);

    [LoggerMessage(LogLevel.Warning, "JSON that {Endpoint} parsed itself was refused as invalid input.")]
    private partial void LogUnreadableJson(string endpoint);

    [LoggerMessage(LogLevel.Error, "Unexpected failure of {Method} {Endpoint}.")]
    private partial void LogUnexpected(Exception exception, string method, string endpoint);
}
