using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Mmei.Hosting.Failures;

/// <summary>
/// A failure the caller can act on. Throw one of the sealed kinds anywhere below an endpoint; it reaches the client as problem+json.
/// The message is sent to the client: it must not carry internals or what a user said.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The family reads as what it is: NotFoundFailure, TooLargeFailure.")]
public abstract class Failure : Exception
{
    private protected Failure(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>What is wrong, by field; empty where the failure is not about one.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = ReadOnlyDictionary<string, string[]>.Empty;
}

/// <summary>
/// The request can be read, but fields of it are wrong (400). A field is a JSON path such as <c>signals[3].kind</c>, a query parameter or
/// a header.
/// </summary>
public sealed class InvalidInputFailure : Failure
{
    public InvalidInputFailure(IReadOnlyDictionary<string, string[]> errors, Exception? cause = null)
        : base("The request has invalid fields: " + string.Join(", ", errors.Keys) + ".", cause) => Errors = errors;

    public InvalidInputFailure(string field, string problem, Exception? cause = null)
        : this(new Dictionary<string, string[]> { [field] = [problem] }, cause)
    {
    }
}

/// <summary>The request carries no valid credential (401).</summary>
public sealed class UnauthorizedFailure(string message, Exception? cause = null) : Failure(message, cause);

/// <summary>The credential does not allow this (403).</summary>
public sealed class ForbiddenFailure(string message, Exception? cause = null) : Failure(message, cause);

/// <summary>What the request names does not exist for this tenant (404).</summary>
public sealed class NotFoundFailure(string message, Exception? cause = null) : Failure(message, cause);

/// <summary>The request contradicts what is stored or under way: the call of an idempotency key is in progress (409).</summary>
public sealed class ConflictFailure(string message, Exception? cause = null) : Failure(message, cause);

/// <summary>A condition that the request makes, such as If-Match, does not hold (412).</summary>
public sealed class PreconditionFailure(string message, Exception? cause = null) : Failure(message, cause);

/// <summary>The body or a part of it is larger than the published limit (413).</summary>
public sealed class TooLargeFailure(string message, Exception? cause = null) : Failure(message, cause)
{
    public TooLargeFailure(string field, string problem, Exception? cause = null)
        : this($"The request is over a limit: {field}.", cause) => Errors = new Dictionary<string, string[]> { [field] = [problem] };
}

/// <summary>The body or a part of it is of a type that is not read here (415).</summary>
public sealed class UnsupportedMediaFailure(string message, Exception? cause = null) : Failure(message, cause);

/// <summary>The request is well formed but cannot be carried out as it stands (422).</summary>
public sealed class UnprocessableFailure(string message, Exception? cause = null) : Failure(message, cause);

/// <summary>What was sent may be read only where a person agrees to it, and it does not say that they do (422).</summary>
public sealed class ConsentNeededFailure(string message, Exception? cause = null) : Failure(message, cause);

/// <summary>
/// The caller asks for more than its share (429). Where all callers together ask for more than can be done, that is ours: see
/// <see cref="UnavailableFailure"/>.
/// </summary>
public sealed class OverloadedFailure(string message, TimeSpan retryAfter, Exception? cause = null) : Failure(message, cause)
{
    /// <summary>When asking again makes sense; at least one second is announced.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>Something this service depends on is away, or has more to do than it can (503).</summary>
public sealed class UnavailableFailure(string message, TimeSpan retryAfter, Exception? cause = null) : Failure(message, cause)
{
    /// <summary>When asking again makes sense; at least one second is announced.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>The work was not done before its deadline (503).</summary>
public sealed class DeadlineExceededFailure(string message, TimeSpan retryAfter, Exception? cause = null) : Failure(message, cause)
{
    /// <summary>When asking again makes sense; at least one second is announced.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
