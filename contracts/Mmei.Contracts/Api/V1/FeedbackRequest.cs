using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>POST /v1/feedback</c>: one or many signals.</summary>
public sealed record FeedbackRequest
{
    [MinLength(1)]
    public required IReadOnlyList<FeedbackSignal> Signals { get; init; }
}
