using Mmei.Contracts.Api.V1;

namespace Mmei.Client;

/// <summary>A message of the platform on a stream: <c>opened</c>, <c>observed</c> or <c>problem</c>.</summary>
internal sealed record StreamReply
{
    public required string Type { get; init; }

    public string? SessionId { get; init; }

    public ObservationAnswer? Answer { get; init; }

    public Problem? Problem { get; init; }
}
