using Microsoft.AspNetCore.Http;

namespace Mmei.Hosting.Failures;

/// <summary>The one table of problem types. A <see cref="Uri"/> is an identifier that clients compare; it never changes meaning.</summary>
public sealed record ProblemType
{
    public static readonly ProblemType InvalidInput = new("invalid-input", StatusCodes.Status400BadRequest, "The request is not valid.");
    public static readonly ProblemType Unauthorized = new(
        "unauthorized", StatusCodes.Status401Unauthorized, "A valid credential is needed.");
    public static readonly ProblemType Forbidden = new("forbidden", StatusCodes.Status403Forbidden, "The credential does not allow this.");
    public static readonly ProblemType NotFound = new("not-found", StatusCodes.Status404NotFound, "There is no such resource.");
    public static readonly ProblemType MethodNotAllowed = new(
        "method-not-allowed", StatusCodes.Status405MethodNotAllowed, "The resource does not support this method.");
    public static readonly ProblemType NotAcceptable = new(
        "not-acceptable", StatusCodes.Status406NotAcceptable, "The answer cannot be given in an accepted form.");
    public static readonly ProblemType Conflict = new(
        "conflict", StatusCodes.Status409Conflict, "The request contradicts the current state.");
    public static readonly ProblemType Precondition = new(
        "precondition-failed", StatusCodes.Status412PreconditionFailed, "A condition of the request does not hold.");
    public static readonly ProblemType TooLarge = new("too-large", StatusCodes.Status413PayloadTooLarge, "The request is too large.");
    public static readonly ProblemType UnsupportedMedia = new(
        "unsupported-media", StatusCodes.Status415UnsupportedMediaType, "The media type is not supported.");
    public static readonly ProblemType Unprocessable = new(
        "unprocessable", StatusCodes.Status422UnprocessableEntity, "The request cannot be carried out.");
    public static readonly ProblemType ConsentNeeded = new(
        "consent-needed", StatusCodes.Status422UnprocessableEntity, "The person's consent is needed.");
    public static readonly ProblemType Overloaded = new("overloaded", StatusCodes.Status429TooManyRequests, "Too many requests.");
    public static readonly ProblemType Internal = new("internal", StatusCodes.Status500InternalServerError, "Something went wrong here.");
    public static readonly ProblemType BadGateway = new(
        "bad-gateway", StatusCodes.Status502BadGateway, "A service behind this one gave no valid answer.");
    public static readonly ProblemType Unavailable = new(
        "unavailable", StatusCodes.Status503ServiceUnavailable, "The service is not available.");
    public static readonly ProblemType GatewayTimeout = new(
        "gateway-timeout", StatusCodes.Status504GatewayTimeout, "A service behind this one gave no answer in time.");

    // 503, so that clients and proxies know that asking again makes sense.
    public static readonly ProblemType DeadlineExceeded = new(
        "deadline-exceeded", StatusCodes.Status503ServiceUnavailable, "The work was not done in time.");

    private static readonly Dictionary<int, ProblemType> ByStatus = new ProblemType[]
    {
        InvalidInput, Unauthorized, Forbidden, NotFound, MethodNotAllowed, NotAcceptable, Conflict, Precondition, TooLarge,
        UnsupportedMedia, Unprocessable,
        Overloaded, Internal, BadGateway, Unavailable, GatewayTimeout,
    }.ToDictionary(type => type.Status);

    private ProblemType(string slug, int status, string title) =>
        (Uri, Status, Title) = ("https://mmei.dev/problems/" + slug, status, title);

    /// <summary>The stable identifier, the <c>type</c> of the problem.</summary>
    public string Uri { get; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The short text, the same for every problem of this type.</summary>
    public string Title { get; }

    /// <summary>
    /// The type of a bare HTTP status; any other client error counts as invalid input, any other server error as internal.
    /// </summary>
    public static ProblemType Of(int status) => ByStatus.GetValueOrDefault(status) ?? (status < 500 ? InvalidInput : Internal);

    internal static ProblemType Of(Failure failure) => failure switch
    {
        InvalidInputFailure => InvalidInput,
        UnauthorizedFailure => Unauthorized,
        ForbiddenFailure => Forbidden,
        NotFoundFailure => NotFound,
        ConflictFailure => Conflict,
        PreconditionFailure => Precondition,
        TooLargeFailure => TooLarge,
        UnsupportedMediaFailure => UnsupportedMedia,
        UnprocessableFailure => Unprocessable,
        ConsentNeededFailure => ConsentNeeded,
        OverloadedFailure => Overloaded,
        UnavailableFailure => Unavailable,
        DeadlineExceededFailure => DeadlineExceeded,
        _ => Internal,
    };
}
