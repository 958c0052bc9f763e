using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>PUT /v1/policy/exploration</c>.</summary>
public sealed record ExplorationRequest
{
    /// <summary>
    /// lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random, congruence or apprentice; without it the one in force stays.
    /// </summary>
    public string? Policy { get; init; }

    /// <summary>At most 1 for epsilon-greedy, whose share of decisions it is.</summary>
    [Required]
    [Range(0, 100)]
    public double? Exploration { get; init; }

    /// <summary>Of an apprentice: when it takes over by itself. Without it, it does so only when <c>:promote</c> is called.</summary>
    public TakeOverRule? TakeOver { get; init; }
}
