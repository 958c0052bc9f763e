using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mmei.Hosting.Failures;

/// <summary>The one place where an exception becomes an HTTP answer.</summary>
internal sealed partial class FailureExceptionHandler(ILogger<FailureExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
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
            LogUnreadableJson(httpContext.GetEndpoint()?.DisplayName);
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
            LogUnexpected(exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
            await httpContext.WriteStatusAsync(StatusCodes.Status500InternalServerError);
        }

        return true;
    }

    [LoggerMessage(LogLevel.Debug, "Answered with {ProblemType}.")]
    private partial void LogFailure(string problemType);

    [LoggerMessage(LogLevel.Warning, "JSON that {Endpoint} parsed itself was refused as invalid input.")]
    private partial void LogUnreadableJson(string? endpoint);

    [LoggerMessage(LogLevel.Error, "Unexpected failure of {Method} {Endpoint}.")]
    private partial void LogUnexpected(Exception exception, string method, string? endpoint);
}
