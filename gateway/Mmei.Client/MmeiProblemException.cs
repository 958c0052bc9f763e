using System.Net;

namespace Mmei.Client;

/// <summary>The platform answered with a problem (RFC 9457), or with a failure that carries none.</summary>
public sealed class MmeiProblemException : Exception
{
    internal MmeiProblemException(HttpStatusCode status, Problem problem, TimeSpan? retryAfter)
        : base(Describe(status, problem))
    {
        Status = status;
        Type = problem.Type;
        Title = problem.Title;
        Detail = problem.Detail;
        TraceId = problem.TraceId;
        Errors = problem.Errors ?? new Dictionary<string, IReadOnlyList<string>>();
        RetryAfter = retryAfter;
    }

    public HttpStatusCode Status { get; }

    /// <summary>The stable name of the problem; null when the answer was no problem document.</summary>
    public string? Type { get; }

    public string? Title { get; }

    public string? Detail { get; }

    /// <summary>What to quote to the operator.</summary>
    public string? TraceId { get; }

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; }

    /// <summary>How long to wait before the same request makes sense again; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    private static string Describe(HttpStatusCode status, Problem problem)
    {
        var title = problem.Title ?? status.ToString();
        if (problem.Errors is not { Count: > 0 } errors)
        {
            return $"{(int)status} {problem.Detail ?? title}";
        }

        var reasons = errors.SelectMany(field => field.Value.Select(reason => $"{field.Key}: {reason}"));
        return $"{(int)status} {title.TrimEnd('.')}: {string.Join("; ", reasons)}";
    }
}
