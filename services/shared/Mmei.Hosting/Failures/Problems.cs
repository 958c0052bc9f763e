using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Mmei.Hosting.Bodies;
using Mmei.Hosting.Json;

namespace Mmei.Hosting.Failures;

/// <summary>Writes failures as RFC 9457 problem+json.</summary>
public static class Problems
{
    /// <summary>
    /// Answers with <paramref name="failure"/>, for middleware that answers without throwing (rate limits, authentication challenges).
    /// The response must not have started.
    /// </summary>
    public static Task WriteFailureAsync(this HttpContext context, Failure failure)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(failure);
        var type = ProblemType.Of(failure);
        var problem = failure.Errors is { Count: > 0 } errors
            ? Describe(new HttpValidationProblemDetails(errors.ToDictionary()), type, failure.Message)
            : Describe(new ProblemDetails(), type, failure.Message);
        if (RetryAfter(failure) is { } retryAfter)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return context.WriteAsync(problem);
    }

    /// <summary>
    /// What <paramref name="exception"/> means to the caller, for answers that are not an HTTP answer of their own: a line of many, an
    /// event. What is not a <see cref="Failure"/> is not told.
    /// </summary>
    public static ProblemDetails Describe(Exception exception, string traceId)
    {
        var told = exception is BadHttpRequestException unreadable ? UnreadableRequest.From(unreadable) ?? exception : exception;
        ProblemDetails problem = told switch
        {
            Failure { Errors.Count: > 0 } failure => Describe(
                new HttpValidationProblemDetails(failure.Errors.ToDictionary()), ProblemType.Of(failure), failure.Message),
            Failure failure => Describe(new ProblemDetails(), ProblemType.Of(failure), failure.Message),
            _ => Describe(new ProblemDetails(), ProblemType.Internal, detail: null),
        };
        problem.Extensions["traceId"] = traceId;
        return problem;
    }

    /// <summary>Answers with the problem that a bare HTTP status stands for.</summary>
    internal static Task WriteStatusAsync(this HttpContext context, int status)
    {
        var detail = status == StatusCodes.Status415UnsupportedMediaType ? AcceptedTypes.Explain(context) : null;
        var problem = Describe(new ProblemDetails(), ProblemType.Of(status), detail);
        problem.Status = status;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            && context.Response.Headers.RetryAfter.Count == 0)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return context.WriteAsync(problem);
    }

    /// <summary>Gives problems that the framework or an endpoint result writes the same shape.</summary>
    internal static void Complete(ProblemDetailsContext context)
    {
        var type = ProblemType.Of(context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode);
        (context.ProblemDetails.Type, context.ProblemDetails.Title) = (type.Uri, type.Title);
        context.ProblemDetails.Extensions["traceId"] = TraceId(context.HttpContext);
    }

    private static ProblemDetails Describe(ProblemDetails problem, ProblemType type, string? detail)
    {
        (problem.Type, problem.Status, problem.Title, problem.Detail) = (type.Uri, type.Status, type.Title, detail);
        return problem;
    }

    private static Task WriteAsync(this HttpContext context, ProblemDetails problem)
    {
        problem.Extensions["traceId"] = TraceId(context);
        context.Response.StatusCode = problem.Status!.Value;
        context.Response.Headers.CacheControl = "no-store";

        // Not through IProblemDetailsService: it stays silent for clients that accept another type, for example event streams.
        return context.Response.WriteAsJsonAsync(
            problem, problem.GetType(), JsonDefaults.Options, "application/problem+json", context.RequestAborted);
    }

    private static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    private static TimeSpan? RetryAfter(Failure failure) => failure switch
    {
        OverloadedFailure overloaded => overloaded.RetryAfter,
        UnavailableFailure unavailable => unavailable.RetryAfter,
        DeadlineExceededFailure late => late.RetryAfter,
        _ => null,
    };
}
